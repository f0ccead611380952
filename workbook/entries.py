"""Entries: what somebody brings into a workshop: answers of people without a device, decisions, a company's figures."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import ModuleType
from uuid import NAMESPACE_URL, uuid5

from workbook.answers import Answers, Word, read_answers
from workbook.columns import header_of
from workbook.core import figures, rules, settling
from workbook.core.errors import BadChoice, BadInventory, Refused
from workbook.core.events import Answered, Configured, Decided, Event, Joined
from workbook.core.events import said as said_by
from workbook.core.language import _, plain, speaking
from workbook.core.plan import EXERCISES
from workbook.core.state import State
from workbook.decisions import Line, read_decisions
from workbook.faults import Faults
from workbook.figures import read_figures
from workbook.imported import Entered, Noted, Recorded, Surveyed
from workbook.naming import Names
from workbook.sheets import refuse, rows_of
from workbook.surveys import Headings, names_of, unreadable
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


def add_answers(
    workshop: Workshop,
    file: Path,
    columns: Mapping[str, str],
    spellings: Mapping[str, str],
    wanted: str = "",
) -> Entered:
    """Adds the answers of a file, said by those who gave them and marked as entered for them.

    Whether one is new is told by what had been entered before, never by what people have answered themselves.
    wanted: the exercise; without one, it is told by the file's columns.
    """
    state = workshop.state()
    with speaking(workshop.language):
        module = _exercise(file, state, columns, wanted)
    exercise = state.exercise(module.NAME)
    # Whoever may not do this, or not here, needn't mend the file first.
    rules.check_speaker(state, Answered(exercise=exercise.name, by="somebody"), (), workshop.role)
    listed = _listed(workshop, state, module, file, columns, spellings)
    people, joins = _people(workshop, state, listed.words)
    told = workshop.entered(exercise.name)
    pairs = [(word, told.get((people[word.person], word.item))) for word in listed.words]
    new = [(word, before) for word, before in pairs if word.value != (before.value if before else None)]
    workshop.say(*joins, *(_answered(workshop, exercise.name, people[word.person], word, was) for word, was in new))
    return _entered(listed, pairs, len(joins), exercise.shown)


def _entered(listed: Answers, pairs: list[tuple[Word, Answered | None]], joined: int, shown: bool) -> Entered:
    new = [before for word, before in pairs if word.value != (before.value if before else None)]
    changed = sum(before is not None for before in new)
    counts = {
        "read": listed.rows,
        "new": len(new) - changed,
        "reworded": changed,
        "repeated": listed.cells - len(listed.words),
        "unanswered": sum(word.value is None and before is None for word, before in pairs),
        "joined": joined,
    }
    late = shown and bool(new)
    if listed.survey is None:
        return Entered(**counts, late=late)
    return Surveyed(**counts, late=late, questions=len(listed.survey.questions), others=listed.survey.others)


def _exercise(file: Path, state: State, columns: Mapping[str, str], wanted: str) -> ModuleType:
    """The one that the answers are about: its module. A list names it by a column, a survey by what it asks."""
    if wanted:
        return _wanted(wanted)
    header = header_of(rows_of(file))
    listed = [each for each in EXERCISES if each.written().is_list(header, columns)]
    found = listed or [each for each in EXERCISES if Headings(file, header, _names(each, state), columns).are_questions]
    if not found:
        raise unreadable(file, header, [each.written().item for each in EXERCISES])
    if len(found) > 1:
        sentence = _("{file} has answers to several exercises. Import one at a time: --exercise {names}.")
        names = _(" or --exercise ").join(each.NAME for each in found)
        raise BadInventory(sentence.format(file=file, names=names))
    return found[0]


def _wanted(name: str) -> ModuleType:
    for each in EXERCISES:
        if name == each.NAME:
            return each
    names = ", ".join(each.NAME for each in EXERCISES)
    raise BadChoice(
        _("There are no answers to '{exercise}'. Choose one of: {allowed}.").format(exercise=name, allowed=names)
    )


def _names(module: ModuleType, state: State) -> Names:
    return names_of({item.id: item.text for item in module.items(state).values()}, module.written().questions)


def add_decisions(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Recorded:
    """Settles, as whoever brings it in, what a file says otherwise than it stands: all of it, or nothing."""
    with workshop.held():
        state = workshop.state()
        read = read_decisions(file, state, columns)
        said = [(line, _settled(workshop, state, line, read.faults)) for line in read.lines]
        refuse(read.faults.told())
        workshop.say(*(event for __, events in said for event in events))
    stood = [bool(settling.standing(state, line.exercise, line.item)["to"]) for line, __ in said]
    settled = [any(isinstance(event, Decided) for event in events) for __, events in said]
    new = sum(now and not before for now, before in zip(settled, stood, strict=True))
    return Recorded(
        read=read.rows,
        new=new,
        reworded=sum(bool(events) for __, events in said) - new,
        repeated=read.repeated,
        undecided=sum(not events and not before for (__, events), before in zip(said, stood, strict=True)),
    )


def _settled(workshop: Workshop, state: State, line: Line, faults: Faults) -> list[Event]:
    """What the line changes, as far as the rules allow it; otherwise why not is among the faults."""
    try:
        events = settling.changes(state, line.exercise, line.item, line.said)
        for event in events:
            rules.check(state, event, workshop.role)
    except Refused as no:
        sentence = _("{file}, row {row}: '{column}': {why}") if no.field else _("{file}, row {row}: {why}")
        faults.add(line.row, no.field, sentence, why=str(no))
        return []
    return [replace(event, id=_unsaid(workshop, state, event)) for event in events]


def _unsaid(workshop: Workshop, state: State, event: Event) -> str:
    """The id follows from what stood before: brought in twice at once, it is settled once; after an undo, anew."""
    was = getattr(state.actions.get(getattr(event, "action", "")), "id", "")
    told = json.dumps(said_by(event), sort_keys=True)
    ids = (_id(workshop.id, "settled", workshop.me.id, type(event).__name__, told, was, str(n)) for n in count())
    return next(id_ for id_ in ids if not workshop.holds(id_))


def _listed(
    workshop: Workshop,
    state: State,
    module: ModuleType,
    file: Path,
    columns: Mapping[str, str],
    spellings: Mapping[str, str],
) -> Answers:
    names = Counter(plain(joined.name) for joined in state.people.values())
    shared = {name for name, n in names.items() if n > 1}
    with speaking(workshop.language):
        written, items = module.written(), {item.id: item.text for item in module.items(state).values()}
    if not items:
        raise BadInventory(
            _("There is nothing to answer yet. Import policies first: workbook import NAME policies FILE")
        )
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
