"""How a photo is painted in the grid."""
