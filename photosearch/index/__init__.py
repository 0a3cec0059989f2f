"""Nearest neighbours by cosine, a cache that can be rebuilt from the store at any time."""
