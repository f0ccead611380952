"""Rehearsal of the exercises that are answered in words: who of a synthetic group writes what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from workbook.core.actions import because
from workbook.core.events import Answered, Assigned, Decided

SLOW = 5  # one in so many writes about the first half only


@dataclass(frozen=True)
class Sample:
    """A text that a company's people may write."""

    exercise: str
    item: str
    text: str
    decided: bool = False  # it is what they settle on
    owner: str = ""  # of what they settle on


def answers(
    drafts: Sequence[Sample], exercise: str, items: Sequence[str], person: int, seed: int
) -> Iterator[Answered]:
    """What one person writes. Where there are more people than texts, some are silent, others say what two say."""
    slow = person % SLOW == seed % SLOW
    texts = {item: _texts(drafts, exercise, item) for item in (items[: len(items) // 2] if slow else items)}
    said = {item: _text(each, person, f"{seed}/{exercise}/{item}") for item, each in texts.items() if each}
    yield from (Answered(exercise=exercise, item=item, value=text) for item, text in said.items() if text)
    if any(said.values()) and not slow:
        yield Answered(exercise=exercise, value=True)


def _texts(drafts: Sequence[Sample], exercise: str, item: str) -> list[str]:
    return [each.text for each in drafts if (each.exercise, each.item, each.decided) == (exercise, item, False)]


def _text(texts: Sequence[str], person: int, seed: str) -> str:
    turn, place = divmod(person, len(texts))
    if turn == 1:
        return ""  # no two people of a small group say the same
    shuffled = Random(seed).sample(texts, len(texts))
    first, second = shuffled[place], shuffled[(place + turn) % len(texts)]
    return first if first == second else f"{first} {second}"


def decisions(drafts: Sequence[Sample], exercise: str) -> Iterator[Decided]:
    """What the group settles on."""
    for each in drafts:
        if each.exercise == exercise and each.decided:
            yield Decided(exercise=exercise, item=each.item, value=each.text)


def actions(drafts: Sequence[Sample], exercise: str, today: date) -> Iterator[Assigned]:
    """Who sees to what was settled: one a week."""
    owned = [each for each in drafts if each.exercise == exercise and each.decided and each.owner]
    for week, each in enumerate(owned, 1):
        name = because(exercise, each.item)
        yield Assigned(
            action=name, what=each.text, owner=each.owner, due=today + timedelta(weeks=week), because=(name,)
        )
