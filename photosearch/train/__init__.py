"""Training of our own networks: the only room with torch, which the extra `train` installs."""
