"""The truth of a library, in one SQLite file."""
