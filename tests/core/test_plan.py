import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.people import answer, joined, opened, staged
from workbook.core.events import Assigned, Decided
from workbook.core.plan import Plan, plan
from workbook.workshop import Workshop

DROP = Decided(exercise="policies", item="P1", value="drop")
DUE = date(2026, 12, 1)
ACTION = Assigned(action="a", what="Tell staff", owner="Ana", due=DUE, because=("policies/P1",))
PRINT_PLAN = """
import sys; from pathlib import Path
from tests.people import ID; from tests.core.test_plan import written; from workbook.journal import Journal
from workbook.workshop import Workshop
print(written(Workshop(Journal(Path(sys.argv[1])), ID)))
"""


def written(workshop: Workshop) -> str:
    """The plan, to the letter."""
    return json.dumps(asdict(plan(workshop.state())), default=str, ensure_ascii=False)


def decided(path: Path | None = None) -> Workshop:
    """A workshop in which Ana has answered and one policy has been thrown out, with a deed."""
    workshop = opened(path)
    [ana] = joined(workshop, "Ana")
    ana.say(answer("P1", "drop"), answer("P2", "keep"))
    workshop.say(staged("compare"))
    workshop.say(DROP, ACTION)
    return workshop


def section(found: Plan, key: str) -> list[str]:
    [entries] = [s.entries for s in found.chapters[0].sections if s.key == key]
    return [entry.text for entry in entries]


def test_a_plan_depends_on_nothing_but_the_journal(tmp_path: Path) -> None:
    """Byte for byte the same from another folder, time zone, locale and hash seed, and at another time."""
    journal = tmp_path / "journal.sqlite"
    here = written(decided(journal))
    elsewhere = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", PRINT_PLAN, str(journal)]
    there = subprocess.run(command, cwd="/", env={**elsewhere, "TZ": "Asia/Tokyo", "LANG": "pt_BR"},
                           capture_output=True, text=True, check=True)  # fmt: skip
    assert there.stdout.rstrip("\n") == here


def test_another_decision_is_another_plan() -> None:
    """A policy stands in the section of the decision that stands, and in no other."""
    workshop = decided()
    before = written(workshop)
    [first] = [d.id for d in workshop.state().exercise("policies").decisions["P1"]]
    workshop.say(replace(DROP, value="extend", replaces=(first,)))
    found = plan(workshop.state())
    assert (section(found, "drop"), section(found, "extend")) == ([], ["Policy P1"])
    assert written(workshop) != before


def test_late_answers_change_nothing() -> None:
    """What people answer after the reveal leaves the plan as it was, to the letter."""
    workshop = decided()
    before = written(workshop)
    workshop.seen_by("Ana").say(answer("P2", "drop"), answer("P3", "drop"), answer("", True))
    assert written(workshop) == before


def test_as_of_moves_only_what_is_overdue() -> None:
    """The same plan on a later day differs in its day and in the actions that are overdue by then."""
    state = decided().state()
    on_time, late = (plan(state, DUE + timedelta(days=n)) for n in (0, 1))
    assert [a.overdue for a in (*on_time.actions, *late.actions)] == [False, True]
    as_before = tuple(replace(a, overdue=False) for a in late.actions)
    assert replace(late, as_of=on_time.as_of, actions=as_before) == on_time


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_done_is_not_overdue(status: str) -> None:
    """Only an open action can be overdue."""
    workshop = decided()
    workshop.say(replace(ACTION, status=status))
    [action] = plan(workshop.state(), date(2030, 1, 1)).actions
    assert (action.open, action.overdue) == (False, False)


def test_a_plan_is_of_the_last_day_unless_it_is_asked_for_another() -> None:
    """Its day is that of the last event that everyone can see, not today."""
    workshop = decided()
    assert plan(workshop.state()).as_of == date(2026, 11, 2)
    assert plan(workshop.state(), DUE).as_of == DUE


def test_an_action_says_what_gave_rise_to_it() -> None:
    """An action stands in the plan with the text of its policy, and the policy with the action."""
    found = plan(decided().state())
    assert found.actions[0].because == ("Policy P1",)
    [[entry]] = [s.entries for s in found.chapters[0].sections if s.entries]
    assert ("Action", "Tell staff") in entry.facts


def test_a_conflict_is_an_open_matter() -> None:
    """A policy decided twice is in no section until somebody settles it."""
    workshop = decided()
    workshop.say(replace(DROP, value="extend"))
    found = plan(workshop.state())
    assert not any(s.entries for s in found.chapters[0].sections)
    assert found.open_matters[0].text == "Policy P1"
    assert found.open_matters[0].facts == (("Decided twice", "throw out, create more"),)


def test_what_is_undecided_stays_open() -> None:
    """Every policy is either in a section or an open matter, and so is an exercise that nobody has begun."""
    found = plan(decided().state())
    assert section(found, "drop") == ["Policy P1"]
    assert sorted(m.text for m in found.open_matters) == ["Not begun yet", *(f"Policy P{n}" for n in range(2, 7))]
