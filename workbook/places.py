"""From what somebody calls a workshop to where it is kept: its folder, and its journal there or in a database."""

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from workbook.building import DATABASE, JOURNAL, holds_workshop
from workbook.core.errors import BadChoice, JournalError, NoSuchWorkshop, WorkshopExists
from workbook.core.language import _
from workbook.journal import Journal
from workbook.journal.address import Address, address, is_address
from workbook.samples import COMPANIES

NAMED = r"[\w][\w .-]{0,79}"  # a name that a file can have on every system


@dataclass(frozen=True)
class Kept:
    """Where a workshop is kept."""

    journal: Path | Address
    folder: Path | None  # with the notebooks; None where there is none for an address on this computer


def home() -> Path:
    """The folder in which workshops are kept. The command line sets it; a notebook's own folder never counts."""
    folder = os.environ.get("WORKBOOK_HOME")
    if not folder:
        raise BadChoice(
            _(
                "Give the full path of the workshop's folder, or set WORKBOOK_HOME to the folder that "
                "your workshops are in."
            )
        )
    return Path(folder).absolute()


def place(name: str) -> Path:
    """The folder that a name or path means. A name holds no slash and isn't absolute."""
    path = Path(name).expanduser()
    if is_address(name):
        raise BadChoice(
            _("Give the database's address after --database, and the workshop a name: workbook new NAME --database URL")
        )
    if re.search(r"[\x00-\x1f\x7f]", name):
        name = re.sub(r"[\x00-\x1f\x7f]", "?", name)
    elif path.is_absolute() or "/" in name or os.sep in name:
        return path.absolute()
    if not re.fullmatch(NAMED, name):
        raise BadChoice(
            _("'{name}' can't be the name of a workshop. Use letters, digits, spaces, - and _.").format(name=name)
        )
    return home() / name


def kept(name: str) -> Kept:
    """Where the workshop of a name, a folder, a journal's file or an address is, whether it can be opened or not."""
    if is_address(name):
        return _shared(address(name))
    folder = place(name)
    if folder.is_file():
        return Kept(folder, folder.parent)
    if (folder / DATABASE).is_file():
        return Kept(remembered(folder), folder)
    return Kept(folder / JOURNAL, folder)


def whole(name: str) -> str:
    """The same, wherever it is said: an address, a full path, or a demonstration that is kept nowhere."""
    if is_address(name):
        return str(address(name))
    return name if is_in_memory(name) else str(place(name))


def opened(name: str) -> tuple[Journal, Kept]:
    """The journal of a workshop that there is."""
    where = kept(name)
    if isinstance(where.journal, Path) and not where.journal.is_file():
        folder = where.journal.parent
        known = folder.name if os.environ.get("WORKBOOK_HOME") and folder.parent == home() else folder
        raise NoSuchWorkshop(
            _("There is no workshop in {folder}. Make one with: workbook new {name}").format(
                folder=folder, name=shlex.quote(str(known))
            )
        )
    return Journal(where.journal), where


def is_in_memory(name: str) -> bool:
    """A demonstration, when there is none on disk."""
    return name in COMPANIES and not holds_workshop(place(name))


def check_kept(name: str) -> None:
    """NoSuchWorkshop for a demonstration in memory."""
    if is_in_memory(name):
        raise NoSuchWorkshop(
            _("The demonstration isn't in {folder} yet. Make it with: workbook demo {name}").format(
                folder=place(name), name=name
            )
        )


def output(name: str, made: str) -> Path:
    """Where what is made of a workshop goes: into its folder, or beside a journal that is kept alone."""
    if is_address(name):
        return (kept(name).folder or free_folder(address(name))) / made
    folder = place(name)
    if not folder.is_file():
        return folder / made
    return folder.with_name(made if folder.name == JOURNAL else f"{folder.stem}-{made}")


def free_folder(shared: Address) -> Path:
    """Where the folder of an address would be on this computer. WorkshopExists when another workshop has it."""
    folder = home() / place(_named(shared).workshop).name
    if holds_workshop(folder):
        raise WorkshopExists(
            _("In {folder} there is another workshop than {address}. Set WORKBOOK_HOME to another folder.").format(
                folder=folder, address=shared
            )
        )
    return folder


def remember(folder: Path, shared: Address) -> None:
    """Notes in a workshop's folder where its journal is."""
    (folder / DATABASE).write_text(f"{shared}\n", "utf-8")


def remembered(folder: Path) -> Address:
    """What is noted there."""
    try:
        return address((folder / DATABASE).read_text("utf-8"))
    except (BadChoice, UnicodeDecodeError) as error:
        raise JournalError(f"{folder / DATABASE}: {error}") from error


def _shared(there: Address) -> Kept:
    """The folder of the same name is the workshop's when it is that which it remembers."""
    if not os.environ.get("WORKBOOK_HOME"):
        return Kept(there, None)
    there = _named(there)
    folder = home() / place(there.workshop).name
    ours = (folder / DATABASE).is_file() and remembered(folder) == there
    return Kept(there, folder if ours else None)


def _named(there: Address) -> Address:
    if there.workshop:
        return there
    from workbook.journal.postgresql import named

    return named(there)
