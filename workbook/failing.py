"""What the command line says when something goes wrong: a plain line, and never a traceback."""

import sys

import click

from workbook.core.errors import BadChoice, BadInventory, BadParameter, WorkbookError
from workbook.core.language import _

LONGEST_LINE = 2000  # characters of an error; the rest wouldn't be read

EXPECTED = (WorkbookError, click.ClickException, click.Abort, KeyboardInterrupt)


def told(error: BaseException) -> tuple[str, int]:
    """What to say of an error, and the exit code: 1 the work failed, 2 wrong use."""
    if isinstance(error, BadInventory):
        return str(error), 1
    if isinstance(error, WorkbookError):
        return _one_line(str(error)), 2 if isinstance(error, BadChoice | BadParameter) else 1
    if isinstance(error, click.ClickException):
        return _one_line(error.format_message()), 2
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return _("Stopped: nothing more was done."), 1
    if isinstance(error, OSError):
        sentence = _("{file}: {why}. Check the place and whether it is yours to write.")
        return _one_line(sentence.format(file=error.filename or "", why=error.strerror or error)), 1
    sentence = _("Something went wrong that we didn't expect ({why}). Set WORKBOOK_TRACEBACK=1 to see where.")
    return _one_line(sentence.format(why=f"{type(error).__name__}: {error}")), 1


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def fail(sentence: str, code: int) -> None:
    """Inventories have a line for each row that is wrong; of any line only the first 2,000 characters."""
    for line in sentence.split("\n"):
        click.echo(line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…", err=True)
    sys.exit(code)
