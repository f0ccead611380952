"""Where workshops are kept: from a name to a folder, and what can be done with the folder as a whole."""

import os
import re
import shlex
import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from workbook import notebooks
from workbook.building import JOURNAL, NOTEBOOKS, PLAN, RUN, TOKENS, building
from workbook.core import complaints, policies
from workbook.core.errors import BadChoice, NoSuchWorkshop, WorkshopExists
from workbook.core.events import Configured, Opened
from workbook.core.language import _
from workbook.core.language import check as check_language
from workbook.imported import Imported, Matched
from workbook.inventory import Inventory, news, read_complaints, read_policies
from workbook.journal import Journal
from workbook.rehearsal import demo
from workbook.samples import COMPANIES, DEMO
from workbook.workshop import Workshop

NAMED = r"[\w][\w .-]{0,79}"  # a name that a file can have on every system


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
    if re.search(r"[\x00-\x1f\x7f]", name):
        name = re.sub(r"[\x00-\x1f\x7f]", "?", name)
    elif path.is_absolute() or "/" in name or os.sep in name:
        return path.absolute()
    if not re.fullmatch(NAMED, name):
        raise BadChoice(
            _("'{name}' can't be the name of a workshop. Use letters, digits, spaces, - and _.").format(name=name)
        )
    return home() / name


def new_workshop(name: str, organisation: str = "", language: str = "en", one_person: bool = False) -> Workshop:
    """Makes the folder of a workshop and its journal, opened and joined by the facilitator."""
    folder = place(name)
    with building(folder, name) as part:
        _begin(part, organisation or folder.name, check_language(language), one_person).journal.close()
    return open_workshop(str(folder), language=language)


def make(
    name: str, organisation: str, language: str, one_person: bool, file: Path | None, columns: Mapping[str, str]
) -> tuple[Workshop, Imported | None]:
    """A workshop with its own notebooks and the policies of a file: all of it, or nothing."""
    folder = place(name)
    with building(folder, name) as part:
        workshop = _begin(part, organisation or folder.name, check_language(language), one_person)
        with closing(workshop.journal):
            imported = add_policies(workshop, file, columns) if file else None
        _copy_notebooks(part, folder, language)
    return open_workshop(str(folder), language=language), imported


def _begin(folder: Path, organisation: str, language: str, one_person: bool) -> Workshop:
    workshop = Workshop(Journal(folder / JOURNAL), str(uuid4()), secret=own_secret(), language=language)
    workshop.say(Opened(organisation=organisation, language=language))
    if one_person:
        workshop.say(Configured(exercise="", settings={"one_person": True}))
    return workshop


def open_workshop(name: str = "demo", me: str = "facilitator", language: str = "en") -> Workshop:
    """Opens a workshop by name, folder or path of its journal; "demo", "demo-clinic" and "demo-shop" are fresh
    rehearsals in memory.
    """
    check_language(language)
    if name in COMPANIES:
        return demo(me=me, language=language, name=name)
    folder = place(name)
    journal = folder if folder.is_file() else folder / JOURNAL
    if not journal.is_file():
        known = folder.name if os.environ.get("WORKBOOK_HOME") and folder.parent == home() else folder
        raise NoSuchWorkshop(
            _("There is no workshop in {folder}. Make one with: workbook new {name}").format(
                folder=folder, name=shlex.quote(str(known))
            )
        )
    opened = Journal(journal)
    return Workshop(opened, _only(opened, journal), me, secret=own_secret(), language=language)


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


def _only(journal: Journal, path: Path) -> str:
    workshops = journal.workshops()
    if len(workshops) != 1:
        raise NoSuchWorkshop(_("{path} holds no workshop yet. Make one with: workbook new").format(path=path))
    return workshops[0]


def fill(workshop: Workshop) -> None:
    """Gives a workshop its own copies of the notebooks, in its language and opening it by themselves."""
    if workshop.folder:
        _copy_notebooks(workshop.folder, workshop.folder, workshop.language)


def _copy_notebooks(into: Path, folder: Path, language: str) -> None:
    values = {"workshop": str(folder), "language": language}
    for original in notebooks.originals():
        notebook = notebooks.translated(notebooks.read(original), language)
        notebooks.write(notebooks.parameterised(notebook, values), into / NOTEBOOKS / original.name)


def demo_folder(language: str = "en", name: str = DEMO) -> Workshop:
    """A demonstration in a folder of its own, opened as it is when it was there already."""
    folder = home() / name
    if not (folder / JOURNAL).exists():
        with building(folder, name, moving_in=(RUN, PLAN)) as part:  # `run demo` and `plan demo` need no folder
            demo(language=language, journal=Journal(part / JOURNAL), name=name).journal.close()
            _copy_notebooks(part, folder, language)
    return open_workshop(str(folder), language=language)


def deletable(name: str) -> Path:
    """The folder of a workshop, whatever state its journal is in."""
    folder = place(name)
    if not (folder / JOURNAL).is_file():
        _check_kept(name, folder)
        raise NoSuchWorkshop(_("There is no workshop in {folder}, so nothing was deleted.").format(folder=folder))
    return folder


def delete(name: str) -> Path:
    """Removes what the workbook made of the workshop's folder, and the folder when nothing else is in it.

    The journal goes last, so that a deletion that was cut short can be given again.
    """
    folder = deletable(name)
    for made in (NOTEBOOKS, RUN, PLAN):
        if (folder / made).is_dir() and not (folder / made).is_symlink():
            shutil.rmtree(folder / made)
    for file in (TOKENS, f"{JOURNAL}-shm", f"{JOURNAL}-wal", JOURNAL):
        (folder / file).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
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
    target = name if is_in_memory(name) else str(place(name))
    opened = open_workshop(target, me, language or "en")
    told = opened.state().opened
    return opened if language or not told or told.language == "en" else open_workshop(target, me, told.language)


def kept(name: str) -> Workshop:
    """The workshop of a name, for what would be lost with a demonstration in memory."""
    _check_kept(name, place(name))
    return found(name)


def is_in_memory(name: str) -> bool:
    """A demonstration, while nobody has made it in a folder."""
    return name in COMPANIES and not (place(name) / JOURNAL).is_file()


def _check_kept(name: str, folder: Path) -> None:
    if is_in_memory(name):
        raise NoSuchWorkshop(
            _("The demonstration isn't in {folder} yet. Make it with: workbook demo {name}").format(
                folder=folder, name=name
            )
        )


def output(name: str, made: str) -> Path:
    """Where what is made of a workshop goes: into its folder, or beside a journal that is kept alone."""
    journal = place(name)
    if not journal.is_file():
        return journal / made
    return journal.with_name(made if journal.name == JOURNAL else f"{journal.stem}-{made}")
