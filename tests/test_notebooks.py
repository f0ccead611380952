import re

import pytest

from workbook import notebooks
from workbook.notebooks import WIDGET_VIEW, originals, read

ALL = originals()
FORBIDDEN = re.compile(r"^\s*(def|class|for|while|lambda|print)\b", re.MULTILINE)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_is_prose_with_calls(path):
    """Prose at least as much as code; a cell of code is a call or two, collapsed, without definitions or loops."""
    cells = read(path).cells
    code = [c for c in cells if c.cell_type == "code"]
    assert len(cells) - len(code) >= len(code)
    for cell in code:
        assert cell.metadata.jupyter.source_hidden
        assert not FORBIDDEN.search(cell.source)
        assert "parameters" in cell.metadata.get("tags", []) or len(cell.source.split("\n")) <= 4


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_is_kept_with_its_outputs_and_without_widgets(path):
    """A reader of the repository sees a filled workbook: tables and words, no error, no widget that can't load."""
    notebook = read(path)
    assert "widgets" not in notebook.metadata
    outputs = [o for c in notebook.cells for o in c.get("outputs", [])]
    assert outputs
    for output in outputs:
        assert output.output_type == "execute_result"
        assert WIDGET_VIEW not in output.data


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_notebook_takes_the_same_three_parameters(path):
    """workshop, language and me, each with a word of help."""
    import papermill

    known = papermill.inspect_notebook(str(path))
    assert list(known)[:3] == ["workshop", "language", "me"]
    assert all(p["help"] for p in known.values())


def test_a_copy_opens_its_workshop_by_itself():
    """Parameterised, the copy names the workshop; the other parameters and the original stay."""
    original = read(ALL[1])
    copy = notebooks.parameterised(original, {"workshop": "/somewhere/acme"})
    assert "workshop: str = '/somewhere/acme'  # name or folder" in copy.cells[1].source
    assert copy.cells[1].source.split("\n")[2:] == original.cells[1].source.split("\n")[2:]
    assert 'workshop: str = "demo"' in original.cells[1].source


def test_links_between_notebooks_lead_somewhere():
    """Every notebook that a notebook links to is there."""
    for path in ALL:
        text = "\n".join(c.source for c in read(path).cells if c.cell_type == "markdown")
        for name in re.findall(r"\]\((\S+\.ipynb)\)", text):
            assert (path.parent / name).exists(), (path.stem, name)
