"""A workshop's folder, built beside its place: it is there whole, or not at all."""

import shlex
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from workbook.core.errors import JournalError, WorkshopExists
from workbook.core.language import _

JOURNAL, NOTEBOOKS, RUN, PLAN = "journal.sqlite", "notebooks", "run", "plan"
DATABASE = "database"  # in a folder whose journal isn't in it: its address
TOKENS = "tokens.sqlite"  # of the live page; never exported, merged or copied with the journal


@contextmanager
def building(folder: Path, name: str, moving_in: Collection[str] = ()) -> Iterator[Path]:
    """A folder beside it that takes its place when the block is through; if it isn't, nothing of it stays.

    moving_in: what may be in its place already, and is taken over.
    """
    _check_free(folder, name, moving_in)
    part, fresh = folder.with_name(f".workbook-{uuid4().hex}"), [p for p in folder.parents if not p.exists()]
    try:
        part.mkdir(parents=True)
        yield part
        for mine in filter(Path.exists, (folder / each for each in moving_in)):
            mine.rename(part / mine.name)
        part.rename(folder)  # fails where another process has put something meanwhile
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            for parent in fresh:
                parent.rmdir()
        _tell(error, part, folder, name, moving_in)
        raise


def _tell(error: BaseException, part: Path, folder: Path, name: str, moving_in: Collection[str]) -> None:
    """In the words of who wanted the folder: the one beside it is nothing that they know of."""
    if isinstance(error, JournalError) and str(part) in str(error):
        raise JournalError(str(error).replace(str(part), str(folder))) from error
    if isinstance(error, OSError):
        _check_free(folder, name, moving_in)
        error.filename = str(error.filename or folder).replace(str(part), str(folder))


def holds_workshop(folder: Path) -> bool:
    """True for a workshop's folder, wherever its journal is."""
    return (folder / JOURNAL).is_file() or (folder / DATABASE).is_file()


def _check_free(folder: Path, name: str, besides: Collection[str] = ()) -> None:
    if (folder / JOURNAL).exists() or (folder / DATABASE).exists():
        raise WorkshopExists(
            _(
                "There is a workshop in {folder} already. Choose another name, or delete it with: "
                "workbook delete {name}"
            ).format(folder=folder, name=shlex.quote(name))
        )
    if folder.exists() and (not folder.is_dir() or any(p.name not in besides for p in folder.iterdir())):
        raise WorkshopExists(
            _("There is something else in {folder} already. Choose another name, or an empty folder.").format(
                folder=folder
            )
        )
    if folder.exists() and folder.samefile(Path.cwd()):
        raise WorkshopExists(
            _("You are in {folder} yourself. Go to the folder above it, and give this one's name.").format(
                folder=folder
            )
        )
