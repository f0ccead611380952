"""Copies of a workshop: made to be filled in elsewhere, and what is taken for one."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copies import Copied, decision, path, says, votes
from tests.people import POLICIES, answer, joined, listed, opened, proposed, staged, stored
from workbook.copies import copy_to_share
from workbook.core.errors import BadChoice, JournalError, NoSuchWorkshop, Refused
from workbook.core.events import Answered, Decided, Event, Opened, Withdrawn
from workbook.folders import make, open_workshop
from workbook.lab import lab_command
from workbook.merging import merge
from workbook.rehearsal import rehearse
from workbook.workshop import Workshop

WORD = "qz7-planted-f31"


def test_only_copies_are_merged(workshop: Workshop, copied: Copied, tmp_path: Path) -> None:
    """Another workshop, and one that a rehearsal filled, are refused with what to do instead; nothing is written."""
    other, copy = opened(tmp_path / "other"), copied("copy")
    make("acme", "", "en", False, None, {})
    rehearse(copy, 5)
    other.say(Opened(organisation="X", rehearsed=True))
    before = stored(workshop)
    with pytest.raises(Refused, match=r"acme is another workshop, not a copy of this one.*workbook backup NAME FILE"):
        merge(workshop, ["acme"])
    for rehearsed in (copy, other):
        with pytest.raises(Refused, match="was filled by a rehearsal"):
            merge(workshop, [path(rehearsed)])
    assert stored(workshop) == before


def test_one_that_cannot_be_read_stops_them_all(workshop: Workshop, copied: Copied, tmp_path: Path) -> None:
    """Nothing is taken over from the others, and the sentence names the file."""
    good, bad = copied("good"), tmp_path / "bad.sqlite"
    says(good, "Ana", answer())
    with closing(copied("bad.sqlite").journal):
        pass
    raw = bad.read_bytes()
    bad.write_bytes(raw[:4096] + bytes(len(raw) - 4096))
    before = stored(workshop)
    for name, error in ((bad, JournalError), (tmp_path / "none" / "x", NoSuchWorkshop)):
        with pytest.raises(error, match=str(name)) as told:
            merge(workshop, [path(good), str(name)])
        assert "\n" not in str(told.value)
    assert stored(workshop) == before


@pytest.mark.parametrize(
    "event",
    [
        answer("P1", "somewhere"),
        answer("P1", ["keep"]),
        decision("keep"),
        Answered(exercise="singing", item="la", value="la"),
        Withdrawn(event="itself"),
    ],
)
def test_what_nobody_can_have_said_is_not_taken_over(workshop: Workshop, copied: Copied, event: Event) -> None:
    """An answer that is none, a decision without its reason: one plain sentence, and the screens go on."""
    copy, before = copied("copy"), stored(workshop)
    copy.journal.append(replace(event, id="itself", workshop=workshop.id, by="ana", clock=90))
    with pytest.raises(JournalError, match="copy holds something that nobody can have said") as told:
        merge(workshop, [path(copy)])
    assert "\n" not in str(told.value)
    assert stored(workshop) == before


def test_a_copy_to_share_holds_nothing_hidden(workshop: Workshop, tmp_path: Path) -> None:
    """No byte of the file tells a hidden word, and no clock how many there are; the rest is there, and comes back."""
    ana, __ = joined(workshop, "Ana", "Ben")
    ana.say(*(answer(item, "drop") for item in POLICIES), proposed("idea", WORD))
    workshop.say(listed("P1", "Reworded"))
    copy_to_share(workshop, tmp_path / "shared")
    assert not [f for f in tmp_path.glob("shared*") if WORD.encode() in f.read_bytes()]
    shared = open_workshop(str(tmp_path / "shared"))
    clocks = [event.clock for event in shared.events()]
    assert clocks == list(range(clocks[0], clocks[0] + len(clocks)))
    assert not any(isinstance(event, Answered) for event in stored(shared))
    assert next(item.text for item in shared.state().exercise("policies").items.values()) == "Reworded"
    says(shared, "Ben", answer("P1", "keep"))
    merge(workshop, [path(shared)])
    assert votes(workshop) == {"Ana": "drop", "Ben": "keep"}


def test_a_copy_to_share_keeps_the_order(workshop: Workshop, tmp_path: Path) -> None:
    """What is said in it comes after what it held: a decision that replaces another is no conflict."""
    workshop.seen_by("Ana").say(*(Answered(exercise="vision", item="shoes", value=f"Draft {n}") for n in range(40)))
    workshop.say(staged("decide"))
    workshop.say(decision("drop"))
    copy_to_share(workshop, tmp_path / "shared")
    shared = open_workshop(str(tmp_path / "shared"))
    [known] = shared.state().exercise("policies").decisions["P1"]
    shared.say(Decided(exercise="policies", item="P1", value="extend", replaces=(known.id,)))
    assert merge(workshop, [path(shared)]).conflicts == ()
    assert workshop.state().exercise("policies").decided("P1").value == "extend"


def test_a_copy_is_filled_in_with_notebooks_of_its_own(workshop: Workshop, tmp_path: Path) -> None:
    """The lab opens on a folder beside the file, made once, in whose notebooks the one who opened it speaks."""
    copy_to_share(workshop, tmp_path / "ben.sqlite")
    copy = open_workshop(str(tmp_path / "ben.sqlite"), me="Ben")
    assert f"--ServerApp.root_dir={tmp_path / 'ben-notebooks'}" in lab_command(copy)[0]
    notebook = tmp_path / "ben-notebooks" / "04-policies.ipynb"
    assert all(text in notebook.read_text("utf-8") for text in (f"'{tmp_path / 'ben.sqlite'}'", "me: str = 'Ben'"))
    notebook.unlink()
    lab_command(copy)
    assert not notebook.exists()


def test_nobody_speaks_in_anothers_notebooks(workshop: Workshop, tmp_path: Path) -> None:
    """In a copy that is somebody's, and in the workshop's own notebooks, the sentence says where one's name goes."""
    copy_to_share(workshop, tmp_path / "ben.sqlite")
    lab_command(open_workshop(str(tmp_path / "ben.sqlite"), me="Ben"))
    make("acme", "", "en", False, None, {})
    for name in (str(tmp_path / "ben.sqlite"), "acme"):
        with pytest.raises(BadChoice, match=r"somebody else is speaking\. Write your name as me in the first cell"):
            lab_command(open_workshop(name, me="Carla"))
