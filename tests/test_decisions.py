"""Decisions that are brought in from a file: made by `plan --to xlsx`, or by hand."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.people import joined, listed, staged, stored
from workbook.cli import main
from workbook.core.errors import BadInventory
from workbook.core.events import Assigned, Decided, Staged, Withdrawn
from workbook.core.language import speaking
from workbook.core.plan import plan
from workbook.entries import Recorded, add_decisions
from workbook.export import write
from workbook.folders import demo_folder
from workbook.rehearsal import demo
from workbook.workshop import Workshop

HEADER = "policy,decision,reason,authority,what,owner,due,status"
KEEP = "P1,keep,law,Road act,Tell staff,Ana,2026-12-01,"


def by_hand(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def bring(workshop: Workshop, folder: Path, *lines: str, header: str = HEADER) -> Recorded:
    return add_decisions(workshop, by_hand(folder, *lines, header=header), {})


def wrong(workshop: Workshop, folder: Path, *lines: str, header: str = HEADER) -> list[str]:
    """What is said to be wrong with the file, line by line; nothing of it is settled."""
    before, path = stored(workshop), by_hand(folder, *lines, header=header)
    with pytest.raises(BadInventory) as error:
        add_decisions(workshop, path, {})
    assert stored(workshop) == before
    return str(error.value).replace(f"{path}, ", "").replace(f"{path}: ", "").split("\n")


def exported(workshop: Workshop, folder: Path, language: str = "en") -> Path:
    with speaking(language):
        [file] = write(plan(workshop.state()), ["xlsx"], folder)
    return file


def edited(file: Path, item: str, **cells: Any) -> Path:
    """The spreadsheet with some cells of an item's row changed, by column letter."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    [number] = [row[1].row for row in sheet.iter_rows(min_row=2) if row[1].value == item]
    for column, value in cells.items():
        sheet[f"{column}{number}"] = value
    book.save(file)
    return file


@pytest.fixture
def deciding(workshop: Workshop) -> Workshop:
    """One in which the answers are shown."""
    workshop.say(staged("decide"), Staged(exercise="skills", stage="decide"), Staged(exercise="vision", stage="decide"))
    return workshop


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("read_in", ["en", "pt"])
def test_a_plan_that_is_brought_back_adds_nothing(tmp_path: Path, language: str, read_in: str) -> None:
    """Whatever language it was written in, and whatever one it is read in."""
    workshop = demo(language=language)
    file, before = exported(workshop, tmp_path, language), stored(workshop)
    with speaking(read_in):
        came = add_decisions(workshop, file, {})
    assert (came.read, came.new, came.reworded, came.repeated) == (53, 0, 0, 0)
    assert came.known + came.undecided == 53
    assert stored(workshop) == before


