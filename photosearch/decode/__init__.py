"""From a file to an upright RGB picture and what is known about it."""

import cv2

# Photos are decoded by several threads already; more threads inside each would only make the window stutter.
cv2.setNumThreads(1)
