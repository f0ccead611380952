"""Everything that can go wrong, in one tree.

WorkbookError            one plain sentence: what, where, what to do, what is allowed
├── Refused              a rule says no to an event that somebody wants to make
├── JournalError         the journal can't be opened, read or written
│   └── JournalAway      its database can't be reached just now
├── NoSuchWorkshop       a name that leads to no workshop
├── WorkshopExists       a name that is taken
├── BadInventory         rows of a file that can't be imported, all of them at once
├── BadParameter         a notebook doesn't have that parameter, or not with that value
└── BadChoice            a command was given a value that it doesn't know
"""


class WorkbookError(Exception):
    """One plain sentence for the person who can mend it."""

    def _render_traceback_(self) -> list[str]:
        """Read by IPython: a notebook shows the sentence and no traceback."""
        return [str(self)]


class Refused(WorkbookError):
    """A rule says no; nothing was written."""


class JournalError(WorkbookError):
    """The journal can't be opened, read or written; the file is as it was."""


class JournalAway(JournalError):
    """The journal's database can't be reached just now; it is worth asking again."""


class NoSuchWorkshop(WorkbookError):
    """A name that leads to no workshop."""


class WorkshopExists(WorkbookError):
    """A name that is taken already."""


class BadInventory(WorkbookError):
    """Rows that can't be imported: one line each with file, row, column and what is allowed."""


class BadParameter(WorkbookError):
    """A parameter that a notebook doesn't have, or not with that value."""


class BadChoice(WorkbookError):
    """A value that a command doesn't know."""
