from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors import fc_im, fc_predbox
from photosearch.errors import ProgramError
from tests.descriptors.conftest import observation


def test_the_whole_picture_is_what_the_classifier_is_given(observe, small) -> None:
    np.testing.assert_allclose(fc_im.compute(observe(small)), np.array([1, 1]) / np.sqrt(2), atol=1e-6)


def test_the_predicted_box_is_described_by_its_own_look(small) -> None:
    whole, box = observation(np.ones((2, 3, 3))), observation(small * np.array([2, 1])[:, None, None])
    np.testing.assert_allclose(fc_predbox.compute(replace(whole, boxed=box)), np.array([2, 1]) / np.sqrt(5), atol=1e-6)


def test_without_that_look_it_is_our_mistake(small) -> None:
    with pytest.raises(ProgramError, match="box"):
        fc_predbox.compute(observation(small))
