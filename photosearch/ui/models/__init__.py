"""Lists of photos as Qt sees them."""