EDITS: dict[str, tuple[str, dict[str, Any], Callable[[Decided, Assigned], bool]]] = {
    "another decision": ("C02", {"D": "throw out"}, lambda d, a: (d.value, d.reason, d.authority) == ("drop", "", "")),
    "in another language": ("C02", {"D": "eliminar"}, lambda d, a: d.value == "drop"),
    "another owner": ("C02", {"J": "Olga"}, lambda d, a: a.owner == "Olga"),
    "another day": ("C02", {"K": datetime(2027, 1, 31)}, lambda d, a: a.due == date(2027, 1, 31)),
    "an action that is done": ("C02", {"L": "done"}, lambda d, a: a.status == "done"),
    "another authority": ("C14", {"F": "the bank"}, lambda d, a: (d.reason, d.authority) == ("insurance", "the bank")),
    "other words of a skill": ("greet", {"D": "Say hello."}, lambda d, a: d.value == a.what == "Say hello."),
    "a vision": ("statement", {"D": "Clean, always."}, lambda d, a: d.value == "Clean, always."),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_changed_is_settled_anew(tmp_path: Path, edit: str) -> None:
    """And nothing else; the new decision takes the place of the one that stood."""
    workshop, (item, cells, holds) = demo(), EDITS[edit]
    file, before = edited(exported(workshop, tmp_path), item, **cells), len(stored(workshop))
    came = add_decisions(workshop, file, {})
    assert (came.new, came.reworded, came.known + came.undecided) == (0, 1, 52)
    state = workshop.state()
    [decided] = [d for e in state.exercises.values() for id_, each in e.decisions.items() if id_ == item for d in each]
    deed = next((a for a in state.actions.values() if any(b.endswith(f"/{item}") for b in a.because)), None)
    assert holds(decided, deed)
    assert {event.by for event in stored(workshop)[before:]} == {workshop.me.id}
    assert add_decisions(workshop, file, {}).reworded == 0


def test_what_was_open_is_settled(tmp_path: Path) -> None:
    """A row in which nothing stood is filled in: a decision that is new."""
    workshop = demo()
    cells = {"D": "✕ throw out", "I": "Tell customers", "J": "Ana", "K": date(2026, 12, 1)}
    came = add_decisions(workshop, edited(exported(workshop, tmp_path), "C07", **cells), {})
    assert (came.new, came.reworded) == (1, 0)
    assert workshop.state().exercise("policies").decided("C07").value == "drop"


def test_a_decision_settles_a_conflict(deciding: Workshop, tmp_path: Path) -> None:
    """Where two stand, an unchanged row leaves both, and one that says something replaces both."""
    deciding.say(*(Decided(exercise="policies", item="P1", value=value) for value in ("drop", "extend")))
    file = exported(deciding, tmp_path)
    assert add_decisions(deciding, file, {}).undecided == 13
    add_decisions(deciding, edited(file, "P1", D="create more"), {})
    assert deciding.state().exercise("policies").decided("P1").value == "extend"


def test_a_list_may_be_written_by_hand(deciding: Workshop, tmp_path: Path) -> None:
    """An item by its id or its words, a decision by its key or the words of the board."""
    came = bring(deciding, tmp_path, KEEP, "policy  P2,✕ Throw out,,,,,,", "Listen to customers,Note it,,,,Ben,,")
    state = deciding.state()
    assert (came.read, came.new) == (3, 3)
    assert state.exercise("policies").decided("P1").authority == "Road act"
    assert state.exercise("policies").decided("P2").value == "drop"
    assert state.exercise("skills").decided("listen").value == "Note it"
    assert {(a.what, a.owner) for a in state.actions.values()} == {("Tell staff", "Ana"), ("Note it", "Ben")}


def test_a_list_may_have_a_few_columns_only(deciding: Workshop, tmp_path: Path) -> None:
    """What it doesn't have stays as it stands, and other headings are mapped."""
    bring(deciding, tmp_path, KEEP)
    came = add_decisions(
        deciding, by_hand(tmp_path, "P1,done", header="rule,how far"), {"rule": "item", "how far": "status"}
    )
    assert came.reworded == 1
    [action] = deciding.state().actions.values()
    assert (action.what, action.owner, action.due, action.status) == ("Tell staff", "Ana", date(2026, 12, 1), "done")


def test_an_action_that_was_emptied_is_dropped(deciding: Workshop, tmp_path: Path) -> None:
    """What, who and when are all empty now; once more it changes nothing."""
    bring(deciding, tmp_path, KEEP)
    assert bring(deciding, tmp_path, "P1,keep,law,Road act,,,,").reworded == 1
    assert [a.status for a in deciding.state().actions.values()] == ["dropped"]
    assert bring(deciding, tmp_path, "P1,keep,law,Road act,,,,").reworded == 0


def test_all_that_is_wrong_is_said_at_once(deciding: Workshop, tmp_path: Path) -> None:
    """Each wrong cell with its row and its column; what the rules say is said here, too. Nothing is settled."""
    bring(deciding, tmp_path, "P6,drop,,,,,,")
    assert wrong(
        deciding, tmp_path, KEEP, "P2,soften,,,,,,", "P3,keep,law,,,,,", "P4,maybe,,,,,,",
        "P5,drop,,,Do it,Ana & Ben,,", "P6,,,,,,,", "P9,drop,,,,,,", "greet,Smile,law,,,,,",
        "P1,drop,,,,,,", "ask,Ask,,,,Ana,31/12/26,",
        "help,,,,,Ana,,", ",drop,,,,,,",
    ) == [
        "row 3: 'reason': Why must we keep it? Choose one of: law, safety, insurance, contract, money.",
        "row 4: 'authority': Who says that it is necessary? Name the law, the contract, the insurer or the person.",
        "row 5: 'decision' is 'maybe'. Write strengthen, create more, soften, throw out, or leave it empty.",
        "row 6: 'owner': An action has one owner. Name one person: 'Ana & Ben' is more than one.",
        "row 7: 'decision': This is settled. Write what is settled now, or take the row out.",
        "row 8: 'policy' is 'P9', which isn't in the workshop. Write the id or the exact text of one that is, "
        "or import it first.",
        "row 9: 'reason' is filled, but isn't asked in “Communication skills”. Leave it empty.",
        "row 10: it is about the same as row 2, and says something else. Keep one.",
        "row 11: 'due' is '31/12/26'. Write a day such as 2026-12-31, or leave it empty.",
        "row 12: 'what': Say what is to be done.",
        "row 13: 'policy' is empty. Write the text, or take the row out.",
    ]  # fmt: skip


def test_before_the_reveal_nothing_is_settled(workshop: Workshop, tmp_path: Path) -> None:
    """The rule is told once, whatever the number of rows."""
    assert wrong(workshop, tmp_path, KEEP, "P2,drop,,,,,,") == [
        "row 2: Show everyone's answers first; then the team decides. (1 more row like it.)"
    ]


def test_only_those_who_lead_settle(deciding: Workshop, tmp_path: Path) -> None:
    """A participant may not, by a file as little as on the screen."""
    [ana] = joined(deciding, "Ana")
    [sentence] = wrong(ana, tmp_path, KEEP)
    assert sentence == "row 2: Only the facilitator or an owner can do that."


def test_rows_that_were_sorted_apart_are_refused(tmp_path: Path) -> None:
    """An id beside the words of another item is no name for either."""
    workshop = demo()
    file = edited(exported(workshop, tmp_path), "C02", C="Other words")
    with pytest.raises(BadInventory, match=r"row 4: 'Item' isn't what C02 says: Special clean-ups .* sorted apart\?"):
        add_decisions(workshop, file, {})


def test_an_exercise_tells_two_items_of_one_name_apart(deciding: Workshop, tmp_path: Path) -> None:
    """Without it the sentence names both, and each of these names is taken as well."""
    deciding.say(listed("greet", "Greet customers"))
    [sentence] = wrong(deciding, tmp_path, "greet,drop", header="item,decision")
    assert "so are policies/greet, skills/greet." in sentence
    lines = ("Customer-friendly policies,greet,drop", "skills,greet,Smile")
    assert bring(deciding, tmp_path, *lines, header="exercise,item,decision").new == 2
    assert bring(deciding, tmp_path, "policies/greet,extend", header="item,decision").reworded == 1


def test_a_file_without_decisions_is_named(deciding: Workshop, tmp_path: Path) -> None:
    """The sentence says which columns there may be, and which there are."""
    [sentence] = wrong(deciding, tmp_path, "P1,drop", header="number,decision")
    assert sentence.startswith(
        "no column is called 'id' or 'item' or 'prompt' or 'policy' or 'skill'. The columns are: number"
    )
    [sentence] = wrong(deciding, tmp_path, "P1,x", header="item,colour")
    assert sentence.startswith("no column is called 'decision'.")
    assert "has no rows below its header" in wrong(deciding, tmp_path)[0]


def test_what_was_undone_can_be_brought_in_again(deciding: Workshop, tmp_path: Path) -> None:
    """The same file settles it anew, though it says no other words than before."""
    bring(deciding, tmp_path, "P1,drop,,,,,,")
    deciding.say(Withdrawn(event=deciding.state().exercise("policies").decided("P1").id))
    assert bring(deciding, tmp_path, "P1,drop,,,,,,").new == 1
    assert deciding.state().exercise("policies").decided("P1").value == "drop"


def test_words_that_look_like_a_formula_come_back_as_they_were(deciding: Workshop, tmp_path: Path) -> None:
    """Spreadsheet and import keep them as text, line breaks included."""
    bring(deciding, tmp_path, 'P1,keep,law,"=1+1\n@you",-x,Ana,,')
    before = stored(deciding)
    assert add_decisions(deciding, exported(deciding, tmp_path), {}).known == 1
    assert stored(deciding) == before


def test_the_command_brings_a_plan_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the folder of the demonstration, and says what came of it."""
    demo_folder()
    for command in ("plan demo --to xlsx", "import demo decisions FILE"):
        file = str(Path(demo_folder().folder or "") / "plan" / "plan.xlsx")
        with pytest.raises(SystemExit) as done:
            main([file if word == "FILE" else word for word in command.split()])
        assert done.value.code == 0
    assert "plan.xlsx: 53 rows read, 0 new, 47 known already, 6 without a decision." in capsys.readouterr().out
