"""What came of importing a file, in rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Imported:
    """What came of a file of policies."""

    read: int
    new: int
    reworded: int
    repeated: int  # the same in every cell as one above

    @property
    def known(self) -> int:
        """The workshop held them already."""
        return self.read - self.new - self.reworded - self.repeated


@dataclass(frozen=True)
class Matched(Imported):
    """What came of a file of complaints."""

    matched: int  # those that are about a policy


@dataclass(frozen=True)
class Entered(Imported):
    """What came of a file of answers."""

    unanswered: int  # those without an answer, where there was none to take back
    joined: int  # people who weren't known by their name
    late: bool  # everyone had seen the answers already, so that these aren't counted

    @property
    def known(self) -> int:
        return super().known - self.unanswered


@dataclass(frozen=True)
class Noted(Imported):
    """What came of a file of figures."""

    missing: tuple[str, ...]  # those that only the company can tell, and nobody has yet


@dataclass(frozen=True)
class Surveyed(Entered):
    """What came of a survey: a row a person, a column a question."""

    questions: int
    others: tuple[str, ...]  # headings of columns that were passed over

    @property
    def known(self) -> int:
        """Each row has an answer to each question."""
        return super().known + self.read * (self.questions - 1)


@dataclass(frozen=True)
class Recorded(Imported):
    """What came of a file of decisions."""

    undecided: int  # rows in which nothing is decided, as it was

    @property
    def known(self) -> int:
        return super().known - self.undecided
