"""What the command line tells of a merge."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from workbook.core.language import _, ngettext
from workbook.core.merging import JOINS, SEEN, SETTINGS, STAGES, WAITING
from workbook.core.rules import exercise_rules
from workbook.merging import Conflict, Merged, Source
from workbook.namesakes import Namesakes
from workbook.show import report, table

PAIR = 2  # people of one name; of more, the command needs their ids


def merged(result: Merged, name: str, as_json: bool) -> None:
    """Copies were merged. Counts are of what this person may see; that more may be kept is always said."""
    lines = [
        *(_counted(result) if result.sources else []),
        *(line for source in result.sources for line in _left_out(source)),
        *([ngettext("{n} pair is one person now.", "{n} pairs are one person now.", result.joined_up)]
          if result.joined_up else []),
        *_conflicts(result.conflicts),
        *_namesakes(result.namesakes, name),
    ]  # fmt: skip
    report(asdict(result), lines or [_("Nothing has changed.")], as_json)


def _counted(result: Merged) -> list[str]:
    rows = [[Path(source.name).name, str(source.new), str(source.known)] for source in result.sources]
    hidden = _("What is hidden is kept until everyone sees it, and isn't counted here.")
    return [*table([_("copy"), _("new"), _("known already")], rows), hidden]


def _left_out(source: Source) -> Iterator[str]:
    n, name = source.left_out, Path(source.name).name
    parts = [
        ngettext("{n} move of a stage or timer", "{n} moves of a stage or timer", n[STAGES]) if n[STAGES] else "",
        ngettext("{n} setting", "{n} settings", n[SETTINGS]) if n[SETTINGS] else "",
        ngettext("{n} change of who somebody is", "{n} changes of who somebody is", n[JOINS]) if n[JOINS] else "",
        ngettext("{n} undo of an answer that everyone saw", "{n} undos of answers that everyone saw", n[SEEN])
        if n[SEEN] else "",
    ]  # fmt: skip
    if any(parts):
        sentence = _("{copy}: left out, since merging doesn't change these: {what}.")
        yield sentence.format(copy=name, what=", ".join(filter(None, parts)))
    if n[WAITING]:
        sentence = ngettext(
            "{n} decision or action waits until everyone was shown the answers here. Merge again then.",
            "{n} decisions or actions wait until everyone was shown the answers here. Merge again then.",
            n[WAITING],
        )
        yield f"{name}: {sentence}"


def _conflicts(conflicts: tuple[Conflict, ...]) -> Iterator[str]:
    if conflicts:
        yield _("Decided twice, by people who didn't know of each other. Settle these once more:")
    for each in conflicts:
        text = " ".join(each.text.split())
        yield f"  {exercise_rules(each.exercise).title()}: {text} – {' / '.join(each.decisions)}"


def _namesakes(namesakes: tuple[Namesakes, ...], name: str) -> Iterator[str]:
    if namesakes:
        yield _("People of the same name. Where they are one person, say so:")
    for each in namesakes:
        for other in each.people[1:]:
            pair = f"{each.name}={each.name}" if len(each.people) == PAIR else f"{each.people[0]}={other}"
            yield f"  workbook merge {shlex.quote(name)} --same {shlex.quote(pair)}"
