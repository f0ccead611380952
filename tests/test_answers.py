"""Answers of people without a device: how a file of them is read."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from workbook.answers import Word, read_answers
from workbook.core import policies
from workbook.core.errors import BadInventory
from workbook.core.language import speaking
from workbook.core.quadrants import QUADRANTS
from workbook.core.written import Way, Written

ITEMS = {"P1": "Dogs stay outside", "P2": "Invoices come by post"}
PAPER = ("Ana,P1,drop", "Ana,P2,keep", "Ben,P1,soften")


def paper(folder: Path, *lines: str, header: str = "person,policy,answer") -> Path:
    path = folder / "paper.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def words(
    path: Path, columns: Mapping[str, str] = {}, spellings: Mapping[str, str] = {}
) -> list[tuple[str, str, object]]:
    found = read_answers(path, policies.written(), ITEMS, columns, spellings)
    return [(word.person, word.item, word.value) for word in found.words]


def wrong(path: Path, columns: Mapping[str, str] = {}, spellings: Mapping[str, str] = {}) -> list[str]:
    """What is said to be wrong with the file, line by line."""
    with pytest.raises(BadInventory) as error:
        words(path, columns, spellings)
    return str(error.value).replace(f"{path}, ", "").split("\n")


@pytest.mark.parametrize("language", ["en", "pt"])
def test_an_answer_is_a_key_or_a_word_of_the_board(tmp_path: Path, language: str) -> None:
    """In the workshop's language, whatever its case and spacing; a policy is named by its id or its words."""
    with speaking(language):
        board = [q.treatment for q in policies.Quadrant]
        cells = [*QUADRANTS, *(f" {word.upper()}  " for word in board)]
        found = words(paper(tmp_path, *(f"Person {n},dogs  STAY outside,{cell}" for n, cell in enumerate(cells))))
    assert [value for __, __, value in found] == [*QUADRANTS] * 2
    assert {item for __, item, __ in found} == {"P1"}


def test_the_two_questions_may_be_answered_apart(tmp_path: Path) -> None:
    """Friendly and necessary, yes or no, are the four quadrants."""
    lines = ("Ana,P1,yes,yes", "Ana,P2,Yes,no", "Ben,P1,no,YES", "Ben,P2,no,no", "Cyr,P1,,")
    found = words(paper(tmp_path, *lines, header="person,policy,friendly,necessary"))
    assert [value for __, __, value in found] == ["keep", "extend", "soften", "drop", None]


def test_other_spellings_are_given_their_answer(tmp_path: Path) -> None:
    """Several may stand for one answer, and one for none; an empty cell is no answer either."""
    path = paper(tmp_path, "Ana,P1,very rude", "Ben,P1,Rude", "Cyr,P1,NA", "Dan,P1,-", "Eve,P1,")
    found = words(path, {}, {"Very  rude": "drop", "rude": "Throw out", "na": "-"})
    assert [value for __, __, value in found] == ["drop", "drop", None, None, None]


