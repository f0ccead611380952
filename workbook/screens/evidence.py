"""Evidence on a screen: how many complaints an item has, and the closest of them in the customers' own words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from workbook.core import complaints
from workbook.core.language import _, ngettext
from workbook.core.state import Item, State
from workbook.regional import percent, short_date

QUOTES = 3  # of an item, those that are most like it
LONGEST = 200  # characters of a quote


def of(state: State, only: Collection[str] | None = None) -> Mapping[str, list[Item]]:
    """policy -> the complaints on it, the closest first. only: the policies that are asked for; None for all."""
    return complaints.by_policy(state, only)


def counted(found: Sequence[Item]) -> dict[str, Any]:
    """What an item's card says of it: a number, and the ids of the quotes; nothing where there is none."""
    if not found:
        return {}
    told = ngettext("{n} complaint or inquiry", "{n} complaints and inquiries", len(found))
    return {"letters": len(found), "told": told, "quotes": [item.id for item in found[:QUOTES]]}


def quotes(evidence: Mapping[str, Sequence[Item]], items: Iterable[str]) -> dict[str, dict[str, str]]:
    """id of a complaint -> its words and why it is here, for all that the cards of these items quote."""
    return {each.id: _quote(each) for item in items for each in evidence.get(item, ())[:QUOTES]}


def words() -> dict[str, str]:
    """What a screen says around the quotes."""
    return {
        "customers": _("Customers' own words that seem to be about it, the closest first. They set nothing."),
        "letters": _("Complaints and inquiries"),
        "order": _("Order"),
        "listed": _("as listed"),
        "most": _("most complaints first"),
    }


def _quote(complaint: Item) -> dict[str, str]:
    text = " ".join(complaint.text.split())
    return {"text": text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…", "why": _why(complaint)}


def _why(complaint: Item) -> str:
    """When and how it came, and how like the policy's its words are where they led to it."""
    known, likeness = complaint.attributes, complaint.attributes.get("likeness")
    day = short_date(date.fromisoformat(known["date"])) if known.get("date") else ""
    alike = "" if likeness is None else _("likeness in words: {share}").format(share=percent(likeness))
    return " · ".join(filter(None, (day, known.get("channel"), alike)))
