"""The words around a plan, the same in every document."""

from workbook.core.language import _, ngettext
from workbook.core.plan import Plan
from workbook.regional import long_date


def words(plan: Plan) -> dict[str, str]:
    """Headings and sentences, in the current language."""
    return {
        "title": _("Customer-service plan"),
        "as_of": _("As of {date}").format(date=long_date(plan.as_of)),
        "people": ngettext("{n} person took part.", "{n} people took part.", plan.people),
        "rehearsed": _("Rehearsal: the people, their answers and these decisions are made up."),
        "glance": _("At a glance"),
        "actions": _("Who does what, until when"),
        "noactions": _("No action has been assigned yet."),
        "what": _("What"),
        "owner": _("Owner"),
        "due": _("By"),
        "status": _("Status"),
        "because": _("Because of"),
        "overdue": _("overdue"),
        "open": _("Still open"),
        "openlead": _("These are not settled yet. Take them up at the next meeting."),
        "settled": _("Nothing is open: everything is settled."),
        "none": _("None yet."),
        "howtext": _("Each policy was sorted by two questions: does it ease the customer's satisfaction, and must we "
                     "have it, for a reason on record? What is neither friendly nor necessary goes. What is necessary "
                     "but unfriendly stays, explained and softened. What is friendly makes customers come back."),
        "stakes": _("What is at stake"),
        "stakeslead": _("What it may cost us a year that dissatisfied customers leave and say nothing."),
        "post": _("Post it where everyone sees it, and take it up again at the next meeting."),
    }  # fmt: skip
