import subprocess
import sys

import pytest


def test_pandas_is_not_imported_with_the_store_and_can_be_had_afterwards() -> None:
    pytest.importorskip("pandas", reason="pandas comes with the extra for index servers")
    program = (
        "import sys, photosearch.store.database\n"
        "assert 'pandas' not in sys.modules\n"
        "import pandas\n"
        "assert pandas.DataFrame({'a': [1]}).shape == (1, 1)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
