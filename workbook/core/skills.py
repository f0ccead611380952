"""Six communication skills, after Ron Willingham: for each the team says what it will do, who and by when."""

from collections.abc import Mapping

from workbook.core import actions, texts
from workbook.core.document import Entry, Section
from workbook.core.events import Decided
from workbook.core.form import Advice, Field
from workbook.core.language import N_, _
from workbook.core.state import ExerciseState, Item, State
from workbook.core.texts import Prompt, check_said, fixed
from workbook.core.written import Written, text

NAME = "skills"
KIND = "writing"  # the kind of answer: people write in their own words
POSTER = 16  # words of a line that is read from two metres

PROMPTS = (
    Prompt(
        "greet",
        N_("Greet customers"),
        N_("How will we greet them, in person and by phone?"),
        N_("Put me at ease."),
        (
            N_("The greeting sets the tone, and the first moments help or harm. A customer who feels liked goes on "
               "talking, browsing and ordering; one who doesn't may be lost for ever."),
        ),
    ),
    Prompt(
        "value",
        N_("Value customers"),
        N_("What will we do to show them that they matter?"),
        N_("Let me know you think I'm important."),
        (
            N_("The attitude is “you pay my wages, you make my job possible”, and it is sincere. We aren't there to "
               "deliver a product but to let people enjoy what it does for them."),
            N_("A temp agency doesn't fill vacancies: it gives at once the service of highly skilled people."),
        ),
    ),
    Prompt(
        "ask",
        N_("Ask how to help"),
        N_("What will we ask them?"),
        N_("Find out what I want."),
        (
            N_("What they complain about gives you a head start; still, ask each time. First ask why they came: “What "
               "can I do for you today?” Then ask what can't be answered with yes or no."),
            N_("For somebody who wants a briefcase: “Which features matter to you? How often will you use it?”"),
        ),
    ),
    Prompt(
        "listen",
        N_("Listen to customers"),
        N_("How will they notice that we listen?"),
        N_("Please listen to me and understand me."),
        (
            N_("Words, tone and body language all speak. Who listens wholly learns what the customer needs, and makes "
               "the customer feel valued."),
        ),
        N_("The article claims, and ascribes to a UCLA study, that 7 % of a message is in the words, 38 % in the tone "
           "and 55 % in what isn't spoken. Take it as a claim: it is widely criticised as over-generalised."),
    ),
    Prompt(
        "help",
        N_("Help customers"),
        N_("How will we help them to what they want?"),
        N_("Help me get what I want."),
        (
            N_("Speak of benefits, not of features: what meets a need, solves a problem, adds value."),
            N_("“It repels stains for up to 20 years, so you never clean your carpets” rather than “the latest in "
               "stain-resistant technology”."),
        ),
    ),
    Prompt(
        "invite",
        N_("Invite customers back"),
        N_("What will we say and do as they leave?"),
        N_("Let me know I'm welcome any time."),
        (
            N_("The last impression stays until the next contact. Thank them, say that you would like to see or hear "
               "from them again, and give them a reason."),
            N_("A discount on the next appointment for whoever brings a friend."),
        ),
    ),
)  # fmt: skip

check_added, check_answer = texts.check_added, texts.check_answer
suggested, in_words, remarks = texts.suggested, texts.in_words, texts.remarks


def items(state: State) -> Mapping[str, Item]:
    """The six skills."""
    return fixed(NAME, PROMPTS)


def decided_on(state: State) -> Mapping[str, Item]:
    """Each of the six."""
    return items(state)


def basis(item: str) -> tuple[str, ...]:
    """What was written about the skill itself."""
    return (item,)


def check_decision(decision: Decided) -> None:
    """Refused unless it says something."""
    check_said(decision.value, _("Write what we will do first: it is empty."))


def fields() -> tuple[Field, ...]:
    """What the team will do, short enough for the wall."""
    long = _("It has more than {n} words: on a poster few will read it.").format(n=POSTER)
    hint = _("as it will be read on the wall")
    return (Field("to", _("What we will do"), hint, "lines", advice=(Advice(long, longest=POSTER),)),)


def deeds() -> tuple[Field, ...]:
    """Who sees to it and by when: what is to be done is the decision itself."""
    return actions.fields()


def title() -> str:
    return _("Communication skills")


def sections(state: State) -> list[Section]:
    """What the plan says: what we will do for each skill, in the customer's order."""
    exercise = state.exercise(NAME)
    lead = _("How we say it matters as much as what we say. Post this where all see it, and start at once.")
    entries = [_entry(state, item, d) for item in items(state).values() if (d := exercise.decided(item.id))]
    return [Section("skills", _("What we will do"), lead, tuple(entries))]


def _entry(state: State, item: Item, decision: Decided) -> Entry:
    deed = next(iter(actions.of_item(state, NAME, item.id)), None)
    facts = ((_("We will"), in_words(decision)), (_("Owner"), deed.owner if deed else ""))
    return Entry(item.text, tuple((name, value) for name, value in facts if value))


def open_matters(state: State) -> list[Entry]:
    """Skills for which nothing is settled, settled twice, or settled without an owner."""
    exercise = state.exercise(NAME)
    matters = ((item, _matter(state, exercise, item)) for item in items(state).values())
    return [Entry(item.text, (matter,)) for item, matter in matters if matter]


def _matter(state: State, exercise: ExerciseState, item: Item) -> tuple[str, str] | None:
    standing = exercise.decisions.get(item.id, ())
    if not standing:
        return _("Missing"), _("what we will do")
    if len(standing) > 1:
        return _("Decided twice"), ", ".join(map(in_words, standing))
    return None if actions.of_item(state, NAME, item.id) else (_("Missing"), _("an owner and a date"))


def question(screen: str) -> str:
    """The question a screen of this exercise asks, as its title."""
    return {
        "answer": _("What will we do for each skill?"),
        "compare": _("What do we each propose?"),
        "decide": _("What do we promise, and who sees to it?"),
        "outcome": _("What does the plan now say about our skills?"),
    }[screen]


def lead(screen: str) -> str:
    """What to do there."""
    return {
        "answer": _("For each skill, write one thing that we could do better from tomorrow."),
        "compare": _("Read the proposals side by side. Words that several of you use are marked."),
        "decide": _("One skill at a time: what will we do, who sees to it, and from when?"),
        "outcome": _("The plan and the poster are made of this. A later decision changes them."),
    }[screen]


def words() -> dict[str, str]:
    """What this exercise calls things, and says where there is nothing."""
    return {
        "item": _("Skill"),
        "unchosen": _("Write what we will do first: it is empty."),
        "settled": _("Nothing is open: every skill is settled."),
    }


def written() -> Written:
    """An answer in a file: the text itself, beside the skill that it is about."""
    return text("skill", {prompt.key: _(prompt.text) for prompt in PROMPTS})
