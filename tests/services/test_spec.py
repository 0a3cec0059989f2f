import pytest

from photosearch.descriptors.fit.projection import Kind
from photosearch.errors import QueryProblem
from photosearch.services.spec import Spec, parse


@pytest.mark.parametrize("text", ["scda", "gem:pca:12", "scda_plus:svd_whitening:256"])
def test_what_is_read_is_written_the_same(text: str) -> None:
    assert str(parse(text)) == text


def test_a_projection_has_its_kind_and_dimensions() -> None:
    assert parse("scda:pca_whitening:256") == Spec("scda", Kind.PCA_WHITENING, 256)


@pytest.mark.parametrize("text", ["scda:pca", "scda:ica:3", "scda:pca:x", "scda:pca:-1", "scda:pca:1:2", "scda:"])
def test_anything_else_says_how_to_write_it(text: str) -> None:
    with pytest.raises(QueryProblem, match="scda:pca_whitening:256"):
        parse(text)
