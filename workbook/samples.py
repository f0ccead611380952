"""The companies that come with the workbook: their policies, what their customers said, what their people wrote."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workbook.core.drafting import Sample
from workbook.core.events import JSON, Added
from workbook.core.language import N_, _
from workbook.figures import read_figures
from workbook.inventory import TRANSLATED, read_complaints, read_policies

DEMO = "demo"


@dataclass(frozen=True)
class Company:
    """A company that exists only here."""

    name: str  # in English; translated where it is shown
    files: str  # how the names of its files begin

    def policies(self) -> list[Added]:
        """Its policies, in the current language."""
        return [_translated(added) for added in read_policies(self._file()).items]

    def complaints(self, items: list[Added]) -> list[Added]:
        """What its customers said of these policies, in the current language."""
        texts = {item.item: item.text for item in items}
        return [_translated(added) for added in read_complaints(self._file("-complaints"), texts).items]

    def drafts(self) -> list[Sample]:
        """What its people wrote in the exercises that are answered in words, in the current language."""
        with self._file("-drafts").open(encoding="utf-8", newline="") as file:
            return list(_drafts(csv.DictReader(file)))

    def figures(self) -> dict[str, dict[str, JSON]]:
        """What it knows of itself, for what is at stake: name -> value and source, in the current language."""
        listed = read_figures(self._file("-figures"), {}).listed
        sources = {name: str(each["source"]) for name, each in listed.items()}
        return {name: {"value": each["value"], "source": _(sources[name])} for name, each in listed.items()}

    def _file(self, about: str = "") -> Path:
        return shipped("policies") / f"{self.files}{about}.csv"


#: By the name under which each is opened, rehearsed and in memory.
COMPANIES = {
    DEMO: Company(N_("Brightwater Cleaning"), "cleaning"),
    "demo-clinic": Company(N_("Meadowgate Clinic"), "clinic"),
    "demo-shop": Company(N_("Marigold Crate"), "shop"),
}


def shipped(folder: str) -> Path:
    """A folder that comes with the package: "policies" or "notebooks"."""
    package = Path(__file__).parent
    return package / folder if (package / folder).is_dir() else package.parent / folder


def _translated(added: Added) -> Added:
    words = {name: _(value) if name in TRANSLATED else value for name, value in added.attributes.items()}
    return replace(added, text=_(added.text), attributes=words)


def _drafts(rows: "csv.DictReader[str]") -> Iterator[Sample]:
    for row in rows:
        text, owner = row["text"], row["owner"]  # apart, or Babel would take the columns' names for messages
        yield Sample(row["exercise"], row["item"], _(text), row["decided"] == "yes", _(owner))
