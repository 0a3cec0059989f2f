"""From a photo to its vectors and maps: the one composition of decoding, network and descriptors."""
