from dataclasses import replace

import pytest

from tests.people import answer, joined, proposed, staged
from workbook.core.complaints import evidence, listed_policies
from workbook.core.errors import Refused
from workbook.core.events import Added
from workbook.workshop import Workshop


def complaint(item: str, policy: str = "", likeness: float | None = None, kind: str = "complaint") -> Added:
    """What a customer said, matched to a policy; without a likeness the list itself puts it there."""
    found = {"policy": policy, "likeness": likeness}
    attributes = {name: value for name, value in found.items() if value}
    return Added(exercise="complaints", item=item, text=f"Words {item}", attributes=attributes, source={"kind": kind})


def test_evidence_is_the_closest_first(workshop: Workshop) -> None:
    """What a list puts on a policy comes before what is only like it; others' and nobody's are left out."""
    said = [("K1", "P1", 0.2), ("K2", "P1", 0.4), ("K3", "P2", 0.9), ("K4", "", None), ("K5", "P1", None)]
    workshop.say(*(complaint(*each) for each in said))
    assert [item.id for item in evidence(workshop.state(), "P1")] == ["K5", "K2", "K1"]
    assert evidence(workshop.state(), "P6") == []


def test_only_those_who_lead_add_complaints(workshop: Workshop) -> None:
    """A participant's is refused, and what one proposes under that name is no evidence."""
    [ana] = joined(workshop, "Ana")
    with pytest.raises(Refused, match="facilitator or an owner"):
        ana.say(complaint("K1", "P1"))
    ana.say(complaint("K2", "P1", kind="person"))
    assert evidence(ana.state(), "P1") == []


def test_nobody_answers_a_complaint(workshop: Workshop) -> None:
    """Evidence is no exercise to vote in."""
    workshop.say(complaint("K1", "P1"))
    with pytest.raises(Refused, match="Complaints are evidence"):
        workshop.say(replace(answer("K1"), exercise="complaints"))


def test_a_hidden_proposal_is_matched_to_nothing(workshop: Workshop) -> None:
    """Its id would be in the evidence, which everyone sees; after the reveal it counts."""
    workshop.say(proposed("idea", "A zebra at the door"))
    assert "idea" in workshop.state().exercise("policies").items
    assert list(listed_policies(workshop.state())) == ["P1", "P2", "P3", "P4", "P5", "P6"]
    workshop.say(staged("compare"))
    assert "idea" in listed_policies(workshop.state())
