"""One public data set a file, in the layout in which it is published."""
