"""What several people wrote without having heard of each other."""

from workbook.core.language import speaking
from workbook.recurring import marked, recurring

TEXTS = [
    ("Ana", "Customers stay with us. We answer the phone at once, and at once again."),
    ("Bea", "Our customer stays, for we answered the phone."),
    ("Cyr", "Answering the phone! Quick answers; the light is on."),
]


def found(language: str = "en", *texts: tuple[str, str]) -> dict[str, int]:
    with speaking(language):
        return {each.text: each.people for each in recurring(texts or TEXTS)}


def test_words_recur_in_any_form() -> None:
    """The longest run that as many people use stands for its parts; what one person repeats doesn't recur."""
    assert found() == {"answer the phone": 3, "customer stays": 2}


def test_little_words_and_sentences_part() -> None:
    """A phrase doesn't begin with "the", and doesn't go on in the next sentence."""
    same = [(name, "The crew. Phone the crew of night.") for name in ("Ana", "Bea")]
    assert found("en", *same) == {"crew of night": 2, "phone the crew": 2}


def test_marks_leave_the_text_as_it_is() -> None:
    """Joined, the pieces are what was written."""
    common = recurring(TEXTS)
    for __, text in TEXTS:
        pieces = marked(text, common)
        assert "".join(piece for piece, __ in pieces) == text
    assert [piece for piece, recurs in marked(TEXTS[1][1], common) if recurs] == [
        "customer stays",
        "answered the phone",
    ]


def test_another_language_has_its_own_forms() -> None:
    """And its own little words."""
    texts = [("Ana", "Os clientes confiam na equipe."), ("Bea", "Um cliente que confia, e a equipe também.")]
    assert found("pt", *texts) == {"cliente": 2, "confia": 2, "equipe": 2}
