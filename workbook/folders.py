"""Where workshops are kept: from a name to a folder, and what can be done with the folder as a whole."""

import os
import re
from pathlib import Path
from uuid import uuid4

from workbook.core.errors import BadChoice, NoSuchWorkshop, WorkshopExists
from workbook.core.events import Configured, Opened
from workbook.core.language import _
from workbook.core.language import check as check_language
from workbook.journal import Journal
from workbook.workshop import Workshop

JOURNAL = "journal.sqlite"


def home() -> Path:
    """The folder in which workshops are kept. The command line sets it; a notebook's own folder never counts."""
    kept = os.environ.get("WORKBOOK_HOME")
    if not kept:
        raise BadChoice(_("Give the full path of the workshop's folder, or set WORKBOOK_HOME to the folder that "
                          "your workshops are in."))
    return Path(kept).absolute()


def place(name: str) -> Path:
    """The folder that a name or path means. A name holds no slash and isn't absolute."""
    path = Path(name).expanduser()
    if path.is_absolute() or "/" in name or os.sep in name:
        return path.absolute()
    if not re.fullmatch(r"[\w][\w .-]{0,79}", name):
        raise BadChoice(_("'{name}' can't be the name of a workshop. Use letters, digits, spaces, - and _.").format(
            name=name))
    return home() / name


def new_workshop(name: str, organisation: str = "", language: str = "en", one_person: bool = False) -> Workshop:
    """Makes the folder of a workshop and its journal, opened and joined by the facilitator."""
    folder = place(name)
    if (folder / JOURNAL).exists():
        raise WorkshopExists(_("There is a workshop in {folder} already. Choose another name, or delete it with: "
                               "workbook delete {name}").format(folder=folder, name=name))
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(Journal(folder / JOURNAL), str(uuid4()), secret=own_secret(), language=language)
    workshop.say(Opened(organisation=organisation or folder.name, language=language))
    if one_person:
        workshop.say(Configured(exercise="", settings={"one_person": True}))
    return workshop


def open_workshop(name: str = "demo", me: str = "facilitator", language: str = "en") -> Workshop:
    """Opens a workshop by name, folder or path of its journal; "demo" is a fresh rehearsal in memory."""
    check_language(language)
    if name == "demo":
        from workbook.rehearsal import demo

        return demo(me=me, language=language)
    folder = place(name)
    journal = folder if folder.is_file() else folder / JOURNAL
    if not journal.is_file():
        raise NoSuchWorkshop(_("There is no workshop in {folder}. Make one with: workbook new {name}").format(
            folder=folder, name=name))
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
