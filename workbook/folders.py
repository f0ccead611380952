"""Workshops as they are kept: made, opened, filled, copied and deleted as a whole."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from workbook import notebooks, places
from workbook.building import DATABASE, JOURNAL, NOTEBOOKS, PLAN, RUN, TOKENS, building, holds_workshop
from workbook.core import complaints, policies
from workbook.core.errors import BadChoice, NoSuchWorkshop, WorkshopExists
from workbook.core.events import Configured, Opened
from workbook.core.language import _
from workbook.core.language import check as check_language
from workbook.imported import Imported, Matched
from workbook.inventory import Inventory, news, read_complaints, read_policies
from workbook.journal import Journal
from workbook.journal.address import Address, address, is_address
from workbook.places import Kept
from workbook.rehearsal import demo
from workbook.samples import COMPANIES, DEMO
from workbook.workshop import Workshop


def new_workshop(
    name: str, organisation: str = "", language: str = "en", one_person: bool = False, database: str = ""
) -> Workshop:
    """Makes the folder of a workshop and its journal, opened and joined by the facilitator.

    database: the address of the one in which the journal is to be, instead of in the folder.
    """
    folder = places.place(name)
    with _building(folder, name, database) as (_part, journal, id):
        _begin(journal, id, organisation or folder.name, check_language(language), one_person).journal.close()
    return open_workshop(str(folder), language=language)


def make(
    name: str,
    organisation: str,
    language: str,
    one_person: bool,
    file: Path | None,
    columns: Mapping[str, str],
    database: str = "",
) -> tuple[Workshop, Imported | None]:
    """A workshop with its own notebooks and the policies of a file: all of it, or nothing."""
    folder = places.place(name)
    with _building(folder, name, database) as (part, journal, id):
        workshop = _begin(journal, id, organisation or folder.name, check_language(language), one_person)
        with closing(workshop.journal):
            imported = add_policies(workshop, file, columns) if file else None
        _copy_notebooks(part, folder, language)
    return open_workshop(str(folder), language=language), imported


@contextmanager
def _building(folder: Path, name: str, database: str) -> Iterator[tuple[Path, Path | Address, str]]:
    """The folder as it is built, where its journal is to be, and the workshop's id."""
    id = str(uuid4())
    if not database:
        with building(folder, name) as part:
            yield part, part / JOURNAL, id
        return
    given = address(database)
    from workbook.journal.postgresql import entering

    there = replace(given, workshop=given.workshop or folder.name)
    with entering(there, id), building(folder, name) as part:
        places.remember(part, there)
        yield part, there, id


def _begin(journal: Path | Address, id: str, organisation: str, language: str, one_person: bool) -> Workshop:
    workshop = Workshop(Journal(journal), id, secret=own_secret(), language=language)
    workshop.say(Opened(organisation=organisation, language=language))
    if one_person:
        workshop.say(Configured(exercise="", settings={"one_person": True}))
    return workshop


def open_workshop(name: str = "demo", me: str = "facilitator", language: str = "en") -> Workshop:
    """Opens a workshop by name, folder, path of its journal or address in a database; "demo", "demo-clinic" and
    "demo-shop" are fresh rehearsals in memory.
    """
    check_language(language)
    if name in COMPANIES:
        return demo(me=me, language=language, name=name)
    journal, where = places.opened(name)
    return Workshop(journal, journal.only(), me, secret=own_secret(), language=language, folder=where.folder)


def own_secret() -> bytes:
    """This person's secret on this computer: kept in their own folder, never in a workshop."""
    from platformdirs import user_data_path

    file = user_data_path("workbook", appauthor=False) / "secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"secret-{uuid4()}")
        part.touch(mode=0o600)
        part.write_bytes(os.urandom(32))
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_bytes()


def fill(workshop: Workshop) -> None:
    """Gives a workshop its own copies of the notebooks, in its language and opening it by themselves."""
    if workshop.folder:
        _copy_notebooks(workshop.folder, workshop.folder, workshop.language)


def _copy_notebooks(into: Path, folder: Path, language: str) -> None:
    write_notebooks(into / NOTEBOOKS, folder, language)


def write_notebooks(into: Path, workshop: Path, language: str, me: str = "facilitator") -> None:
    """Puts notebooks into a folder that open a workshop by themselves. workshop: its folder, or its journal."""
    values = {"workshop": str(workshop), "language": language, "me": me}
    for original in notebooks.originals():
        notebook = notebooks.translated(notebooks.read(original), language)
        notebooks.write(notebooks.parameterised(notebook, values), into / original.name)


