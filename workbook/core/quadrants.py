"""The four places a policy can belong to: two questions, and what becomes of it."""

from enum import Enum

from workbook.core.language import N_, _


class Quadrant(Enum):
    """Where a policy belongs; the value is the meaning: (friendly, necessary)."""

    KEEP = (True, True)
    EXTEND = (True, False)
    SOFTEN = (False, True)
    DROP = (False, False)

    @property
    def key(self) -> str:
        """As an answer or a decision holds it."""
        return self.name.lower()

    @property
    def friendly(self) -> bool:
        return self.value[0]

    @property
    def necessary(self) -> bool:
        return self.value[1]

    @property
    def sign(self) -> str:
        return {"keep": "●", "extend": "+", "soften": "◐", "drop": "✕"}[self.key]

    @property
    def treatment(self) -> str:
        """What to do with such a policy, as a short verb."""
        return _(_TREATMENTS[self.key][0])

    @property
    def meaning(self) -> str:
        """The two questions this quadrant answers."""
        return _(_TREATMENTS[self.key][1])

    @property
    def advice(self) -> str:
        """What to do with such a policy, as a sentence."""
        return _(_TREATMENTS[self.key][2])


_TREATMENTS = {
    "keep": (
        N_("strengthen"),
        N_("friendly, necessary"),
        N_("Keep it, and strengthen it if you can."),
    ),
    "extend": (
        N_("create more"),
        N_("friendly, not necessary"),
        N_("Create more like it wherever you can: it gives customers a reason to come back."),
    ),
    "soften": (
        N_("soften"),
        N_("unfriendly, necessary"),
        N_("Make it as friendly as possible: tell customers, give the reason, and look for a compromise."),
    ),
    "drop": (
        N_("throw out"),
        N_("unfriendly, not necessary"),
        N_("Throw it out at once: it only frustrates."),
    ),
}

QUADRANTS = {q.key: q for q in Quadrant}


def axes() -> dict[str, str]:
    """The words at the edges of the board: rows are about the customer, columns about us."""
    return {
        "friendly": _("friendly"),
        "unfriendly": _("unfriendly"),
        "necessary": _("necessary"),
        "unnecessary": _("not necessary"),
        "rows": _("Does it ease the customer's satisfaction?"),
        "columns": _("Must we have it?"),
    }
