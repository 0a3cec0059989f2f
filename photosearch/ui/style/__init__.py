"""Colours, spaces and icons."""
