"""Painting overlays with Qt."""
