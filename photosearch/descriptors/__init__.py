"""From an observation of a photo to vectors that can be compared, and to maps that show why."""
