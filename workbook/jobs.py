"""Jobs: which notebooks are executed with which parameters, in one workshop. `sets` reads them from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook import notebooks, places
from workbook.building import NOTEBOOKS, RUN
from workbook.folders import found
from workbook.journal.address import address, is_address
from workbook.runner import Job


@dataclass(frozen=True)
class Source:
    """A workshop whose notebooks are executed."""

    opened_by: str  # what a notebook opens it by
    language: str
    output: Path  # folder
    own: tuple[Path, ...]  # its own copies of the notebooks, in its language

    def notebooks(self, language: str) -> Sequence[Path]:
        """The workshop's own, or in another language the originals."""
        return self.own if self._in_own(language) else notebooks.originals()

    def jobs(self, chosen: Sequence[Path], language: str, parameters: Mapping[str, Any], mark: str) -> list[Job]:
        """The chosen ones with these parameters; `mark` tells their outputs from those of other sets."""
        given = {"workshop": self.opened_by, "language": language, **parameters}
        prose = "en" if self._in_own(language) else language
        return [Job(path, self.output / f"{path.stem}{mark}.ipynb", given, prose) for path in chosen]

    def _in_own(self, language: str) -> bool:
        return bool(self.own) and language == self.language


def source(name: str) -> Source:
    """Of the workshop that a name leads to."""
    if places.is_in_memory(name):  # then there is no need to rehearse it for its language
        return Source(name, "en", places.output(name, RUN), ())
    workshop, folder = found(name), places.output(name, RUN)
    own = notebooks.originals(folder.with_name(NOTEBOOKS)) if folder.name == RUN else []
    workshop.journal.close()
    return Source(places.whole(name), workshop.language, folder, tuple(own))


def jobs(name: str, wanted: Sequence[str], languages: Sequence[str], parameters: Mapping[str, str]) -> list[Job]:
    """The notebooks of a workshop that are wanted, in each of the languages; by default all, in its own."""
    there, work = source(name), []
    if is_address(parameters.get("workshop", "")):
        address(parameters["workshop"])  # refused with a password, since parameters are written into notebooks
    for language in languages or [there.language]:
        chosen = notebooks.choose(there.notebooks(language), wanted)
        work += there.jobs(chosen, language, parameters, f"-{language}" if languages else "")
    return work
