"""Photos described by the query's classes: what each of them makes of the things that the query shows.

Jimenez, Alvarez, Giro-i-Nieto: "Class-Weighted Convolutional Features for Visual Instance Search", BMVC 2017. This is
the online form (OnA); the offline form, in which every photo stands for its own classes, is the descriptor `cam_ofa`.
"""

from __future__ import annotations

from photosearch.descriptors import cam_ofa
from photosearch.descriptors.fitted import Learned
from photosearch.search.rerank.cam_boxes import CamQuery, cam_query, cosine
from photosearch.types import Classifier, FeatureMap, Observation


def ona_query(seen: Observation, learned: Learned) -> CamQuery:
    """Return the query that a photo is, by as many classes as the offline form has.

    Parameters
    ----------
    seen : Observation
        The query photo, with logits and a classifier.
    learned : mapping of str to ndarray of float32
        The whitening of `cam_ofa`.

    Raises
    ------
    ProgramError
        The network has no classifier, or a map holds NaN or infinity.
    """
    return cam_query(seen, learned, cam_ofa.CLASSES)


def score(query: CamQuery, deep: FeatureMap, classifier: Classifier, learned: Learned) -> float:
    """Return the cosine of the query and a photo that is described by the query's classes, -1 to 1.

    Parameters
    ----------
    query : CamQuery
        What is looked for, made with the same classifier and whitening.
    deep : ndarray of float32, (channels, rows, columns)
        The photo's rectified maps that the classifier averages.
    classifier : Classifier
        The network's.
    learned : mapping of str to ndarray of float32
        The whitening of `cam_ofa`.

    Returns
    -------
    float
        Rounded to six decimals; 0 where either shows nothing of the query's classes.

    Raises
    ------
    ValueError
        The maps have no cells, or do not fit the classifier.
    ProgramError
        A map holds NaN or infinity.
    """
    return cosine(query, cam_ofa.describe(deep, classifier, query.classes, learned))