def test_the_last_row_of_a_person_and_a_policy_counts(tmp_path: Path) -> None:
    """However the two are written; the person is called as at first."""
    path = paper(tmp_path, "Ana,P1,keep", "ANA ,Dogs stay outside,drop", "Ana,P2,keep")
    assert words(path) == [("Ana", "P1", "drop"), ("Ana", "P2", "keep")]
    assert read_answers(path, policies.written(), ITEMS).rows == 3


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Each wrong cell has its line; what is wrong in the same way in many rows has one."""
    path = paper(tmp_path, "Ana,P1,rude", ",P1,keep", "Ben,,keep", "Cyr,P1,Rude", "Dan,P7,keep", f"{'x' * 81},P1,keep")
    assert wrong(path) == [
        "row 2: 'answer' is 'rude'. Write keep = strengthen, extend = create more, soften, drop = throw out; "
        'or say which of them it stands for: --value "rude=ANSWER". (1 more row like it.)',
        "row 3: 'person' is empty. Write the text, or take the row out.",
        "row 4: 'policy' is empty. Write the text, or take the row out.",
        "row 6: 'policy' is 'P7', which isn't in the workshop. Write the id or the exact text of one that is, "
        "or import it first.",
        "row 7: 'person' is 81 characters long. Shorten it to 80.",
    ]


def test_what_is_nearly_right_is_guessed(tmp_path: Path) -> None:
    """A misspelt text or word is refused with the one that it is most like; columns have the names of the file."""
    path = paper(tmp_path, "Ana,Dogs stay outsid,crate more", header="who,rule,answer")
    answer, rule = wrong(path, {"who": "person", "rule": "policy"})
    assert answer.startswith("row 2: 'answer' is 'crate more'. Did you mean 'create more'? Write keep = ")
    assert rule == (
        "row 2: 'rule' is 'Dogs stay outsid', which isn't in the workshop. Did you mean P1 (Dogs stay outside)?"
    )


def test_words_that_several_policies_have_name_none(tmp_path: Path) -> None:
    """The file has to say by its id which one is meant."""
    twice = {"P1": "No dogs", "P2": "no  dogs"}
    with pytest.raises(BadInventory, match=r"row 2: 'policy' is 'No dogs', and so are P1, P2\. Write the id"):
        read_answers(paper(tmp_path, "Ana,No dogs,keep"), policies.written(), twice)


def test_an_id_goes_before_a_text(tmp_path: Path) -> None:
    """Where the words of one policy are the id of another, the cell names the other."""
    odd = {"P1": "Dogs", "dogs": "No cats"}
    [word] = read_answers(paper(tmp_path, "Ana,DOGS,keep"), policies.written(), odd).words
    assert word.item == "dogs"


def test_half_an_answer_is_refused(tmp_path: Path) -> None:
    """One question without the other says nothing."""
    path = paper(tmp_path, "Ana,P1,yes,", "Ana,P2,,no", header="person,policy,friendly,necessary")
    necessary, friendly = wrong(path)
    assert necessary == "row 2: 'necessary' has no answer, but 'friendly' has one. Answer both or neither."
    assert "row 3: 'friendly'" in friendly


def test_a_file_without_answers_is_named(tmp_path: Path) -> None:
    """The sentence says which columns there may be, and which there are."""
    [sentence] = wrong(paper(tmp_path, "Ana,P1,keep", header="person,policy,rating"))
    assert (
        "no column is called 'answer' or 'friendly' + 'necessary'. The columns are: person, policy, rating." in sentence
    )
    assert "has no rows below its header" in wrong(paper(tmp_path))[0]


def test_a_spelling_must_stand_for_an_answer(tmp_path: Path) -> None:
    """The sentence says which there are."""
    [sentence] = wrong(paper(tmp_path, *PAPER), {}, {"bad": "dorp"})
    assert sentence.startswith("--value bad=dorp: there is no answer 'dorp'. Choose one of: keep = strengthen, ")


def test_another_exercise_has_its_own_words(tmp_path: Path) -> None:
    """What is an answer comes from the exercise: here a level from 1 to 3 on a skill."""
    levels = Written("skill", (Way(("level",), {str(n): n for n in (1, 2, 3)}, lambda level: level),))
    path = paper(tmp_path, "Ana,S1,3", header="person,skill,level")
    assert read_answers(path, levels, {"S1": "Listens"}).words == [Word("Ana", "S1", 3)]


def test_a_formula_is_refused_once(tmp_path: Path) -> None:
    """Its value isn't in the file, so it isn't taken for a misspelt word as well."""
    book = openpyxl.Workbook()
    for row in (("person", "policy", "answer"), ("Ana", "=A1", "keep"), ("Ana", "P1", "=A1")):
        book.active.append(row)
    book.save(tmp_path / "survey.xlsx")
    assert ["is the formula =A1" in sentence for sentence in wrong(tmp_path / "survey.xlsx")] == [True, True]


def test_numbers_of_a_spreadsheet_are_names(tmp_path: Path) -> None:
    """A survey counts its respondents; 2 in a sheet is the 2 of a text."""
    book = openpyxl.Workbook()
    for row in (("person", "policy", "answer"), (2, "P1", "drop"), (2.0, "P2", "keep")):
        book.active.append(row)
    book.save(tmp_path / "survey.xlsx")
    assert words(tmp_path / "survey.xlsx") == [("2", "P1", "drop"), ("2", "P2", "keep")]
