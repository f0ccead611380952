"""Entries: answers that are brought into a workshop for people without a device."""

import csv
import re
import time
from dataclasses import replace
from math import nan
from pathlib import Path

import krippendorff
import pytest

from tests.people import answer, configured, joined, staged, stored
from workbook.core import policies
from workbook.core.errors import BadInventory, Refused
from workbook.core.events import Answered, Joined
from workbook.core.policies import group_alpha
from workbook.entries import add_answers
from workbook.folders import add_policies, new_workshop, open_workshop
from workbook.imported import Entered
from workbook.journal import Journal
from workbook.samples import shipped
from workbook.screens import compare
from workbook.screens.conversation import Conversation
from workbook.widgets import compare as compare_screen
from workbook.widgets import sort_policies
from workbook.workshop import Workshop

PAPER = ("Ana,P1,drop", "Ana,P2,keep", "Ben,P1,soften")
SURVEY = {"item": "policy", "respondent": "person", "rating": "answer"}
LEVELS = {
    "No, not rude at all": "keep",
    "No, not at all rude": "keep",
    "Yes, somewhat rude": "soften",
    "Yes, very rude": "drop",
}


def paper(folder: Path, *lines: str, header: str = "person,policy,answer") -> Path:
    path = folder / "paper.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def entered(workshop: Workshop, folder: Path, *lines: str) -> Entered:
    return add_answers(workshop, paper(folder, *lines), {}, {})


def votes(workshop: Workshop, item: str = "P1") -> dict[str, str]:
    """name -> value, past the gate."""
    state = workshop._record.state
    return {state.people[voice].name: value for voice, value in state.exercise("policies").votes(item).items()}


def test_answers_are_said_by_those_who_gave_them(workshop: Workshop, tmp_path: Path) -> None:
    """Each is the person's own, marked with who entered it; who isn't known joins, who is known doesn't again."""
    [ana] = joined(workshop, "Ana")
    came = entered(workshop, tmp_path, *PAPER)
    said = [e for e in stored(workshop) if isinstance(e, Answered)]
    assert (came.new, came.joined, came.late) == (3, 1, False)
    assert {e.entered_by for e in said} == {workshop.me.id}
    assert votes(workshop) == {"Ana": "drop", "Ben": "soften"}
    assert ana.exercise(policies).state().latest(ana.me.id) == {"P1": "drop", "P2": "keep"}


def test_whoever_opens_the_workshop_later_finds_their_own(workshop: Workshop, tmp_path: Path) -> None:
    """A person who joined through a file is the one who comes under that name."""
    entered(workshop, tmp_path, "Zoë  Lund,P1,drop")
    zoe = workshop.seen_by("zoë lund")
    assert zoe.exercise(policies).state().latest(zoe.me.id) == {"P1": "drop"}
    assert zoe.role == "participant"


def test_importing_again_adds_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """Nor does another order of rows, also where the person has thought better of it since."""
    [ana] = joined(workshop, "Ana")
    entered(workshop, tmp_path, *PAPER)
    ana.say(answer("P1", "extend"))
    before = stored(workshop)
    came = entered(workshop, tmp_path, *PAPER[::-1])
    assert (came.read, came.new, came.reworded, came.known, came.joined) == (3, 0, 0, 3, 0)
    assert stored(workshop) == before


def test_a_changed_answer_is_the_latest_word(workshop: Workshop, tmp_path: Path) -> None:
    """Also when it is changed back; a cell that was emptied takes the answer back."""
    for value in ("keep", "drop", "keep"):
        came = entered(workshop, tmp_path, f"Ana,P1,{value}", "Ben,P1,")
        assert votes(workshop) == {"Ana": value}
    assert (came.new, came.reworded, came.unanswered, came.known) == (0, 1, 1, 0)
    assert entered(workshop, tmp_path, "Ana,P1,-").reworded == 1
    assert votes(workshop) == {}


def test_a_file_is_taken_whole_or_not_at_all(workshop: Workshop, tmp_path: Path) -> None:
    """One bad row, and nobody joins and nothing is said."""
    before = stored(workshop)
    with pytest.raises(BadInventory):
        entered(workshop, tmp_path, *PAPER, "Ben,P2,perhaps")
    assert stored(workshop) == before


def test_answers_want_something_to_answer(tmp_path: Path) -> None:
    """In a workshop without policies the sentence says how they come in."""
    empty = Workshop(Journal(), "w")
    with pytest.raises(BadInventory, match="workbook import NAME policies FILE"):
        entered(empty, tmp_path, *PAPER)


def test_only_those_who_lead_enter_answers(workshop: Workshop, tmp_path: Path) -> None:
    """A participant may not, nor anybody in an anonymous exercise; both are told before they mend their file."""
    ana, *__ = joined(workshop, *"ABCDE")
    with pytest.raises(Refused, match="Only the facilitator or an owner"):
        entered(ana, tmp_path, "a broken file")
    workshop.say(configured(privacy="anonymous"))
    with pytest.raises(Refused, match="Nobody can answer for somebody else in an anonymous exercise"):
        entered(workshop, tmp_path, "a broken file")


def test_who_entered_an_answer_is_not_for_them_to_say(workshop: Workshop) -> None:
    """It is whoever spoke, whatever the event claims; one's own answer, said at a screen, has no such mark."""
    [ana] = joined(workshop, "Ana")
    for claimed in ("", ana.me.id):
        assert workshop.say(replace(answer(), by=ana.me.id, entered_by=claimed))[0].entered_by == workshop.me.id
    assert ana.say(replace(answer(), entered_by=workshop.me.id))[0].entered_by == ana.me.id
    assert ana.say(answer())[0].entered_by == ""


