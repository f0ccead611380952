"""Every notebook with every company in every language: it runs, and run again it says the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbook.core.language import LANGUAGES
from workbook.notebooks import originals
from workbook.samples import COMPANIES

LIMIT = 300  # seconds


def runs(folder: Path, *words: str) -> str:
    """What a command printed that ended well."""
    ran = subprocess.run([sys.executable, "-m", *words], cwd=folder, text=True, capture_output=True, timeout=LIMIT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.slow
@pytest.mark.timeout(2 * LIMIT)
def test_every_company_runs_in_every_language(tmp_path: Path) -> None:
    """From one table of sets; and nbval, which compares every output, finds nothing else in any of them."""
    sets = [f"{company},{language}" for company in COMPANIES for language in LANGUAGES]
    (tmp_path / "sets.csv").write_text("\n".join(["workshop,language", *sets]))
    table = runs(tmp_path, "workbook", "run", "--sets", "sets.csv")
    written = sorted(tmp_path.glob("*/*/run/*.ipynb"))
    assert len(written) == table.count(" ok\n") == len(sets) * len(originals())
    compared = runs(tmp_path, "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadscope", "--nbval",
                    *map(str, written))  # fmt: skip
    assert "passed" in compared
    assert "skipped" not in compared
