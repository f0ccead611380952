"""Rehearses a workshop: a synthetic group fills it through the same door as people do."""

import itertools
from datetime import UTC, datetime, timedelta
from types import ModuleType
from uuid import UUID, uuid5

from workbook.core import drafting, figures, language, policies, rehearsal, skills, vision
from workbook.core.errors import BadChoice, Refused
from workbook.core.events import Configured, Joined, Opened, Staged
from workbook.core.language import _
from workbook.journal import Journal
from workbook.record import collecting_later
from workbook.samples import COMPANIES, DEMO, Company
from workbook.workshop import Workshop, person_id

DEMO_ID = "6f1f3b0e-5b6b-5a53-9d0e-2f1c8a7d4b11"
DEMO_DAY = datetime(2026, 9, 14, 7, 0, tzinfo=UTC)
PEOPLE = 12  # who take part in the demo
SEED = 21  # of the demo: a group that settles most policies, ties on some and leaves a few open


def demo(
    me: str = "facilitator",
    language: str = "en",
    people: int = PEOPLE,
    journal: Journal | None = None,
    name: str = DEMO,
) -> Workshop:
    """A rehearsed demonstration, one of `COMPANIES`: the same ids, times and words on every machine."""
    ticks, numbers = itertools.count(), itertools.count()
    id_ = UUID(DEMO_ID) if name == DEMO else uuid5(UUID(DEMO_ID), name)
    workshop = Workshop(
        journal or Journal(),
        str(id_),
        secret=b"demo",
        language=language,
        now=lambda: DEMO_DAY + timedelta(seconds=2 * next(ticks)),
        new_id=lambda: str(uuid5(id_, str(next(numbers)))),
    )
    _open_demo(workshop, COMPANIES[name])
    rehearse(workshop, people, SEED, COMPANIES[name])
    return workshop if me == workshop.name else workshop.seen_by(me)


def rehearse(workshop: Workshop, people: int = PEOPLE, seed: int = 1, company: Company = COMPANIES[DEMO]) -> None:
    """A synthetic group of 2 to 500 joins, answers, compares and decides. The workshop is marked rehearsed.

    company: whose people's words they write, where an exercise is answered in words.

    Refused where real people have joined or answered: their words would drown.
    """
    if not rehearsal.FEWEST <= people <= rehearsal.MOST:
        raise BadChoice(
            _("A rehearsal has {fewest} to {most} people, not {n}.").format(
                fewest=rehearsal.FEWEST, most=rehearsal.MOST, n=people
            )
        )
    with language.speaking(workshop.language), workshop.held(), collecting_later():
        _check_untouched(workshop)
        _mark(workshop)
        names = _join(workshop, people)
        for exercise in (vision, skills):
            _write(workshop, exercise, names, seed, company)
        _answer(workshop, names, seed)
        _decide(workshop)


def _open_demo(workshop: Workshop, company: Company) -> None:
    with language.speaking(workshop.language):
        workshop.say(Opened(organisation=_(company.name), language=workshop.language, rehearsed=True))
        items = company.policies()
        assumed = Configured(exercise=figures.EXERCISE, settings={"assumptions": company.figures()})
        workshop.say(*items, *company.complaints(items), assumed)


def _check_untouched(workshop: Workshop) -> None:
    state = workshop.state()
    exercise, n = state.exercise(policies.NAME), len(state.people) - 1
    if n > 0 or any(each.answers or each.late for each in state.exercises.values()):
        raise Refused(
            _(
                "People have joined or answered in this workshop, so it can't be rehearsed any more. "
                "Rehearse in one of its own: workbook new rehearsal --policies FILE"
            )
        )
    if not exercise.items:
        raise Refused(_("There is no policy to rehearse with. Import some first: workbook import NAME policies FILE"))


def _mark(workshop: Workshop) -> None:
    opened = workshop.state().opened
    if opened and not opened.rehearsed:
        workshop.say(Opened(organisation=opened.organisation, language=opened.language, rehearsed=True))


def _join(workshop: Workshop, people: int) -> list[str]:
    """The facilitator, who isn't named here, is one of the people."""
    names = rehearsal.names(people - 1)
    joined = [Joined(person=person_id(workshop.id, n), name=n, language=workshop.language) for n in names]
    workshop.say(*joined)
    return names


def _write(workshop: Workshop, exercise: ModuleType, names: list[str], seed: int, company: Company) -> None:
    """The exercises that are answered in words, from the first draft to who sees to what was settled."""
    drafts, items, name = company.drafts(), list(exercise.items(workshop.state())), exercise.NAME
    for number, person in enumerate([workshop.name, *names]):
        speaker = workshop.seen_by(person) if number else workshop
        speaker.say(*drafting.answers(drafts, name, items, number, seed))
    workshop.say(Staged(exercise=name, stage="compare"), Staged(exercise=name, stage="decide"))
    workshop.say(*drafting.decisions(drafts, name))
    if exercise.deeds():
        workshop.say(*drafting.actions(drafts, name, workshop.state().as_of))


def _answer(workshop: Workshop, names: list[str], seed: int) -> None:
    """The facilitator answers too."""
    workshop.seen_by(names[-1]).say(*rehearsal.ideas())
    listed = [i for i in workshop.state().exercise(policies.NAME).items.values() if not i.proposed]
    workshop.say(*rehearsal.answers(listed, 0, seed))
    for number, name in enumerate(names, 1):
        workshop.seen_by(name).say(*rehearsal.answers(listed, number, seed))


def _decide(workshop: Workshop) -> None:
    workshop.say(Staged(exercise=policies.NAME, stage="compare"))
    workshop.say(Staged(exercise=policies.NAME, stage="decide"))
    exercise = workshop.state().exercise(policies.NAME)
    workshop.say(*rehearsal.decisions(exercise))
    state = workshop.state()
    workshop.say(*rehearsal.actions(state.exercise(policies.NAME), state.as_of))
