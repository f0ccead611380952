"""Surveys: a row for each person, a column for each question, from whatever program made them."""

import json
from pathlib import Path

import pytest

from tests.people import answer, configured, joined, proposed, staged, stored
from tests.tables import said, table
from workbook import cli
from workbook.core import skills
from workbook.core.errors import BadChoice, BadInventory, Refused
from workbook.core.events import Answered
from workbook.entries import Entered, Surveyed, add_answers
from workbook.folders import add_policies, make
from workbook.workshop import Workshop


def entered(workshop: Workshop, path: Path, wanted: str = "", **columns: str) -> Entered:
    return add_answers(workshop, path, columns, {}, wanted)


def wrong(workshop: Workshop, path: Path, wanted: str = "", **columns: str) -> list[str]:
    """What is said to be wrong with the file, line by line; nothing was said in the workshop."""
    before = stored(workshop)
    with pytest.raises((BadInventory, BadChoice)) as error:
        entered(workshop, path, wanted, **columns)
    assert stored(workshop) == before
    return str(error.value).replace(f"{path}", "FILE").split("\n")


TITLES = ["Ten years from now", "What matters to us"]
QUESTIONS = [
    "Put yourself in your customers' shoes. What matters most to you there?",
    "Close your eyes and see the organisation in the future. Describe in detail what you see.",
]


@pytest.mark.parametrize("name", ["survey.csv", "survey.xlsx"])
def test_a_survey_on_the_vision_is_read(workshop: Workshop, tmp_path: Path, name: str) -> None:
    """A heading is a prompt's id, its title or its whole question; an empty cell is no answer."""
    header = ["Timestamp", "person", "SUCCESSES", "what  matters to us", *QUESTIONS]
    rows = [
        ["2026-11-20", "Ana", "We grew", "Trust", "", "A bright shop"],
        ["2026-11-21", "Ben", "", "-", "Time", None],
    ]
    came = entered(workshop, table(tmp_path, header, *rows, name=name))
    assert said(workshop, "vision") == {
        ("Ana", "successes"): "We grew",
        ("Ana", "matters"): "Trust",
        ("Ana", "future"): "A bright shop",
        ("Ben", "shoes"): "Time",
    }
    assert isinstance(came, Surveyed)
    assert (came.read, came.new, came.unanswered, came.known, came.joined) == (2, 4, 4, 0, 2)
    assert (came.questions, came.others) == (4, ("Timestamp",))


def test_a_survey_on_the_skills_is_read(workshop: Workshop, tmp_path: Path) -> None:
    """Each answer is the person's own, marked with who entered it, and hidden until everyone is shown."""
    [ana] = joined(workshop, "Ana")
    entered(
        workshop, table(tmp_path, ["Who are you?", "Greet customers"], ["ana", "Smile"]), **{"Who are you?": "person"}
    )
    [event] = [event for event in stored(workshop) if isinstance(event, Answered)]
    assert (event.by, event.entered_by, event.item, event.value) == (ana.me.id, workshop.me.id, "greet", "Smile")
    assert workshop.exercise(skills).state().answers == {}
    assert ana.exercise(skills).state().latest(ana.me.id) == {"greet": "Smile"}


def test_a_survey_on_policies_has_the_words_of_the_board(workshop: Workshop, tmp_path: Path) -> None:
    """By their text or id; of a grid of questions the one in brackets counts; other spellings are mapped."""
    path = table(tmp_path, ["person", "policy p1", "Where does it belong? [Policy P2]", "P3"],
                 ["Ana", "throw out", "KEEP", "Rude"])  # fmt: skip
    came = add_answers(workshop, path, {}, {"rude": "drop"})
    assert said(workshop, "policies") == {("Ana", "P1"): "drop", ("Ana", "P2"): "keep", ("Ana", "P3"): "drop"}
    assert (came.read, came.new) == (1, 3)


def test_questions_are_mapped(workshop: Workshop, tmp_path: Path) -> None:
    """--map says of a heading which item it is, by its id or text; the others stay as they are."""
    path = table(tmp_path, ["Q1", "Q2", "future", "Name"], ["We grew", "Time", "Light", "Ana"])
    entered(workshop, path, Q1="successes", Q2="In our customers' shoes", Name="person")
    assert said(workshop, "vision") == {
        ("Ana", "successes"): "We grew",
        ("Ana", "shoes"): "Time",
        ("Ana", "future"): "Light",
    }


def test_importing_a_survey_again_adds_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """Whichever program wrote its line breaks; a changed answer is the latest word, an emptied one is taken back."""
    header, text = ["person", *TITLES], "We grew.\n\nPeople\tstay – “happy”."
    entered(workshop, table(tmp_path, header, ["Ana", text, "Trust"]))
    before = stored(workshop)
    came = entered(workshop, table(tmp_path, header, ["ANA", text.replace("\n", "\r\n"), "Trust"]))
    assert (came.new, came.reworded, came.known, stored(workshop)) == (0, 0, 2, before)
    assert said(workshop, "vision")["Ana", "successes"] == text
    came = entered(workshop, table(tmp_path, header, ["Ana", "", "Time"]))
    assert (came.new, came.reworded) == (0, 2)
    assert said(workshop, "vision") == {("Ana", "matters"): "Time"}


