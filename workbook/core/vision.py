"""The vision: each describes alone what the organisation could be; the team settles on one statement."""

from collections.abc import Mapping

from workbook.core import texts
from workbook.core.document import Entry, Section
from workbook.core.events import Decided
from workbook.core.form import Advice, Field
from workbook.core.language import N_, _
from workbook.core.state import Item, State
from workbook.core.texts import Prompt, check_said, fixed
from workbook.core.written import Written, text

NAME = "vision"
KIND = "writing"  # the kind of answer: people write in their own words
STATEMENT = "statement"  # the one item that is decided on
REPEATABLE = 20  # words of a statement that people still know by heart

PROMPTS = (
    Prompt(
        "successes",
        N_("Ten years from now"),
        N_("Ten years from now you read a magazine article about your company. Which successes does it tell of, "
           "and what made them?"),
    ),
    Prompt("matters", N_("What matters to us"), N_("What matters to your organisation? List five things.")),
    Prompt(
        "shoes",
        N_("In our customers' shoes"),
        N_("Put yourself in your customers' shoes. What matters most to you there?"),
    ),
    Prompt(
        "future",
        N_("The picture"),
        N_("Close your eyes and see the organisation in the future. Describe in detail what you see."),
    ),
)  # fmt: skip

#: Words that any company could print, in every language of the workbook; lower case, with commas.
SHOWPIECES = N_("world-class, best-in-class, leading, excellence, synergy, synergies, solutions, premier, cutting-edge")
#: Words by which a statement names whom it is for; lower case, with commas.
CUSTOMERS = N_("customer, customers, customer's, customers', client, clients, guest, guests, patient, patients, buyer, "
               "buyers, visitor, visitors, people, you, your")  # fmt: skip

check_added, check_answer = texts.check_added, texts.check_answer
suggested, in_words, remarks = texts.suggested, texts.in_words, texts.remarks


def items(state: State) -> Mapping[str, Item]:
    """The four prompts that each answers alone."""
    return fixed(NAME, PROMPTS)


def decided_on(state: State) -> Mapping[str, Item]:
    """The one statement."""
    return fixed(NAME, (Prompt(STATEMENT, N_("Our vision"), ""),))


def basis(item: str) -> tuple[str, ...]:
    """The statement rests on what was written about all four prompts."""
    return tuple(prompt.key for prompt in PROMPTS)


def check_decision(decision: Decided) -> None:
    """Refused unless it says something."""
    check_said(decision.value, _("Write the statement first: it is empty."))


def fields() -> tuple[Field, ...]:
    """One text, with a question for each point of what a vision is."""
    hint = _("Short beats long: Ray Kroc's for McDonald's was “Quality, Service, Cleanliness, Value”.")
    return (Field("to", _("Our vision, in one sentence or two"), hint, "lines", advice=_points()),)


def deeds() -> tuple[Field, ...]:
    """A vision is no action."""
    return ()


def _points() -> tuple[Advice, ...]:
    """What a customer-centred vision is; the last one can be counted, and of two a word gives a hint."""
    showpiece = _("Words such as these could stand in any company's vision. What would one see at yours?")
    nobody = _("It doesn't name the people it is for.")
    long = _("It has more than {n} words: few will be able to repeat it.").format(n=REPEATABLE)
    return (
        Advice(showpiece, _("Vivid"), _("Can you see it happen?"), found=_listed(SHOWPIECES)),
        Advice("", _("Ambitious"), _("Does it ask more of us than we do today?")),
        Advice("", _("Desirable"), _("Would you want to work there, and buy there?")),
        Advice(nobody, _("Connected to the customer"), _("Would a customer find themselves in it?"),
               missing=_listed(CUSTOMERS)),
        Advice("", _("Better than today"), _("What is better in some important way than now?")),
        Advice(long, _("Short"), _("Could everyone repeat it tomorrow?"), longest=REPEATABLE),
    )  # fmt: skip


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _(words).split(","))


def title() -> str:
    return _("The vision")


def sections(state: State) -> list[Section]:
    """What the plan says: the statement."""
    decided = state.exercise(NAME).decided(STATEMENT)
    lead = _("What we want to be, for our customers. When a decision is grey, it guides us.")
    entries = (Entry(in_words(decided)),) if decided else ()
    return [Section("vision", _("What we want to be"), lead, entries)]


def open_matters(state: State) -> list[Entry]:
    """The statement, while there is none, or two."""
    standing = state.exercise(NAME).decisions.get(STATEMENT, ())
    if len(standing) == 1:
        return []
    said = tuple((_("Decided twice"), in_words(each)) for each in standing)
    return [Entry(_("Our vision"), said or ((_("Missing"), _("one statement that all can repeat")),))]


def question(screen: str) -> str:
    """The question a screen of this exercise asks, as its title."""
    return {
        "answer": _("What do we want to be?"),
        "compare": _("What do our pictures have in common?"),
        "decide": _("Which one statement guides us?"),
        "outcome": _("What does the plan now say about our vision?"),
    }[screen]


def lead(screen: str) -> str:
    """What to do there."""
    return {
        "answer": _("Write for yourself, as it comes. Nobody judges the style."),
        "compare": _("Read the drafts side by side. Words that several of you use are marked."),
        "decide": _("Write one statement together, and hold it against the six points beside it."),
        "outcome": _("The plan begins with this. A later decision changes it."),
    }[screen]


def words() -> dict[str, str]:
    """What this exercise calls things, and says where there is nothing."""
    return {
        "item": _("Prompt"),
        "unchosen": _("Write the statement first: it is empty."),
        "settled": _("Nothing is open: the vision is settled."),
    }


def written() -> Written:
    """An answer in a file: the text itself, beside the prompt that it answers."""
    return text("prompt", {prompt.key: _(prompt.text) for prompt in PROMPTS})
