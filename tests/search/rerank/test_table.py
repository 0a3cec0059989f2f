import pkgutil

from photosearch.search import rerank
from photosearch.search.rerank.table import RERANKERS


def test_every_re_ranker_is_in_the_table_under_the_name_of_its_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rerank.__path__)} - {"table"}
    assert set(RERANKERS) == modules
    assert {name: function.__module__.rpartition(".")[2] for name, function in RERANKERS.items()} == {
        name: name for name in modules
    }
