import gc
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from tests.people import ID, answer, configured, joined, opened, proposed, staged, stored
from workbook.core import policies
from workbook.core.errors import JournalError, Refused
from workbook.core.events import Assigned, Decided, Joined, Opened, Withdrawn
from workbook.core.people import Privacy, is_pseudonym
from workbook.core.state import item_id
from workbook.journal import Journal, Place
from workbook.journal.tables import EVENTS
from workbook.workshop import Workshop, person_id, utcnow


@pytest.fixture
def anonymous(place: Place) -> Workshop:
    """A workshop on disk that Ana, Bea, Cyr and Dan have joined; its policies are sorted anonymously."""
    workshop = opened(place)
    joined(workshop, "Ana", "Bea", "Cyr", "Dan")
    workshop.say(configured(privacy="anonymous"))
    return workshop


def rows(workshop: Workshop, after: int = 0) -> list[str]:
    """The journal's rows as text, read past the workbook's own reader."""
    with workshop.journal._store.reading() as connection:
        return [repr(row) for row in connection.execute(sa.select(EVENTS).order_by(EVENTS.c.seq)).all()[after:]]


def test_all_or_nothing_is_said(workshop: Workshop) -> None:
    """When one of several events is refused, none is written."""
    before = stored(workshop)
    with pytest.raises(Refused):
        workshop.say(answer("P1"), answer("P1", "maybe"))
    assert stored(workshop) == before


def test_every_event_has_a_whole_stamp(workshop: Workshop) -> None:
    """Who, where, when in UTC, and a clock that is one more than the last."""
    [ana] = joined(workshop, "Ana")
    [first, second] = ana.say(answer("P1"), answer("P2"))
    assert (first.by, first.workshop, first.at.tzinfo) == (ana.me.id, ID, UTC)
    assert second.clock == first.clock + 1 > max(e.clock for e in stored(workshop)[:-2])
    assert len({e.id for e in stored(workshop)}) == len(stored(workshop))


def test_said_twice_with_one_id_is_said_once(workshop: Workshop) -> None:
    """A page that sends its message again, not knowing whether it arrived, adds nothing."""
    event = Assigned(id="from-a-page", action="a", what="Call", owner="Ana")
    workshop.say(event)
    before = stored(workshop)
    workshop.say(event)
    assert stored(workshop) == before


def test_a_first_word_joins_its_speaker(workshop: Workshop) -> None:
    """Somebody who opens the notebook and answers has joined, once, as an owner."""
    zoe = workshop.seen_by("Zoe")
    zoe.say(answer("P1"))
    zoe.say(answer("P2"))
    assert [e.role for e in zoe.events() if isinstance(e, Joined) and e.name == "Zoe"] == ["owner"]


def test_a_person_is_the_same_in_every_notebook() -> None:
    """An id comes from the workshop and the name, however the name is written."""
    assert person_id(ID, "Ana") == person_id(ID, "ANA") != person_id("another", "Ana")


def test_two_workshops_on_one_journal_agree(place: Place) -> None:
    """Two notebooks that take turns at one journal show the same state, each reading only what is new."""
    one, luck = opened(place), Random(7)
    other = Workshop(Journal(place), ID, secret=b"f")
    for __ in range(30):
        event = answer(luck.choice(["P1", "P2", "P3"]), luck.choice(["keep", "drop", None]))
        said = luck.choice([one, other]).say(event)
        if luck.random() < 0.3:
            luck.choice([one, other]).say(Withdrawn(event=said[-1].id))
        assert one.state() == other.state()
    assert one.state() == Workshop(Journal(place), ID, secret=b"f").state()


def test_an_exercise_is_a_view_of_its_workshop(workshop: Workshop) -> None:
    """It is opened by its module and always shows the present state."""
    exercise = workshop.exercise(policies)
    workshop.say(answer("P1", "drop"))
    assert exercise.name == "policies"
    assert exercise.state().votes("P1") == {workshop.me.id: "drop"}


def test_making_an_event_is_all_that_reads_the_clock() -> None:
    """A time is in UTC and whole seconds; the workshop takes it from the clock that it was given."""
    assert (utcnow().tzinfo, utcnow().microsecond) == (UTC, 0)
    fixed = Workshop(Journal(), ID, now=lambda: datetime(2030, 1, 1, tzinfo=UTC))
    [event, __] = fixed.say(Opened(organisation="X"))
    assert event.at.year == 2030


def test_a_pseudonym_is_stored_for_an_anonymous_answer(anonymous: Workshop) -> None:
    """The speaker is a pseudonym and the time is the stage's; the person still finds the answer."""
    ana = anonymous.seen_by("Ana")
    given = ana.say(answer("P1", "drop"), answer("", True), proposed("new", "A new idea"))
    assert all(is_pseudonym(e.by) for e in given)
    assert {e.at for e in given} == {anonymous.state().exercise("policies").since}
    assert ana.state().exercise("policies").latest(given[0].by) == {"P1": "drop"}


def test_nothing_stored_leads_back(anonymous: Workshop) -> None:
    """In the file no row of an anonymous answer, its undoing or the undoing of that has the person in it."""
    ana, before = anonymous.seen_by("Ana"), len(rows(anonymous))
    [given, idea] = ana.say(answer("P1", "drop"), proposed("new", "A new idea"))
    [undone] = ana.say(Withdrawn(event=given.id))
    ana.say(Withdrawn(event=undone.id), Withdrawn(event=idea.id))
    written = rows(anonymous, after=before)
    assert len(written) == 5
    assert not [row for row in written if ana.me.id in row or "Ana" in row]
    assert ana.state().exercise("policies").votes("P1") == {given.by: "drop"}


