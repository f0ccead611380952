import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbook

PACKAGE = Path(workbook.__file__).parent

#: From the ground up: a module may know those on the lines above its own, and its own package.
LAYERS = (
    {"core"},
    {"journal", "sheets", "building", "regional", "evidence", "recurring", "imported", "engine"},
    {"columns"},
    {"faults", "naming"},
    {"surveys"},
    {"inventory", "answers", "decisions", "figures"},
    {"record"},
    {"workshop"},
    {"samples"},
    {"rehearsal", "notebooks"},
    {"places"},
    {"runner"},
    {"folders"},
    {"entries", "copies", "namesakes", "jobs"},
    {"merging", "sets"},
    {"screens"},
    {"export"},
    {"widgets", "live", "lab"},
    {"show", "options", "junit", "failing"},
    {"told"},
    {"cli"},
    {"", "__main__"},  # `workbook` itself: what notebooks call
)
HEIGHT = {unit: height for height, units in enumerate(LAYERS) for unit in units}

IN_FUNCTIONS = {"krippendorff", "statsmodels"}  # what core may import, only when it is called for

HEAVY = {"pandas", "altair", "sklearn", "sqlalchemy", "numpy", "IPython", "anywidget", "psycopg"}
HEAVY_LIVE = {"pandas", "altair", "sklearn"}
FOREIGN_LIVE = (HEAVY - {"sqlalchemy"}) | {
    "krippendorff",
    "statsmodels",
    "ipywidgets",
    "nbformat",
    "openpyxl",
    "tornado",
}


def modules(folder: str = "") -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


def unit(path: Path) -> str:
    """The part of the package that a file belongs to: "core", "journal", "" for the package itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names that are imported anywhere below, names of what is taken from a module included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "Imports are absolute, so that they can be read."
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def on_import(tree: ast.Module) -> Iterator[str]:
    """Of those, the ones that are imported with the module."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imports(node)


def known_units(path: Path) -> set[str]:
    """The parts of the package that a file imports from."""
    dotted = (name.split(".") for name in imports(ast.parse(path.read_text("utf-8"))))
    ours = (parts[1] if len(parts) > 1 else "" for parts in dotted if parts[0] == "workbook")
    return {name if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file() else "" for name in ours}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_dependencies_run_one_way(path: Path) -> None:
    """A module knows only what lies below it. A new one is first given its place in LAYERS."""
    own = unit(path)
    assert own in HEIGHT, f"Give '{own}' a place in LAYERS."
    upwards = {name for name in known_units(path) if name != own and HEIGHT.get(name, 99) >= HEIGHT[own]}
    assert upwards == set()


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: path.name)
def test_core_stands_on_the_standard_library(path: Path) -> None:
    """It imports nothing else, but for the published coefficients where one is computed."""
    tree = ast.parse(path.read_text("utf-8"))
    allowed = sys.stdlib_module_names | {"workbook"}
    assert {name.split(".")[0] for name in on_import(tree)} <= allowed
    assert {name.split(".")[0] for name in imports(tree)} <= allowed | IN_FUNCTIONS


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("workbook", HEAVY),
        ("workbook.cli", HEAVY | {"papermill", "nbformat", "rich"}),
        ("workbook.runner", HEAVY | {"papermill", "nbformat"}),
        ("workbook.core.plan", HEAVY),
        ("workbook.rehearsal", HEAVY_LIVE),
        ("workbook.live.serve", FOREIGN_LIVE),
        ("workbook.folders", FOREIGN_LIVE),
    ],
)
def test_importing_is_light(module: str, heavy: set[str]) -> None:
    """A fresh interpreter that imports it has loaded none of the packages that take a second or 50 MiB."""
    command = [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert module in loaded
    assert heavy & set(loaded) == set()


def test_papermill_is_imported_without_what_takes_most_of_its_time() -> None:
    """The grammar of web addresses isn't made; who wants it later can still import it."""
    code = "import workbook.engine, sys; print('rfc3987_syntax' in sys.modules); import papermill, rfc3987_syntax"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_an_import_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk sees an import inside a function and one of a module taken from the package."""
    file = tmp_path / "core.py"
    file.write_text(
        "def f():\n    from workbook import journal\n    import workbook.core.state\nfrom workbook import plan\n"
    )
    assert known_units(file) == {"journal", "core", ""}
