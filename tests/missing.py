"""What isn't installed: the tests that need it are skipped, or fail where nothing may be."""

import os
from typing import NoReturn

import pytest


def missing(sentence: str) -> NoReturn:
    """sentence: what wasn't tried, and what to install for it."""
    if os.environ.get("WORKBOOK_SKIP_NOTHING") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)