def test_the_journal_has_a_person_only_where_they_joined(anonymous: Workshop, tmp_path: Path) -> None:
    """Byte by byte: the id of somebody who only spoke anonymously occurs in the journal as before."""
    bea, copy = anonymous.seen_by("Bea"), tmp_path / "copy.sqlite"
    bea.say(answer("P1", "drop"), answer("P2", "keep"))
    anonymous.journal.backup(copy)
    assert copy.read_bytes().count(bea.me.id.encode()) == 1


def test_pseudonyms_of_two_exercises_have_nothing_in_common(anonymous: Workshop) -> None:
    """Who answers twice anonymously, in two exercises, isn't seen to be one person."""
    ana = anonymous.seen_by("Ana")
    voices = {ana.me.voice(ID, name, Privacy.ANONYMOUS) for name in ("policies", "vision")}
    other = anonymous.seen_by("Ana", secret=b"another Ana").me.voice(ID, "policies", Privacy.ANONYMOUS)
    assert len({*voices, other}) == 3


def test_a_stranger_speaks_anonymously_without_joining(anonymous: Workshop) -> None:
    """A first word that is anonymous doesn't put its speaker's name beside it."""
    before = len(rows(anonymous))
    anonymous.seen_by("Zoe").say(answer())
    assert len(rows(anonymous)) == before + 1
    assert "Zoe" not in str(rows(anonymous))


def test_votes_of_an_anonymous_exercise_are_counted(anonymous: Workshop) -> None:
    """Each person has one vote there too, and after the reveal nobody learns whose is whose."""
    for name, value in (("Ana", "drop"), ("Bea", "keep"), ("Ana", "soften")):
        anonymous.seen_by(name).say(answer("P1", value))
    anonymous.say(staged("compare"))
    votes = anonymous.state().exercise("policies").votes("P1")
    assert sorted(votes.values()) == ["keep", "soften"]
    assert all(map(is_pseudonym, votes))


def test_a_conflict_of_decisions_is_settled_by_naming_both(workshop: Workshop) -> None:
    """Two facilitators who decide unknowing of each other leave a matter open until one decision names both."""
    workshop.say(staged("compare"))
    decision = Decided(exercise="policies", item="P1", value="drop")
    both = tuple(workshop.say(decision)[0].id for __ in range(2))
    assert workshop.state().exercise("policies").decided("P1") is None
    workshop.say(Decided(exercise="policies", item="P1", value="extend", replaces=both))
    assert workshop.state().exercise("policies").decided("P1").value == "extend"


def test_only_those_who_lead_speak_for_others(workshop: Workshop) -> None:
    """A participant can't answer for somebody else, rename them, or reword what they proposed."""
    ana, ben = joined(workshop, "Ana", "Ben")
    ana.say(proposed("idea", "Free parking"))
    workshop.say(staged("compare"))
    for event in (
        replace(answer(), by=ana.me.id),
        Joined(person=ana.me.id, name="Anna"),
        proposed("idea", "No parking"),
    ):
        with pytest.raises(Refused, match="Only the facilitator or an owner"):
            ben.say(event)
    workshop.say(replace(answer(), by=ana.me.id, entered_by=workshop.me.id))
    assert ana.exercise(policies).state().latest(ana.me.id) == {"P1": "keep"}


def test_two_who_propose_the_same_words_propose_one_item(workshop: Workshop) -> None:
    """Each sees their own before the reveal; after it there is one item."""
    words = "A call back within the hour"
    for person in joined(workshop, "Ana", "Ben"):
        person.say(proposed(item_id(words), words))
        assert item_id(words) in person.exercise(policies).state().items
    assert item_id(words) not in workshop.exercise(policies).state().items


def test_people_who_share_a_computer_have_pseudonyms_of_their_own() -> None:
    """The secret belongs to an account, so the pseudonym depends on the person too."""
    workshop = opened()
    group = [workshop.seen_by(p.name, secret=b"one account") for p in joined(workshop, *"ABCDE")]
    workshop.say(configured(privacy="anonymous"))
    for person in group:
        person.say(answer("P1", "drop"))
    assert len(workshop._record.state.exercise("policies").answers) == 5


def test_a_refusal_betrays_no_hidden_proposal(workshop: Workshop) -> None:
    """To guess what somebody has proposed in secret gets the same answer as to guess wrong."""
    ana, ben = joined(workshop, "Ana", "Ben")
    ana.say(proposed(item_id("Free parking"), "Free parking"))
    for guess in ("Free parking", "No parking"):
        with pytest.raises(Refused, match="There is no item"):
            ben.say(answer(item_id(guess), "keep"))


def test_a_one_person_office_hides_from_the_second_person() -> None:
    """Alone, one compares at once; as soon as somebody joins, what is said waits for the reveal as elsewhere."""
    workshop = opened()
    workshop.say(configured(one_person=True), answer("P1", "drop"))
    assert workshop.exercise(policies).state().revealed
    [ana] = joined(workshop, "Ana")
    assert not ana.exercise(policies).state().revealed
    assert ana.exercise(policies).state().votes("P1") == {}


@pytest.mark.parametrize("usual", [True, False])
def test_reading_leaves_pythons_own_tidying_as_it_was(tmp_path, usual):
    """Also when the journal turns out to be damaged on the way."""
    workshop = opened(tmp_path / "journal.sqlite")
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as file:
        file.execute("UPDATE events SET said = '[' WHERE seq = 3")
        file.commit()
    before = gc.isenabled()
    (gc.enable if usual else gc.disable)()
    with pytest.raises(JournalError, match="entry 3 says nothing that is known"):
        Workshop(workshop.journal, workshop.id).state()
    after = gc.isenabled()
    (gc.enable if before else gc.disable)()
    assert after == usual
