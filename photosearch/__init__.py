"""photosearch: a desktop photo organizer that finds similar photos and shows why."""

__version__ = "0.1.0"
