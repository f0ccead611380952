"""The notebooks themselves: found, translated, parameterised, tidied. Executing them is `runner`."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import IO, Any

from workbook.core.errors import BadChoice, BadParameter
from workbook.core.language import _, direction, speaking
from workbook.samples import shipped

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
Notebook = Any  # nbformat.NotebookNode


def originals(folder: Path | None = None) -> list[Path]:
    """The notebooks in a folder, by default those that come with the package, in reading order."""
    return sorted((folder or shipped("notebooks")).glob("[0-9][0-9]-*.ipynb"))


def choose(notebooks: Sequence[Path], wanted: Sequence[str]) -> list[Path]:
    """Those whose number or name was asked for; all when nothing was."""
    for name in wanted:
        if not any(_named(path, name) for path in notebooks):
            raise BadChoice(
                _("There is no notebook '{name}'. Choose from: {allowed}.").format(
                    name=name, allowed=", ".join(path.stem for path in notebooks)
                )
            )
    return [path for path in notebooks if not wanted or any(_named(path, name) for name in wanted)]


def _named(path: Path, name: str) -> bool:
    number, __, word = path.stem.partition("-")
    return name in (path.stem, path.name, word) or name.zfill(len(number)) == number  # a spreadsheet makes 4 of 04


def read(path: Path) -> Notebook:
    """The notebook, in the format's current version."""
    import nbformat

    return nbformat.read(path, as_version=4)


def write(notebook: Notebook, path: Path) -> None:
    """Writes the notebook; the folder is made when it isn't there."""
    import nbformat

    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def translated(notebook: Notebook, language: str) -> Notebook:
    """A copy whose prose is in the language; in one that runs from right to left, so does the prose."""
    copy = deepcopy(notebook)
    with speaking(language):
        for cell in copy.cells:
            if cell.cell_type == "markdown":
                cell.source = _directed("\n\n".join(_(part) for part in paragraphs(cell.source)), language)
    return copy


def _directed(text: str, language: str) -> str:
    return text if direction(language) == "ltr" else f'<div dir="rtl">\n\n{text}\n\n</div>'


def paragraphs(source: str) -> list[str]:
    """The parts of a text cell that are translated one by one: what stands between empty lines."""
    return [part.strip("\n") for part in source.split("\n\n") if part.strip()]


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Read by Babel: every paragraph of the notebook's prose is a message."""
    import nbformat

    notebook = nbformat.reads(file.read().decode("utf-8"), as_version=4)
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            for part in paragraphs(cell.source):
                yield number, "_", part, []


def parameters(path: Path) -> dict[str, str]:
    """Name -> type ("str", "int", "float", "bool", "" where none is written) of a notebook's parameters.

    Read without papermill or nbformat: importing either takes longer than a short notebook runs.
    """
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        sources = ("".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", []))
        lines = ast.parse(next(sources, "")).body
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError) as error:
        sentence = _("{notebook} can't be read as a notebook with parameters ({why}). Put the original in its place.")
        raise BadParameter(sentence.format(notebook=path.stem, why=error)) from error
    return dict(pair for line in lines for pair in _declared(line))


def _declared(line: ast.stmt) -> Iterator[tuple[str, str]]:
    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
        yield line.target.id, ast.unparse(line.annotation)
    if isinstance(line, ast.Assign):
        yield from ((target.id, "") for target in line.targets if isinstance(target, ast.Name))


def checked(path: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with the types that the notebook declares; BadParameter names those it knows."""
    known = parameters(path)
    for name in given:
        if name not in known:
            raise BadParameter(
                _("{notebook} has no parameter '{name}'. It knows: {allowed}.").format(
                    notebook=path.stem, name=name, allowed=", ".join(known)
                )
            )
    return {name: typed(path, name, known[name], value) for name, value in given.items()}


def typed(path: Path, name: str, kind: str, value: Any) -> Any:
    """The value of a parameter as what it is declared to be; BadParameter when it can't be that."""
    try:
        if kind == "bool" and not isinstance(value, bool):
            return {"true": True, "yes": True, "false": False, "no": False}[str(value).lower()]
        return {"int": int, "float": float, "str": str}.get(kind, lambda v: v)(value)
    except (ValueError, KeyError) as error:
        raise BadParameter(
            _("{notebook}: '{name}' can't be '{value}'. It is of the type {kind}.").format(
                notebook=path.stem, name=name, value=value, kind=kind
            )
        ) from error


def parameterised(notebook: Notebook, values: dict[str, str]) -> Notebook:
    """A copy whose parameters cell has these values, so that it opens the right workshop by itself."""
    copy = deepcopy(notebook)
    cell = next(c for c in copy.cells if "parameters" in c.metadata.get("tags", []))
    cell.source = "\n".join(_parameter(line, values) for line in cell.source.split("\n"))
    return cleared(copy)


def _parameter(line: str, values: dict[str, str]) -> str:
    name = line.partition(":")[0].strip()
    if name not in values:
        return line
    __, comment_mark, comment = line.partition("  #")
    return f"{name}: str = {values[name]!r}{comment_mark}{comment}"


def cleared(notebook: Notebook) -> Notebook:
    """Without outputs; the notebook itself is changed."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def tidied(notebook: Notebook) -> Notebook:
    """What a reader needs of an executed notebook, the same at every run; the notebook itself is changed.

    Goes: the state of widgets (their tables stay), times, and the marks of the tool that ran it.
    """
    notebook.metadata = {k: v for k, v in notebook.metadata.items() if k in ("kernelspec", "language_info")}
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata = {k: v for k, v in cell.metadata.items() if k in ("tags", "jupyter")}
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return notebook
