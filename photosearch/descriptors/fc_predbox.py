"""The last vector before the classifier, of the main object's box alone, which takes its own look.

The "fc8 (pred. box)" of Wei et al., TIP 2017: the box is that of the largest component M~.
"""

from __future__ import annotations

from photosearch.descriptors import fc_im
from photosearch.descriptors.descriptor import Descriptor
from photosearch.errors import ProgramError
from photosearch.types import Needs, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return l2 of what the classifier is given of the main object's box, (channels,).

    A picture without a main object stands for itself.

    Raises
    ------
    ProgramError
        The observation was made without the box.
    """
    if observation.boxed is None:
        raise ProgramError("This descriptor needs an observation that includes the main object's box.")
    return fc_im.compute(observation.boxed)


DESCRIPTOR = Descriptor(
    id="fc_predbox",
    title="A second look at the main object",
    summary="Looks at the main object once more, enlarged, and compares that; indexing takes twice as long.",
    compute=compute,
    needs=Needs(boxed=True),
    everyday=False,
)
