"""From folders to files: what is there, what it may be, and what has changed."""
