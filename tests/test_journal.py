import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.people import ID
from tests.writers import event
from workbook.core.errors import JournalError
from workbook.core.events import FORMAT
from workbook.journal import Journal, union
from workbook.journal.sqlite import SQLITE_ID


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def ids(journal: Journal, since: int = 0) -> list[str]:
    return [e.id for e in journal.since(since, ID)[0]]


def database(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as file:
        for statement in statements:
            file.execute(statement)
    file.close()


def text(path: Path) -> None:
    path.write_text("Dear diary,\nthis is no database.\n")


def another_program(path: Path) -> None:
    database(path, "CREATE TABLE events (seq, id)", "PRAGMA application_id = 42")


def newer(path: Path) -> None:
    Journal(path).close()
    database(path, f"PRAGMA user_version = {FORMAT + 1}")


@pytest.mark.parametrize("make", [text, another_program, newer])
def test_a_file_that_is_no_journal_of_ours_is_left_alone(path: Path, make: Callable[[Path], None]) -> None:
    """A text, another program's database, a newer format: one plain sentence, and not a byte is touched."""
    make(path)
    before = path.read_bytes()
    with pytest.raises(JournalError) as error:
        Journal(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("make", "words"),
    [(text, "Choose another file"), (another_program, "Choose another file"), (newer, "Install the newer version")],
)
def test_the_sentence_says_what_to_do(path: Path, make: Callable[[Path], None], words: str) -> None:
    """Somebody who opened the wrong file learns what would be the right one."""
    make(path)
    with pytest.raises(JournalError, match=words):
        Journal(path)


@pytest.mark.parametrize(
    "place", ["/proc/journal.sqlite", "{tmp}/nowhere/journal.sqlite", "{tmp}/file/journal.sqlite", "{tmp}"]
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    """A folder that is read-only (to root too), missing, a file, or where the file should be: one sentence each."""
    (tmp_path / "file").write_text("no folder")
    place = place.format(tmp=tmp_path)
    with pytest.raises(JournalError) as error:
        Journal(Path(place))
    assert str(Path(place).parent) in str(error.value)
    assert "\n" not in str(error.value)
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_journal_says_what_it_is(path: Path) -> None:
    """Its file carries our mark and the format it is written in."""
    Journal(path).append(event("a"))
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (SQLITE_ID,)
        assert file.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("folder", ["what now?", "50% off #1", "Ação ن"])
def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    """The journal is in the folder that was named, also when its name has signs that mean something in addresses."""
    (tmp_path / folder).mkdir()
    Journal(tmp_path / folder / "journal.sqlite").append(event("a"))
    assert (tmp_path / folder / "journal.sqlite").stat().st_size
    assert ids(Journal(tmp_path / folder / "journal.sqlite")) == ["a"]


def test_a_union_has_each_event_once() -> None:
    """Journals that overlap are joined without doubles, in whatever order."""
    a, b, c = event("a"), event("b"), event("c")
    assert union([a, b], [b, c]) == [a, b, c]
    assert set(map(id, union([b, c], [a, b]))) == set(map(id, (a, b, c)))


ROWS = {  # how a row is damaged
    "no JSON": "said = '{'",
    "another JSON": "said = '[1]'",
    "a field missing": "said = '{}'",
    "an unknown kind": "kind = 'Sung'",
    "no time": "at = 'yesterday'",
    "a time of nowhere": "at = '2026-11-02T09:00:00'",
    "no clock": "clock = 'noon'",
    "no text": "kind = CAST(x'ff' AS TEXT)",
}


@pytest.mark.parametrize("name", ROWS)
def test_a_damaged_row_is_told_in_one_sentence(path: Path, name: str) -> None:
    """The file is named, and what to do; no part of the history is passed over in silence."""
    Journal(path).append(event("a"), event("b"))
    database(path, f"UPDATE events SET {ROWS[name]} WHERE id = 'b'")  # noqa: S608
    with pytest.raises(JournalError, match=r"is damaged \(.*\)\. Put a backup in its place") as error:
        Journal(path).since(0, ID)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def full(path: Path) -> None:
    journal = Journal(path)
    journal.append(*(event(f"{n}", n) for n in range(1, 2000)))
    journal.close()


ASKED = {  # of a journal
    "since": lambda journal: journal.since(0, ID),
    "workshops": Journal.workshops,
    "append": lambda journal: journal.append(event("z")),
}


@pytest.mark.parametrize("what", ASKED)
def test_a_journal_whose_table_is_missing_is_damaged(path: Path, what: str) -> None:
    """It isn't made anew, since that would hide that everything is gone."""
    full(path)
    database(path, "DROP TABLE events")
    with pytest.raises(JournalError, match=r"journal\.sqlite is damaged"):
        ASKED[what](Journal(path))


@pytest.mark.parametrize("what", ASKED)
def test_a_journal_whose_pages_are_damaged_is_told_in_one_sentence(path: Path, what: str) -> None:
    """It is called damaged, not something else than a journal, as long as its first bytes say that it is one."""
    full(path)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(JournalError, match=r"journal\.sqlite is damaged"):
        ASKED[what](Journal(path))


def test_a_backup_of_a_damaged_journal_leaves_nothing(path: Path) -> None:
    """Where the damage lies deep in the file, it is found on the way, and the journal is what is named."""
    full(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) // 2))
    with pytest.raises(JournalError, match=r"journal\.sqlite is damaged"):
        Journal(path).backup(path.with_name("copy"))
    assert not path.with_name("copy").exists()


def test_a_journal_in_a_place_that_is_read_only_cannot_be_written() -> None:
    """The sentence doesn't send somebody who can read the file to look for why it can't be read."""
    folder = Path(tempfile.mkdtemp())  # not under pytest's own, where only its user may look
    try:
        Journal(folder / "journal.sqlite").close()
        folder.chmod(0o555)
        with nobody(), pytest.raises(JournalError, match=r"can't be written"):
            Journal(folder / "journal.sqlite")
    finally:
        shutil.rmtree(folder)


@contextmanager
def nobody() -> Iterator[None]:
    """Somebody who may not write everywhere, as root may."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_reading_on_looks_at_nothing_before_the_position(path: Path) -> None:
    """SQLite goes to the position at once, and not through all that the workshop ever said."""
    journal, asked = Journal(path), []
    sa.event.listen(journal._store.engine, "before_cursor_execute", lambda *said: asked.append(said[2:4]))
    journal.since(0, ID)
    [(statement, values)] = asked
    with closing(sqlite3.connect(path)) as file:
        [(*__, way)] = file.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    assert "INTEGER PRIMARY KEY (rowid>?)" in way