def demo_folder(language: str = "en", name: str = DEMO) -> Workshop:
    """A demonstration in a folder of its own, opened as it is when it was there already."""
    folder = places.home() / name
    if not holds_workshop(folder):
        with building(folder, name, moving_in=(RUN, PLAN)) as part:  # `run demo` and `plan demo` need no folder
            demo(language=language, journal=Journal(part / JOURNAL), name=name).journal.close()
            _copy_notebooks(part, folder, language)
    return open_workshop(str(folder), language=language)


def attached(name: str, me: str = "facilitator") -> Workshop:
    """The workshop of a name; that of an address gets a folder with notebooks on this computer."""
    workshop = found(name, me=me)
    if workshop.folder is None and isinstance(workshop.journal.place, Address):
        there, folder = workshop.journal.place, places.free_folder(workshop.journal.place)
        with building(folder, folder.name, moving_in=(RUN, PLAN)) as part:
            places.remember(part, there)
            _copy_notebooks(part, folder, workshop.language)
        workshop.folder = folder
    return workshop


def deletable(name: str) -> Kept:
    """Where a workshop is, whatever state its journal is in."""
    places.check_kept(name)
    if not is_address(name) and not holds_workshop(folder := places.place(name)):
        raise NoSuchWorkshop(_("There is no workshop in {folder}, so nothing was deleted.").format(folder=folder))
    return places.kept(name)


def delete(name: str) -> Kept:
    """Removes what the workbook made of the workshop's folder, and the folder when nothing else is in it.

    The journal goes last, so that a deletion that was cut short can be given again. From a database it goes first,
    since that may refuse; the folder's note of it goes last.
    """
    where = deletable(name)
    if isinstance(where.journal, Address):
        from workbook.journal.postgresql import remove

        with suppress(NoSuchWorkshop) if where.folder else nullcontext():  # somebody was quicker on another computer
            remove(where.journal)
    if where.folder:
        _clear(where.folder)
    return where


def _clear(folder: Path) -> None:
    for made in (NOTEBOOKS, RUN, PLAN):
        if (folder / made).is_dir() and not (folder / made).is_symlink():
            shutil.rmtree(folder / made)
    for file in (TOKENS, f"{JOURNAL}-shm", f"{JOURNAL}-wal", JOURNAL, DATABASE):
        (folder / file).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def backup(workshop: Workshop, file: Path) -> None:
    """A complete copy of the journal in one file, which can be opened by its path. It holds every answer."""
    check_new(file)
    workshop.journal.backup(file, workshop.id)


def check_new(file: Path) -> None:
    """Refused unless the file can be made: nothing is there yet, and the folder is."""
    if file.exists():
        raise WorkshopExists(_("{file} is there already. Choose another name.").format(file=file))
    if not file.parent.is_dir():
        raise BadChoice(_("There is no folder {folder}. Make it first.").format(folder=file.parent))


def add_policies(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Imported:
    """Adds the policies of an inventory that the workshop doesn't hold yet."""
    listed = read_policies(file, columns)
    return Imported(**_said(workshop, listed, policies))


def add_complaints(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Matched:
    """Adds the complaints that the workshop doesn't hold yet, each matched to at most one policy.

    Those it holds are matched again, since its policies may have changed.
    """
    listed = read_complaints(file, complaints.listed_policies(workshop.state()), columns)
    matched = sum("policy" in added.attributes for added in listed.items)
    return Matched(**_said(workshop, listed, complaints), matched=matched)


def _said(workshop: Workshop, listed: Inventory, rules: ModuleType) -> dict[str, int]:
    exercise = workshop.exercise(rules).state()
    new = news(listed.items, exercise)
    workshop.say(*new)
    reworded = sum(added.item in exercise.items for added in new)
    repeated = listed.rows - len(listed.items)
    return {"read": listed.rows, "new": len(new) - reworded, "reworded": reworded, "repeated": repeated}


def found(name: str, language: str | None = None, me: str = "facilitator") -> Workshop:
    """The workshop of a name, in its own language unless another is asked for."""
    target = places.whole(name)
    opened = open_workshop(target, me, language or "en")
    told = opened.state().opened
    if language or not told or told.language == "en":
        return opened
    opened.journal.close()
    return open_workshop(target, me, told.language)


def kept(name: str) -> Workshop:
    """The workshop of a name, for what would be lost with a demonstration in memory."""
    places.check_kept(name)
    return found(name)