def test_of_a_person_who_answered_twice_the_last_row_counts(workshop: Workshop, tmp_path: Path) -> None:
    """What is in the rows above it is counted as repeated."""
    came = entered(
        workshop, table(tmp_path, ["person", *TITLES], ["Ana", "a", "b"], ["Ben", "c", "d"], ["ana", "e", "f"])
    )
    assert said(workshop, "vision")["Ana", "successes"] == "e"
    assert (came.read, came.new, came.repeated, came.known) == (3, 4, 2, 0)


def test_a_list_of_texts_is_read(workshop: Workshop, tmp_path: Path) -> None:
    """One answer a row: the column prompt or skill says what it is about, and so which exercise."""
    entered(
        workshop, table(tmp_path, ["person", "prompt", "answer"], ["Ana", "shoes", "Time"], ["Ana", QUESTIONS[1], "-"])
    )
    entered(workshop, table(tmp_path, ["person", "skill", "answer"], ["Ana", "Value customers", "Thank them\nby name"]))
    assert said(workshop, "vision") == {("Ana", "shoes"): "Time"}
    assert said(workshop, "skills") == {("Ana", "value"): "Thank them\nby name"}


def test_what_is_wrong_in_a_survey_is_said_with_its_place(workshop: Workshop, tmp_path: Path) -> None:
    """File, row and column, a person's fault once; nothing is taken over."""
    rows = [["Ana", "x" * 2001, "Trust"], ["", "We grew", ""], ["Ben", "=1+1", "#REF!"], ["y" * 81, "a", "b"]]
    assert wrong(workshop, table(tmp_path, ["person", *TITLES], *rows, name="survey.xlsx")) == [
        "FILE, row 2: 'Ten years from now' is 2001 characters long. Shorten it to 2000.",
        "FILE, row 3: 'person' is empty. Write the text, or take the row out.",
        "FILE, row 4: 'Ten years from now' is the formula =1+1, and the file doesn't hold its value. "
        "Open and save the file in a spreadsheet program, or write the text itself.",
        "FILE, row 4: 'What matters to us' is the error #REF!. Mend its formula, or write the text itself.",
        "FILE, row 5: 'person' is 81 characters long. Shorten it to 80.",
    ]


def test_a_wrong_word_is_said_with_its_question(workshop: Workshop, tmp_path: Path) -> None:
    """The column is the question; in many rows alike it is said once."""
    [sentence] = wrong(
        workshop, table(tmp_path, ["person", "Policy P1", "P2"], ["Ana", "kep", "keep"], ["Ben", "Kep", ""])
    )
    assert sentence.startswith("FILE, row 2: 'Policy P1' is 'kep'. Did you mean 'keep'? Write ")
    assert sentence.endswith("(1 more row like it.)")


def test_a_heading_must_name_one_question(workshop: Workshop, tmp_path: Path) -> None:
    """Two columns of one question, and a column that isn't there or maps to nothing, are refused."""
    path = table(tmp_path, ["person", "shoes", "In our customers' shoes", "x"], ["Ana", "a", "b", "c"])
    assert wrong(workshop, path) == [
        "FILE: more than one column is 'shoes': 'shoes', 'In our customers' shoes'. Take one of them out."
    ]
    path = table(tmp_path, ["person", "shoes", "x"], ["Ana", "a", "b"])
    assert wrong(workshop, path, "vision", x="sandals", y="future") == [
        "--map x=sandals: there is no question 'sandals'. Write the id or the exact text of one, or person.",
        "FILE has no column 'y'. Its columns are: person, shoes, x.",
    ]


def test_a_question_that_two_policies_ask_is_mapped(workshop: Workshop, tmp_path: Path) -> None:
    """The sentence says how."""
    add_policies(workshop, table(tmp_path, ["id", "policy"], ["A", "No dogs"], ["B", "no dogs"], name="list.csv"), {})
    path = table(tmp_path, ["person", "No dogs"], ["Ana", "keep"])
    assert wrong(workshop, path) == ["FILE: the column 'No dogs' may be any of A, B. Say which: --map \"No dogs=A\"."]
    entered(workshop, path, **{"No dogs": "A"})
    assert said(workshop, "policies") == {("Ana", "A"): "keep"}


def test_who_answers_must_be_told(workshop: Workshop, tmp_path: Path) -> None:
    """Without a column for the person the sentence says how to name one; two of them are refused."""
    path = table(tmp_path, ["Name", "E-mail", "shoes"], ["Ana", "a@example.org", "Time"])
    [sentence] = wrong(workshop, path, "vision")
    assert sentence.endswith('Rename one, or say which it is: --map "its name=person".')
    [double] = wrong(workshop, path, "vision", Name="person", **{"E-mail": "person"})
    assert double == "FILE: more than one column is 'person': 'Name', 'E-mail'. Take one of them out."


