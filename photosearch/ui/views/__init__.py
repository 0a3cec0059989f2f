"""What is on the screen, without decisions."""
