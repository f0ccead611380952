"""Entries: what somebody brings into a workshop: answers of people without a device, a company's figures."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from workbook.answers import Answers, Word, read_answers
from workbook.core import figures, policies, rules
from workbook.core.errors import BadInventory
from workbook.core.events import Answered, Configured, Joined
from workbook.core.language import _, plain, speaking
from workbook.core.state import State
from workbook.figures import read_figures
from workbook.imported import Entered, Noted
from workbook.workshop import Workshop, person_id


def add_figures(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Noted:
    """Sets the figures of a file for "what is at stake". Those that the file doesn't name stay as they were."""
    before = figures.stored(workshop.state())
    read = read_figures(file, columns, before)
    after = {**before, **read.listed}
    if after != before:
        workshop.say(Configured(exercise=figures.EXERCISE, settings={"assumptions": after}))
    changed = sum(name in before and before[name] != figure for name, figure in read.listed.items())
    missing = tuple(name for name in figures.OWN if name not in after)
    return Noted(read.rows, len(after) - len(before), changed, read.rows - len(read.listed), missing)


def add_answers(workshop: Workshop, file: Path, columns: Mapping[str, str], spellings: Mapping[str, str]) -> Entered:
    """Adds the answers of a file on the policies, said by those who gave them and marked as entered for them.

    Whether one is new is told by what had been entered before, never by what people have answered themselves.
    """
    state = workshop.state()
    exercise = state.exercise(policies.NAME)
    # Whoever may not do this, or not here, needn't mend the file first.
    rules.check_speaker(state, Answered(exercise=exercise.name, by="somebody"), (), workshop.role)
    listed = _listed(workshop, state, file, columns, spellings)
    people, joins = _people(workshop, state, listed.words)
    told = workshop.entered(exercise.name)
    pairs = [(word, told.get((people[word.person], word.item))) for word in listed.words]
    new = [(word, before) for word, before in pairs if word.value != (before.value if before else None)]
    workshop.say(*joins, *(_answered(workshop, exercise.name, people[word.person], word, was) for word, was in new))
    changed = sum(before is not None for __, before in new)
    return Entered(
        read=listed.rows,
        new=len(new) - changed,
        reworded=changed,
        repeated=listed.rows - len(listed.words),
        unanswered=sum(word.value is None and before is None for word, before in pairs),
        joined=len(joins),
        late=exercise.shown and bool(new),
    )


def _listed(
    workshop: Workshop,
    state: State,
    file: Path,
    columns: Mapping[str, str],
    spellings: Mapping[str, str],
) -> Answers:
    items = {item.id: item.text for item in state.exercise(policies.NAME).items.values()}
    if not items:
        raise BadInventory(
            _("There is nothing to answer yet. Import policies first: workbook import NAME policies FILE")
        )
    names = Counter(plain(joined.name) for joined in state.people.values())
    shared = {name for name, n in names.items() if n > 1}
    with speaking(workshop.language):
        written = policies.written()
    return read_answers(file, written, items, columns, spellings, shared)


def _people(workshop: Workshop, state: State, words: list[Word]) -> tuple[dict[str, str], list[Joined]]:
    """name -> person, and those who join: under the id that they have if they open the workshop themselves."""
    ids = {plain(joined.name): person for person, joined in state.people.items()}
    people, joins = {}, []
    for name in dict.fromkeys(word.person for word in words):
        people[name] = ids.get(plain(name)) or state.canonical(person_id(workshop.id, name))
        if people[name] not in state.people:
            id_ = _id(workshop.id, "joined", people[name])
            joins.append(Joined(id=id_, person=people[name], name=name, language=workshop.language))
    return people, joins


def _answered(workshop: Workshop, exercise: str, person: str, word: Word, before: Answered | None) -> Answered:
    """The id follows from what was entered before it: a file that is imported twice at once adds nothing twice."""
    was, me = before.id if before else "", workshop.me.id
    id_ = _id(workshop.id, "entered", me, exercise, person, word.item, was, json.dumps(word.value))
    return Answered(id=id_, by=person, entered_by=me, exercise=exercise, item=word.item, value=word.value)


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))
