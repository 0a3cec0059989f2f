"""From a picture to feature maps: manifests, networks and their input."""