def test_a_survey_on_several_exercises_is_taken_one_at_a_time(workshop: Workshop, tmp_path: Path) -> None:
    """The sentence says how; each time the others' questions are passed over."""
    path = table(tmp_path, ["person", QUESTIONS[0], "Greet customers"], ["Ana", "Time", "Smile"])
    assert wrong(workshop, path) == [
        "FILE has answers to several exercises. Import one at a time: --exercise vision or --exercise skills."
    ]
    assert [entered(workshop, path, wanted).others for wanted in ("vision", "skills")] == [
        ("Greet customers",),
        (QUESTIONS[0],),
    ]
    assert (said(workshop, "vision"), said(workshop, "skills")) == (
        {("Ana", "shoes"): "Time"},
        {("Ana", "greet"): "Smile"},
    )


def test_a_file_about_nothing_here_is_named(workshop: Workshop, tmp_path: Path) -> None:
    """The sentence says which columns there may be and which there are; so does an exercise that there isn't."""
    path = table(tmp_path, ["person", "mood", "value"], ["Ana", "good", "high"])
    [sentence] = wrong(workshop, path)
    assert sentence.startswith("FILE: no column is called 'prompt' or 'policy' or 'skill', and none has a question")
    assert "The columns are: person, mood, value." in sentence
    assert wrong(workshop, path, "singing")[0].startswith("There are no answers to 'singing'. Choose one of: vision, ")
    assert "no column is called 'prompt'" in wrong(workshop, path, "vision")[0]


def test_one_word_makes_no_survey(workshop: Workshop, tmp_path: Path) -> None:
    """A column "value" may hold anything: that it is the skill has to be said, or another column to be a question."""
    path = table(tmp_path, ["person", "rule", "value"], ["Ana", "P1", "drop"])
    assert "none has a question of an exercise" in wrong(workshop, path)[0]
    assert entered(workshop, path, "skills").new == 1
    assert entered(workshop, path, rule="policy", value="answer").new == 1
    assert entered(workshop, table(tmp_path, ["person", "ask", "value"], ["Ben", "Why?", "Thanks"])).new == 2


def test_a_hidden_proposal_is_no_question(workshop: Workshop, tmp_path: Path) -> None:
    """Whether somebody has proposed it can't be found out with a heading, nor with a --map."""
    path = table(tmp_path, ["person", "P1", "Open on Sundays"], ["Ana", "keep", "drop"])
    answers = [(entered(workshop, path).others, wrong(workshop, path, P1="Open on Sundays"))]
    workshop.seen_by("Olga").say(proposed("idea", "Open on Sundays"))
    answers.append((entered(workshop, path).others, wrong(workshop, path, P1="Open on Sundays")))
    assert answers[0] == answers[1]


def test_a_survey_stands_under_the_same_rules(workshop: Workshop, tmp_path: Path) -> None:
    """Only who leads enters it, none into an anonymous exercise, and after the reveal it comes late."""
    ana, *__ = joined(workshop, *"ABCDE")
    path = table(tmp_path, ["person", "P1"], ["Ana", "no such word"])
    with pytest.raises(Refused, match="Only the facilitator or an owner"):
        entered(ana, path)
    workshop.say(configured(privacy="anonymous"))
    with pytest.raises(Refused, match="Nobody can answer for somebody else in an anonymous exercise"):
        entered(workshop, path)
    workshop.say(configured(privacy="named"), answer())
    workshop.say(staged("compare"))
    assert entered(workshop, table(tmp_path, ["person", "P1"], ["Ana", "drop"])).late


def test_only_none_has_a_spelling_where_people_write(workshop: Workshop, tmp_path: Path) -> None:
    """A text can't be replaced by another; what stands for no answer can be told."""
    path = table(tmp_path, ["person", "shoes"], ["Ana", "n/a"])
    with pytest.raises(BadInventory, match="--value n/a=Time: people answer in their own words here"):
        add_answers(workshop, path, {}, {"n/a": "Time"}, "vision")
    assert add_answers(workshop, path, {}, {"N/A": "-"}, "vision").unanswered == 1


def test_the_command_says_what_it_passed_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Rows, questions, columns that are none, who joined; --json has the same."""
    make("acme", "", "en", False, None, {})
    path = table(tmp_path, ["When", "person", *TITLES], ["Monday", "Ana", "We grew", ""])
    printed = []
    for words in ([], ["--exercise", "vision", "--json"]):
        with pytest.raises(SystemExit):
            cli.main(["import", "acme", "answers", str(path), *words])
        printed.append(capsys.readouterr().out)
    assert printed[0] == (
        "survey.csv: 1 row read, 1 new, 1 without an answer.\n2 questions.\n"
        "Passed over, since they name no question: 'When'.\n1 person joined.\n"
    )
    told = json.loads(printed[1])
    assert (told["read"], told["new"], told["questions"], told["others"]) == (1, 0, 2, ["When"])
