"""The gate: until an exercise is revealed, nobody sees what others have said in it.

It stands once between the journal and everything else. `seen` is the gate for a state, `visible` the
same gate for events; a test holds fold(visible(events)) to seen(fold(events)).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from workbook.core.events import Added, Answered, Event, Withdrawn
from workbook.core.people import Privacy, Speaker
from workbook.core.state import Answers, ExerciseState, Item, State, fold


def seen(state: State, person: Speaker) -> State:
    """The state with everything left out that this person may not see yet."""
    opened = {
        name: exercise if exercise.revealed else _closed(exercise, _voices(state, person, name))
        for name, exercise in state.exercises.items()
    }
    begun = {name: e for name, e in opened.items() if not name or e != state.untouched(name)}
    return replace(state, exercises=begun, last=(0, ""))


def visible(events: Iterable[Event], person: Speaker) -> Iterator[Event]:
    """Those of a workshop's events that this person may see, in the order they come."""
    known = {event.id: event for event in events}
    hides = hider(fold(known.values()), person, known)
    return (event for event in known.values() if not hides(event))


def hider(state: State, person: Speaker, known: Mapping[str, Event]) -> Callable[[Event], bool]:
    """Says of an event whether it is hidden from the person. known: all events, by id."""

    @cache
    def closed_to(exercise: str, by: str) -> bool:
        return not state.exercise(exercise).revealed and by not in _voices(state, person, exercise)

    def names(exercise: str) -> bool:
        return state.exercise(exercise).settings.privacy is Privacy.NAMED

    def hides(event: Event | None) -> bool:
        if isinstance(event, Withdrawn):
            return hides(known.get(event.event))
        if isinstance(event, Answered):
            private = bool(event.item) or not names(event.exercise)
        elif isinstance(event, Added):
            private = event.proposed
        else:
            return event is None
        return private and closed_to(event.exercise, event.by)

    return hides


def _voices(state: State, person: Speaker, exercise: str) -> set[str]:
    """Every id under which the person may have spoken: privacy is fixed only by the first answer."""
    return {*state.ids(person.id), person.voice(state.workshop, exercise, Privacy.ANONYMOUS)}


def _closed(exercise: ExerciseState, mine: set[str]) -> ExerciseState:
    """Of those who are done, only how many; their names where the exercise is named."""
    named = exercise.settings.privacy is Privacy.NAMED
    others = [voice for voice, says in exercise.done.items() if says and voice not in mine]
    items = _open_items(exercise, mine)
    return replace(
        exercise,
        done=exercise.done if named else {v: says for v, says in exercise.done.items() if v in mine},
        others_done=0 if named else len(others),
        items=items,
        ideas={id: True for id in exercise.ideas if id in items and any(w.proposed for w in items[id].wordings)},
        answers=_own(exercise.answers, mine),
        late=_own(exercise.late, mine),
    )


def _own(answers: Answers, mine: set[str]) -> Answers:
    return {voice: answers[voice] for voice in mine if voice in answers}


def _open_items(exercise: ExerciseState, mine: set[str]) -> Mapping[str, Item]:
    """Items with the wordings that may be seen, in the order in which those first appeared."""
    hidden = [id for id in exercise.ideas if not all(_open(w, mine) for w in exercise.items[id].wordings)]
    if not hidden:
        return exercise.items
    items = dict(exercise.items)
    for id in hidden:
        wordings = tuple(w for w in items.pop(id).wordings if _open(w, mine))
        if wordings:
            items[id] = Item(id, wordings)
    if len(items) + len(hidden) == len(exercise.items):  # none is left of what was hidden, so the order holds
        return items
    return dict(sorted(items.items(), key=lambda pair: pair[1].wordings[0].order))


def _open(wording: Added, mine: set[str]) -> bool:
    return not wording.proposed or wording.by in mine
