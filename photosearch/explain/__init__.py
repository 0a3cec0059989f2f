"""From what is stored of a photo to pictures that show why it was found."""
