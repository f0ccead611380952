"""Complaints and inquiries: what customers said, kept as evidence on the policies that it bears on."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from workbook.core import policies
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Decided
from workbook.core.language import _
from workbook.core.remembered import remembered
from workbook.core.state import Item, State

NAME = "complaints"
KINDS = ("complaint", "inquiry")


def evidence(state: State, policy: str) -> list[Item]:
    """The complaints on a policy, the closest first."""
    return by_policy(state, {policy}).get(policy, [])


def by_policy(state: State, only: Collection[str] | None = None) -> Mapping[str, list[Item]]:
    """policy -> the complaints on it, the closest first; those that a list itself puts there come before all.

    only: the policies that are asked for; None for all.
    """
    found = _matched(state.exercise(NAME).items)
    return found if only is None else {policy: found[policy] for policy in only if policy in found}


@remembered
def _matched(items: Mapping[str, Item]) -> Mapping[str, list[Item]]:
    found = defaultdict(list)
    for item in items.values():
        policy = item.attributes.get("policy")
        if policy and not item.proposed:
            found[policy].append(item)
    return {policy: sorted(items, key=lambda i: -i.attributes.get("likeness", 1.0)) for policy, items in found.items()}


def listed_policies(state: State) -> dict[str, str]:
    """id -> text of those that a complaint may be matched to: never one that others don't see yet."""
    exercise = state.exercise(policies.NAME)
    return {i.id: i.text for i in exercise.items.values() if exercise.revealed or not i.proposed}


def items(state: State) -> Mapping[str, Item]:
    """What customers said."""
    return state.exercise(NAME).items


def decided_on(state: State) -> Mapping[str, Item]:
    """The same: a decision on it is refused for what it is."""
    return items(state)


def check_added(added: Added) -> None:
    """Anything may be a complaint."""


def check_answer(answer: Answered) -> None:
    """Refused always: nobody votes on what a customer said."""
    raise Refused(_("Complaints are evidence: nobody answers or decides on them."))


def check_decision(decision: Decided) -> None:
    """Refused always, as an answer is."""
    raise Refused(_("Complaints are evidence: nobody answers or decides on them."))