def test_an_anonymous_answer_is_entered_by_nobody(workshop: Workshop) -> None:
    """The mark would say whose pseudonym it is."""
    ana, *__ = joined(workshop, *"ABCDE")
    workshop.say(configured(privacy="anonymous"))
    [said] = ana.say(replace(answer(), entered_by=ana.me.id))
    assert ana.me.id not in repr(said)


def test_what_was_entered_stays_hidden(workshop: Workshop, tmp_path: Path) -> None:
    """Until everyone is shown, who entered it sees of it no more than anybody else."""
    entered(workshop, tmp_path, *PAPER)
    exercise = workshop.exercise(policies)
    assert exercise.state().answers == {}
    assert not any(isinstance(event, Answered) for event in workshop.events())
    assert "✕" not in str(Conversation(exercise, compare, print).snapshot())


def test_counts_betray_no_hidden_answer(workshop: Workshop, tmp_path: Path) -> None:
    """To guess what somebody has said, or what another has entered, is counted as any other file."""
    [ana] = joined(workshop, "Ana")
    ana.say(answer("P1", "drop"))
    other = workshop.seen_by("Olga")
    entered(other, tmp_path, "Ana,P2,drop", "Ben,P2,drop")
    guesses = [entered(workshop, tmp_path, f"Ana,P1,{value}", f"Ben,P2,{value}") for value in ("drop", "drop")]
    assert [(came.new, came.reworded, came.known) for came in guesses] == [(2, 0, 0), (0, 0, 2)]


def test_after_the_reveal_answers_come_late(workshop: Workshop, tmp_path: Path) -> None:
    """They are kept and marked, but not counted; what everyone has seen entered is known, also by another."""
    [ana] = joined(workshop, "Ana")
    entered(workshop, tmp_path, *PAPER)
    ana.say(answer("P1", "extend"))
    workshop.say(staged("compare"))
    came = entered(workshop.seen_by("Olga"), tmp_path, *PAPER, "Cyr,P1,keep")
    assert (came.new, came.known, came.late) == (1, 3, True)
    exercise = workshop.exercise(policies).state()
    assert len(exercise.votes("P1")) == 2
    assert [given["P1"].value for given in exercise.late.values()] == ["keep"]


def test_in_a_one_person_office_answers_are_in_time(workshop: Workshop, tmp_path: Path) -> None:
    """Who is alone sees all at once, but nothing was revealed; whoever joins by a file makes them two."""
    workshop.say(configured(one_person=True))
    assert not entered(workshop, tmp_path, "Ana,P1,keep").late
    assert not workshop.exercise(policies).state().revealed


def test_a_name_that_two_people_have_is_refused(workshop: Workshop, tmp_path: Path) -> None:
    """Nobody's answer is put down to another of the same name."""
    workshop.say(*(Joined(person=f"ana-{n}", name="Ana") for n in (1, 2)))
    with pytest.raises(BadInventory, match="row 2: 'person' is 'ana', but several people here are called so"):
        entered(workshop, tmp_path, "ana,P1,keep")
    assert entered(workshop, tmp_path, "Ben,P1,keep").new == 1


def test_the_example_of_the_documentation_can_be_imported(workshop: Workshop, tmp_path: Path) -> None:
    """As it stands there, into a workshop on the sample's policies."""
    text = (shipped("policies") / "README.md").read_text("utf-8")
    header, *lines = re.search(r"```csv\n(.*?)\n```", text, re.DOTALL)[1].split("\n")
    assert header == "person,policy,answer"
    add_policies(workshop, shipped("policies") / "cleaning.csv", {})
    came = entered(workshop, tmp_path, *lines)
    assert (came.read, came.new, came.unanswered) == (5, 4, 1)
    assert votes(workshop, "C08") == {"Carla": "drop"}


def published(path: Path) -> float:
    """The package's own alpha, of a row a person and a column an item."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {(row["respondent"], row["item"]): ["keep", "soften", "drop"].index(LEVELS[row["rating"]]) for row in rows}
    people, items = ({pair[n] for pair in codes} for n in (0, 1))
    table = [[codes.get((person, item), nan) for item in items] for person in people]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def surveyed(folder: Path, data: Path) -> Workshop:
    """A workshop on the survey's 9 questions, with its 5,000 answers."""
    path, workshop = data / "many_raters_etiquette.csv", new_workshop(str(folder))
    assert add_policies(workshop, path, {"item": "policy"}).new == 9
    came = add_answers(workshop, path, SURVEY, LEVELS)
    assert (came.new, came.joined) == (5000, 559)
    return workshop


def test_a_real_survey_is_compared(real_data: Path, tmp_path: Path) -> None:
    """It is read in seconds, compared in less than two, and its alpha is the one that the package itself has."""
    began = time.process_time()  # our own work: what else the machine does is no fault of ours
    surveyed(tmp_path / "flight", real_data).say(staged("compare"))
    read = time.process_time() - began
    sorting = sort_policies(open_workshop(str(tmp_path / "flight")))
    began = time.process_time()
    view = compare_screen(sorting).first
    assert time.process_time() - began < 2
    assert read < 5
    alpha = published(real_data / "many_raters_etiquette.csv")
    assert group_alpha(sorting.state()) == pytest.approx(alpha, abs=1e-12)
    assert view["agreement"].startswith(f"Agreement {alpha:.2f} ")
