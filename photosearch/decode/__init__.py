"""From a file to an upright RGB picture and what is known about it."""
