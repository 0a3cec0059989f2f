"""How much every place of a picture counts."""
