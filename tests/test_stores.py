"""What a journal does wherever it is: in a file, and in a database."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests.people import ID
from tests.postgresql import enter
from tests.writers import event
from workbook.core.errors import JournalError
from workbook.journal import Journal, Place
from workbook.journal.address import Address


def ids(journal: Journal, since: int = 0) -> list[str]:
    return [e.id for e in journal.since(since, ID)[0]]


def test_a_journal_is_kept(place: Place) -> None:
    """What one has appended, another who opens the file reads, in that order and to the letter."""
    events = [event(id, clock) for clock, id in enumerate("cab", 1)]
    Journal(place).append(*events)
    assert Journal(place).since(0, ID)[0] == events


def test_an_id_is_kept_once(place: Place) -> None:
    """The same id appended again, alone or among others, adds nothing and changes nothing."""
    journal = Journal(place)
    journal.append(event("a", 1), event("b", 2))
    journal.append(event("a", 9), event("c", 3), event("c", 4))
    assert [(e.id, e.clock) for e in journal.since(0, ID)[0]] == [("a", 1), ("b", 2), ("c", 3)]


def test_a_reader_goes_on_from_its_position(place: Place) -> None:
    """Reading from a position gives what was stored after it, and the position stays when nothing was."""
    journal = Journal(place)
    journal.append(event("a"), event("b"))
    __, position = journal.since(0, ID)
    assert journal.since(position, ID) == ([], position)
    journal.append(event("a"), event("c"))
    assert ids(journal, position) == ["c"]


def test_workshops_in_one_journal_stay_apart(place: Place) -> None:
    """A reader of one workshop gets none of another's events, though they share a journal."""
    journal = Journal(replace(place, workshop="") if isinstance(place, Address) else place)
    enter(replace(journal.place, workshop="another") if isinstance(place, Address) else place, "another")
    journal.append(event("a"), replace(event("a"), workshop="another"), replace(event("b"), workshop="another"))
    assert ids(journal) == ["a"]
    assert sorted(journal.workshops()) == sorted([ID, "another"])


def test_a_reader_does_not_wait_for_a_writer(place: Place) -> None:
    """While another holds the journal for writing it can be read, so a slow writer stops nobody's page."""
    journal = Journal(place)
    journal.append(event("a"))
    with Journal(place)._store.writing(ID):
        reader = Thread(target=ids, args=(journal,), daemon=True)
        reader.start()
        reader.join(5)
        assert not reader.is_alive()


def test_threads_share_a_journal(place: Place) -> None:
    """Ten threads that append at the same moment lose nothing."""
    journal, start = Journal(place), Barrier(10)

    def append(n: int) -> None:
        start.wait(10)
        journal.append(event(f"{n}-a"), event(f"{n}-b"))

    threads = [Thread(target=append, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ids(journal)) == 20


def test_a_backup_is_a_whole_journal(place: Place, tmp_path: Path) -> None:
    """The copy opens as a journal, has every event, and knows nothing of later ones."""
    journal = Journal(place)
    journal.append(event("a"), event("b"))
    journal.backup(tmp_path / "copy.sqlite")
    journal.append(event("c"))
    assert ids(Journal(tmp_path / "copy.sqlite")) == ["a", "b"]


def test_a_backup_overwrites_nothing(place: Place, tmp_path: Path) -> None:
    """A file that is there already is named and left as it was."""
    (tmp_path / "copy.sqlite").write_text("precious")
    with pytest.raises(JournalError, match=r"copy\.sqlite can't be written"):
        Journal(place).backup(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "precious"
