"""Compiles the translations when the package is built or installed from a checkout."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locale: Path) -> None:
    """Writes a .mo beside every .po."""
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name))


class CompileCatalogues(BuildHookInterface):
    """Run by hatchling before every build, editable ones included."""

    def initialize(self, version: str, build_data: dict) -> None:
        compile_catalogues(Path(self.root) / "workbook" / "locale")
