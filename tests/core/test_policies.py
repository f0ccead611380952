import pytest

from tests.people import answer, joined, listed, staged
from workbook.core.agreement import Tally
from workbook.core.form import notes
from workbook.core.policies import fields, group_alpha, most_divided, votes_in_words
from workbook.core.quadrants import QUADRANTS, Quadrant
from workbook.workshop import Workshop


def voted(workshop: Workshop, **votes: str) -> None:
    """Each person's votes on P1, P2 … as initials: k, e, s or d; then everyone is shown."""
    keys = {key[0]: key for key in QUADRANTS}
    for person, row in zip(joined(workshop, *votes), votes.values(), strict=True):
        person.say(*(answer(f"P{n}", keys[initial]) for n, initial in enumerate(row, 1)))
    workshop.say(staged("compare"))


def test_a_quadrant_is_its_meaning() -> None:
    """The four quadrants are the four answers to two questions."""
    assert {(q.friendly, q.necessary) for q in Quadrant} == {(a, b) for a in (True, False) for b in (True, False)}
    assert (QUADRANTS["soften"].friendly, QUADRANTS["soften"].necessary) == (False, True)


def test_the_most_divided_policy_comes_first(workshop: Workshop) -> None:
    """Policies come by the share of pairs that differ, then as they stand in the inventory."""
    voted(workshop, Ana="kkk", Bea="kdk", Cyr="kse", Dan="kek")
    order = [p.item.id for p in most_divided(workshop.state().exercise("policies"))]
    assert order == ["P2", "P3", "P1", "P4", "P5", "P6"]


def test_each_question_has_its_own_share(workshop: Workshop) -> None:
    """Of four votes two call it friendly and three necessary; where nobody voted there is no share."""
    voted(workshop, Ana="k", Bea="e", Cyr="s", Dan="s")
    first, second = most_divided(workshop.state().exercise("policies"))[:2]
    assert (first.friendly, first.necessary) == (0.5, 0.75)
    assert (second.friendly, second.necessary) == (None, None)


def test_people_may_agree_on_one_question_only(workshop: Workshop) -> None:
    """All call the first friendly and the second not; about necessity they differ."""
    voted(workshop, Ana="ks", Bea="ed")
    exercise = workshop.state().exercise("policies")
    assert group_alpha(exercise, "friendly") == 1
    assert group_alpha(exercise, "necessary") < group_alpha(exercise) < 1


def test_a_policy_reworded_keeps_its_votes(workshop: Workshop) -> None:
    """The same id with another text is one policy, whose wordings are all kept."""
    workshop.say(answer("P1", "drop"))
    workshop.say(listed("P1", "Put better"))
    exercise = workshop.state().exercise("policies")
    assert [w.text for w in exercise.items["P1"].wordings] == ["Policy P1", "Put better"]
    assert list(exercise.votes("P1").values()) == ["drop"]


def test_votes_in_words_begin_with_the_most() -> None:
    """Equal votes come in the order of the quadrants, so that the same votes read the same."""
    words = votes_in_words(Tally.of(["drop", "soften", "drop", "keep"]))
    assert words == "✕ throw out 2, ● strengthen 1, ◐ soften 1"
    assert votes_in_words(Tally.of([])) == "nobody has answered"


@pytest.mark.parametrize("authority", ["We've ALWAYS done it", "foi sempre assim", "So eine Tradition"])
def test_habit_is_no_authority(authority: str) -> None:
    """A word of advice is given beside the form's field, in whatever language the habit is put forward."""
    [asked] = (field for field in fields() if field.name == "authority")
    [note] = notes(asked.advice, authority)
    assert "isn't an authority" in note
    assert notes(asked.advice, "Food hygiene act, section 4") == []
