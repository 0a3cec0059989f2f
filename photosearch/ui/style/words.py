"""The words of the core that a person reads in the window: listed here so that they can be translated."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "core"

WORDS = (
    QT_TRANSLATE_NOOP("core", "Main object"),
    QT_TRANSLATE_NOOP(
        "core",
        "Finds the main object and compares that alone, whatever is behind it: for animals, flowers, products.",
    ),
    QT_TRANSLATE_NOOP("core", "What is behind"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares what is behind the main object and ignores that itself: for the same place with someone else.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, finer"),
    QT_TRANSLATE_NOOP(
        "core",
        "Like the main object alone, with finer texture and pattern: for telling similar species or models apart.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, both ways"),
    QT_TRANSLATE_NOOP(
        "core",
        "Like the main object alone, less sensitive to which way it faces; indexing takes twice as long.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, finer, both ways"),
    QT_TRANSLATE_NOOP(
        "core",
        "The finer comparison of the main object, whichever way it faces; indexing takes twice as long.",
    ),
    QT_TRANSLATE_NOOP("core", "Salient and rare"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture with more weight on eye-catching places and rare features: an all-rounder.",
    ),
    QT_TRANSLATE_NOOP("core", "Scene with accents"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture with more weight on its striking details: for buildings, places and things.",
    ),
    QT_TRANSLATE_NOOP("core", "Whole scene, evenly"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the whole picture, every part with the same weight: for scenes, places and moods.",
    ),
    QT_TRANSLATE_NOOP("core", "Striking details"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the most striking details, wherever they are: for an object that is small or moves about.",
    ),
    QT_TRANSLATE_NOOP("core", "Whole scene and details"),
    QT_TRANSLATE_NOOP("core", "Compares the whole picture and its most striking details together."),
    QT_TRANSLATE_NOOP("core", "Regions, evenly and strikingly"),
    QT_TRANSLATE_NOOP(
        "core",
        "Looks at twenty-one parts of the picture, each as a whole and in its details: for scenes of many things.",
    ),
    QT_TRANSLATE_NOOP("core", "Middle of the picture"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares what is in the middle of the picture: for portraits, products and other centred things.",
    ),
    QT_TRANSLATE_NOOP("core", "A second look at the main object"),
    QT_TRANSLATE_NOOP(
        "core",
        "Looks at the main object once more, enlarged, and compares that; indexing takes twice as long.",
    ),
    QT_TRANSLATE_NOOP("core", "What the classifier sees"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares what the network's own classifier would judge the whole picture by: for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Sum of everything"),
    QT_TRANSLATE_NOOP("core", "Adds up all places of the picture; meant to be whitened: for researchers."),
    QT_TRANSLATE_NOOP("core", "Sum of everything, unweighted"),
    QT_TRANSLATE_NOOP(
        "core",
        "What “salient and rare” is compared with: the same sum without its weights, for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Weighted sum: everywhere alike"),
    QT_TRANSLATE_NOOP(
        "core",
        "Adds up the places of the picture, some more than others; meant to be whitened: for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Weighted sum: the middle"),
    QT_TRANSLATE_NOOP("core", "Weighted sum: where the network is excited"),
    QT_TRANSLATE_NOOP("core", "Weighted sum: where regions overlap"),
    QT_TRANSLATE_NOOP("core", "Weighted sum: what draws the eye"),
    QT_TRANSLATE_NOOP("core", "Weighted sum: what is surrounded"),
    QT_TRANSLATE_NOOP("core", "Weighted sum: what a saliency network sees"),
    QT_TRANSLATE_NOOP("core", "Whole scene, evenly, at three sizes"),
    QT_TRANSLATE_NOOP(
        "core",
        "The same at three sizes of the picture, so that small things count too; indexing takes much longer.",
    ),
    QT_TRANSLATE_NOOP("core", "Salient and rare, at three sizes"),
    QT_TRANSLATE_NOOP("core", "Scene with accents, at three sizes"),
    QT_TRANSLATE_NOOP("core", "Striking details, at three sizes"),
    QT_TRANSLATE_NOOP("core", "Regions, evenly and strikingly, at three sizes"),
    QT_TRANSLATE_NOOP("core", "Striking details, region by region"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares the most striking details of many parts of the picture: for one particular thing or place.",
    ),
    QT_TRANSLATE_NOOP("core", "What kinds of things are seen"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares photos by the kinds of things that the network recognises in them, and how each of these looks.",
    ),
    QT_TRANSLATE_NOOP("core", "Textures, against typical ones"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares textures and patterns everywhere in the picture with what is typical of your photos.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, against typical ones"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares how the main object differs from what is typical of your photos: for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Main object, against the usual spread"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares how the main object's features are spread, beside what is usual in your photos: for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Best matching parts"),
    QT_TRANSLATE_NOOP("core", "Compares the most similar parts of two photos: for one thing in many surroundings."),
    QT_TRANSLATE_NOOP("core", "Whole photos, by how features go together"),
    QT_TRANSLATE_NOOP(
        "core",
        "What the comparison of parts is measured against: whole photos, in the same terms, for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Best matching parts, by sums"),
    QT_TRANSLATE_NOOP("core", "Whole photos, by sums"),
    QT_TRANSLATE_NOOP("core", "All that stands out"),
    QT_TRANSLATE_NOOP(
        "core",
        "The bright parts are where the network sees more than on average; the rest counts as background.",
    ),
    QT_TRANSLATE_NOOP("core", "The bright part is the main object: the largest connected part that stands out."),
    QT_TRANSLATE_NOOP("core", "Attention"),
    QT_TRANSLATE_NOOP("core", "Yellow is where the network sees most, violet where it sees least."),
    QT_TRANSLATE_NOOP("core", "Kinds of things"),
    QT_TRANSLATE_NOOP(
        "core", "Yellow is where the network sees what is named; choose it again for the next kind of thing."
    ),
    QT_TRANSLATE_NOOP("core", "What catches the eye"),
    QT_TRANSLATE_NOOP("core", "Yellow is what stands out from what is around it, whatever the network makes of it."),
    QT_TRANSLATE_NOOP("core", "Parts"),
    QT_TRANSLATE_NOOP(
        "core",
        "Each outline is a part that can be found in other photos: by itself, with its neighbours, or as a whole.",
    ),
    QT_TRANSLATE_NOOP("core", "Most alike parts"),
    QT_TRANSLATE_NOOP(
        "core", "Outlines of one colour are the parts of both photos that are most alike; 1 is the best pair."
    ),
    QT_TRANSLATE_NOOP("core", "Where it is alike"),
    QT_TRANSLATE_NOOP("core", "Yellow places of each photo look like the main object of the other."),
    QT_TRANSLATE_NOOP("core", "Details searched for"),
    QT_TRANSLATE_NOOP("core", "The bright parts hold what was pointed at; what is dark does not."),
    QT_TRANSLATE_NOOP("core", "Words of texture"),
    QT_TRANSLATE_NOOP(
        "core",
        "Describes every place by one of thousands of visual words: for finding a detail in a large picture.",
    ),
    QT_TRANSLATE_NOOP("core", "Words of texture: everywhere alike"),
    QT_TRANSLATE_NOOP(
        "core",
        "Describes every place by one of thousands of visual words, some more than others: for researchers.",
    ),
    QT_TRANSLATE_NOOP("core", "Words of texture: the middle"),
    QT_TRANSLATE_NOOP("core", "Words of texture: where regions overlap"),
    QT_TRANSLATE_NOOP("core", "Words of texture: what draws the eye"),
    QT_TRANSLATE_NOOP("core", "Words of texture: what is surrounded"),
    QT_TRANSLATE_NOOP("core", "Words of texture: what a saliency network sees"),
    QT_TRANSLATE_NOOP("core", "Words of corners and edges"),
    QT_TRANSLATE_NOOP(
        "core",
        "Finds one particular flat thing (a cover, a poster, a facade) that is turned, scaled or partly hidden.",
    ),
)


def translated(text: str) -> str:
    """Return a title or sentence of the core in the person's language."""
    return QCoreApplication.translate(CONTEXT, text)
