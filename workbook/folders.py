"""Where workshops are kept: from a name to a folder, and what can be done with the folder as a whole."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from workbook import notebooks
from workbook.core import policies
from workbook.core.errors import BadChoice, NoSuchWorkshop, WorkshopExists
from workbook.core.events import Configured, Opened
from workbook.core.language import _
from workbook.core.language import check as check_language
from workbook.inventory import news, read_policies
from workbook.journal import Journal
from workbook.rehearsal import DEMO, demo
from workbook.runner import Job
from workbook.workshop import Workshop

JOURNAL, NOTEBOOKS = "journal.sqlite", "notebooks"


@dataclass(frozen=True)
class Imported:
    """What came of a file, in rows."""

    read: int
    new: int
    reworded: int
    repeated: int  # the same in every cell as one above

    @property
    def known(self) -> int:
        """The workshop held them already."""
        return self.read - self.new - self.reworded - self.repeated


def home() -> Path:
    """The folder in which workshops are kept. The command line sets it; a notebook's own folder never counts."""
    kept = os.environ.get("WORKBOOK_HOME")
    if not kept:
        raise BadChoice(
            _(
                "Give the full path of the workshop's folder, or set WORKBOOK_HOME to the folder that "
                "your workshops are in."
            )
        )
    return Path(kept).absolute()


def place(name: str) -> Path:
    """The folder that a name or path means. A name holds no slash and isn't absolute."""
    path = Path(name).expanduser()
    if path.is_absolute() or "/" in name or os.sep in name:
        return path.absolute()
    if not re.fullmatch(r"[\w][\w .-]{0,79}", name):
        raise BadChoice(
            _("'{name}' can't be the name of a workshop. Use letters, digits, spaces, - and _.").format(name=name)
        )
    return home() / name


def new_workshop(name: str, organisation: str = "", language: str = "en", one_person: bool = False) -> Workshop:
    """Makes the folder of a workshop and its journal, opened and joined by the facilitator."""
    folder = place(name)
    if (folder / JOURNAL).exists():
        raise WorkshopExists(
            _(
                "There is a workshop in {folder} already. Choose another name, or delete it with: "
                "workbook delete {name}"
            ).format(folder=folder, name=name)
        )
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(Journal(folder / JOURNAL), str(uuid4()), secret=own_secret(), language=language)
    workshop.say(Opened(organisation=organisation or folder.name, language=language))
    if one_person:
        workshop.say(Configured(exercise="", settings={"one_person": True}))
    return workshop


def open_workshop(name: str = "demo", me: str = "facilitator", language: str = "en") -> Workshop:
    """Opens a workshop by name, folder or path of its journal; "demo" is a fresh rehearsal in memory."""
    check_language(language)
    if name == DEMO:
        return demo(me=me, language=language)
    folder = place(name)
    journal = folder if folder.is_file() else folder / JOURNAL
    if not journal.is_file():
        known = folder.name if os.environ.get("WORKBOOK_HOME") and folder.parent == home() else folder
        raise NoSuchWorkshop(
            _("There is no workshop in {folder}. Make one with: workbook new {name}").format(folder=folder, name=known)
        )
    opened = Journal(journal)
    return Workshop(opened, _only(opened, journal), me, secret=own_secret(), language=language)


def own_secret() -> bytes:
    """This person's secret on this computer: kept in their own folder, never in a workshop."""
    from platformdirs import user_data_path

    file = user_data_path("workbook", appauthor=False) / "secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"secret-{os.getpid()}")
        part.touch(mode=0o600)
        part.write_bytes(os.urandom(32))
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_bytes()


def _only(journal: Journal, path: Path) -> str:
    workshops = journal.workshops()
    if len(workshops) != 1:
        raise NoSuchWorkshop(_("{path} holds no workshop yet. Make one with: workbook new").format(path=path))
    return workshops[0]


def fill(workshop: Workshop) -> None:
    """Gives a workshop its own copies of the notebooks, in its language and opening it by themselves."""
    folder = workshop.folder
    if folder is None:
        return
    values = {"workshop": str(folder), "language": workshop.language}
    for original in notebooks.originals():
        notebook = notebooks.translated(notebooks.read(original), workshop.language)
        notebooks.write(notebooks.parameterised(notebook, values), folder / NOTEBOOKS / original.name)


def demo_folder(language: str = "en") -> Workshop:
    """The demonstration in a folder of its own, opened as it is when it was there already."""
    folder = home() / DEMO
    if (folder / JOURNAL).exists():
        return open_workshop(str(folder), language=language)
    folder.mkdir(parents=True, exist_ok=True)
    workshop = demo(language=language, journal=Journal(folder / JOURNAL))
    fill(workshop)
    return workshop


def delete(name: str) -> Path:
    """Removes the workshop's folder and all that is in it; returns where it was."""
    folder = place(name)
    if not (folder / JOURNAL).is_file():
        raise NoSuchWorkshop(_("There is no workshop in {folder}, so nothing was deleted.").format(folder=folder))
    shutil.rmtree(folder)
    return folder


def backup(workshop: Workshop, file: Path) -> None:
    """A complete copy of the journal in one file, which can be opened by its path. It holds every answer."""
    if file.exists():
        raise WorkshopExists(_("{file} is there already. Choose another name.").format(file=file))
    if not file.parent.is_dir():
        raise BadChoice(_("There is no folder {folder}. Make it first.").format(folder=file.parent))
    workshop.journal.backup(file)


def add_policies(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Imported:
    """Adds the policies of an inventory that the workshop doesn't hold yet."""
    listed = read_policies(file, columns)
    exercise = workshop.exercise(policies).state()
    new = news(listed.items, exercise)
    workshop.say(*new)
    reworded = sum(added.item in exercise.items for added in new)
    return Imported(listed.rows, len(new) - reworded, reworded, listed.rows - len(listed.items))


def found(name: str, language: str | None = None, me: str = "facilitator") -> Workshop:
    """The workshop of a name, in its own language unless another is asked for."""
    in_folder = (place(name) / JOURNAL).is_file() or place(name).is_file()
    target = str(place(name)) if in_folder or name != DEMO else DEMO
    opened = open_workshop(target, me, language or "en")
    told = opened.state().opened
    return opened if language or not told or told.language == "en" else open_workshop(target, me, told.language)


def jobs(name: str, wanted: list[str], languages: list[str], parameters: dict[str, str]) -> list[Job]:
    """The notebooks to execute: the workshop's own, or in another language the originals translated."""
    workshop, folder = found(name), place(name)
    source = DEMO if workshop.folder is None else str(folder)
    work = []
    for language in languages or [workshop.language]:
        mine = notebooks.originals(folder / NOTEBOOKS)
        own = bool(mine) and language == workshop.language
        listed = mine if own else notebooks.originals()
        given = {"workshop": source, "language": language, **parameters}
        mark = f"-{language}" if languages else ""
        work += [
            Job(path, folder / "run" / f"{path.stem}{mark}.ipynb", given, "en" if own else language)
            for path in notebooks.choose(listed, wanted)
        ]
    return work
