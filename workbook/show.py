"""What the command line prints: for people, or with --json for programs."""

import json
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbook.columns import short
from workbook.core.language import _, ngettext
from workbook.core.people import is_pseudonym
from workbook.imported import Entered, Imported, Matched, Noted, Recorded, Surveyed
from workbook.runner import Run, described

if TYPE_CHECKING:
    from workbook.places import Kept
    from workbook.workshop import Workshop


def near(path: Path | None) -> Path | None:
    """As one would type it from here, where that is shorter."""
    return path.relative_to(Path.cwd()) if path and path.is_relative_to(Path.cwd()) else path


def report(values: Any, lines: list[str], as_json: bool) -> None:
    """The lines for people, or the values for programs."""
    text = json.dumps(values, ensure_ascii=False, indent=2) if as_json else "\n".join(lines)
    click.echo(text)


def _next(*steps: tuple[str, str]) -> list[str]:
    width = max(len(command) for command, __ in steps)
    return [_("Next:"), *(f"  {_called()} {command.ljust(width)}   {why}" for command, why in steps)]


def _called() -> str:
    """How this person has to type the command: by its path when it isn't found by its name."""
    typed = Path(sys.argv[0])
    by_path = typed.name == "workbook" and not shutil.which("workbook")
    return str(near(typed.absolute())) if by_path else "workbook"


def made(workshop: "Workshop", name: str, file: Path | None, imported: Imported | None, as_json: bool) -> None:
    """A workshop was made."""
    lines = [
        _("Made the workshop in {folder}").format(folder=near(workshop.folder)),
        *_shared(workshop),
        *([_counted(imported, file)] if imported and file else []),
        *_next(
            (f"lab {shlex.quote(name)}", _("open its notebooks")),
            (f"import {shlex.quote(name)} policies FILE", _("add policies")),
            (f"plan {shlex.quote(name)}", _("write the plan")),
        ),
    ]
    values = {"folder": str(workshop.folder), "policies": asdict(imported) if imported else None}
    if not isinstance(workshop.journal.place, Path):
        values["journal"] = str(workshop.journal.place)
    report(values, lines, as_json)


def _shared(workshop: "Workshop") -> list[str]:
    """Where others find it."""
    there = workshop.journal.place
    if there is None or isinstance(there, Path):
        return []
    return [
        _("Its journal is {address}").format(address=there),
        _("On another computer: {command} lab '{address}'").format(command=_called(), address=there),
    ]


def _where(workshop: "Workshop") -> Any:
    """Its folder, or its address where it has none on this computer."""
    return near(workshop.folder) or workshop.journal.place


def imported(result: Imported, file: Path, as_json: bool) -> None:
    """A file was imported."""
    lines = [_counted(result, file)]
    if isinstance(result, Matched):
        sentence = _("{matched} of {n} are about a policy.")
        lines.append(sentence.format(matched=result.matched, n=result.read - result.repeated))
    if isinstance(result, Entered):
        lines += _entered(result)
    if isinstance(result, Noted) and result.missing:
        lines.append(_("Still missing: {names}.").format(names=", ".join(result.missing)))
    report(asdict(result), lines, as_json)


def _counted(result: Imported, file: Path) -> str:
    unanswered = result.unanswered if isinstance(result, Entered) else 0
    undecided = result.undecided if isinstance(result, Recorded) else 0
    parts = [
        ngettext("{n} row read", "{n} rows read", result.read),
        ngettext("{n} new", "{n} new", result.new),
        _changed(result) if result.reworded else "",
        ngettext("{n} repeated", "{n} repeated", result.repeated) if result.repeated else "",
        ngettext("{n} known already", "{n} known already", result.known) if result.known else "",
        ngettext("{n} without an answer", "{n} without an answer", unanswered) if unanswered else "",
        ngettext("{n} without a decision", "{n} without a decision", undecided) if undecided else "",
    ]
    return f"{file.name}: {', '.join(filter(None, parts))}."


def _entered(result: Entered) -> list[str]:
    late = _("Everyone has seen the answers already, so these come late: they are kept, but not counted.")
    joined = ngettext("{n} person joined.", "{n} people joined.", result.joined)
    asked = _surveyed(result) if isinstance(result, Surveyed) else []
    return [*asked, *([joined] if result.joined else []), *([late] if result.late else [])]


def _surveyed(result: Surveyed) -> list[str]:
    names = ", ".join(f"'{short(heading)}'" for heading in result.others)
    others = _("Passed over, since they name no question: {columns}.").format(columns=names)
    return [ngettext("{n} question.", "{n} questions.", result.questions), *([others] if result.others else [])]


def _changed(result: Imported) -> str:
    """A complaint may have its old words, and be matched anew; figures aren't worded."""
    if isinstance(result, Matched | Entered | Noted | Recorded):
        return ngettext("{n} changed", "{n} changed", result.reworded)
    return ngettext("{n} reworded", "{n} reworded", result.reworded)


def rehearsed(workshop: "Workshop", name: str, as_json: bool) -> None:
    """A workshop was rehearsed."""
    state = workshop.state()
    people = len(state.people)
    answers = sum(len(given) for exercise in state.exercises.values() for given in exercise.answers.values())
    lines = [
        _("Rehearsed in {folder}").format(folder=_where(workshop)),
        _("{people} made-up people gave {answers} answers.").format(people=people, answers=answers),
        *_next(
            (f"lab {shlex.quote(name)}", _("open its notebooks")),
            (f"run {shlex.quote(name)}", _("execute them all")),
            (f"plan {shlex.quote(name)}", _("write the plan")),
        ),
    ]
    report({"folder": str(workshop.folder or ""), "people": people, "answers": answers}, lines, as_json)


def files(paths: list[Path], as_json: bool) -> None:
    """Files were written."""
    report([str(path) for path in paths], [_("Wrote {file}").format(file=near(path)) for path in paths], as_json)


def links(places: Any) -> None:
    """The live page is open. places: `live.serve.Links`."""
    click.echo(_("The facilitator's page, for you alone:"))
    click.echo(f"  {places.facilitator}")
    click.echo(_("Others join here:"))
    click.echo(f"  {places.participants}")
    places.qr.terminal(compact=True)
    if not places.reachable:
        click.echo(_("This computer is in no network, so only it can open the page."))
    click.echo(_("Stop with Ctrl-C."))
    sys.stdout.flush()


def stopped() -> None:
    """The live page is closed."""
    click.echo(_("Stopped. Everything is kept. The two links have ended; those who joined can come back."))


def sure(where: "Kept") -> str:
    """The question before a workshop is deleted."""
    alone = _("Delete the workshop in {folder} for good: journal, notebooks and what was made of them?")
    shared = _("Delete the workshop {address} for good, for everybody who shares it: journal, notebooks and all?")
    if isinstance(where.journal, Path):
        return alone.format(folder=where.folder)
    return shared.format(address=where.journal)


def deleted(where: "Kept") -> None:
    """A workshop was deleted, and with it the folder unless others have put something there."""
    if not isinstance(where.journal, Path):
        click.echo(_("Deleted {folder}").format(folder=where.journal))
    if where.folder:
        _deleted(where.folder)


def _deleted(folder: Path) -> None:
    left = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if not left:
        click.echo(_("Deleted {folder}").format(folder=near(folder)))
        return
    sentence = _("Deleted the workshop in {folder}. Left there, since the workbook didn't make it: {names}")
    click.echo(sentence.format(folder=near(folder), names=", ".join([*left[:10], *("…" for __ in left[10:11])])))


@contextmanager
def progress(total: int, hidden: bool) -> Iterator[Callable[[Run], None]]:
    """A progress bar on stderr; yields what is to be called as each run finishes."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=hidden) as bar:
        task = bar.add_task(_("Notebooks"), total=total)

        def finished(run: Run) -> None:
            bar.update(task, advance=1, description=run.job.output.stem)

        yield finished


def runs(done: list[Run], as_json: bool) -> None:
    """The table of executed notebooks, and below it what went wrong."""
    values = [_ran(run) for run in done]
    rows = [
        [r.job.notebook.stem, words, f"{r.seconds:.1f}", _("ok") if r.ok else _("failed")]
        for r, words in zip(done, described([r.job for r in done]), strict=True)
    ]
    lines = table([_("notebook"), _("parameters"), _("seconds"), _("result")], rows)
    lines += [r.error for r in done if not r.ok]
    folders = dict.fromkeys(near(r.job.output.parent) for r in done)
    lines += [_("Executed notebooks are in {folder}").format(folder=folder) for folder in folders]
    report(values, lines, as_json)


def _ran(run: Run) -> dict[str, Any]:
    return {
        "notebook": run.job.notebook.stem,
        "parameters": run.job.parameters,
        "seconds": round(run.seconds, 1),
        "result": "ok" if run.ok else "failed",
        "error": run.error,
        "output": str(run.job.output),
    }


def journal(workshop: "Workshop", as_json: bool) -> None:
    """The events this person may see. Neither clock nor storage position: they would count the hidden ones."""
    from workbook.core.events import Answered, said

    names = {person: joined.name for person, joined in workshop.state().people.items()}
    rows = [
        {
            "at": event.at.isoformat(),
            "by": _somebody(event.by, names),
            "event": type(event).__name__,
            **said(event),
            **({"entered_by": _somebody(event.entered_by, names)} if isinstance(event, Answered) else {}),
        }
        for event in workshop.events()
    ]
    report(rows, [_line(row) for row in rows], as_json)


def _somebody(voice: str, names: dict[str, str]) -> str:
    return _("somebody") if is_pseudonym(voice) else names.get(voice, voice)


def _line(row: dict[str, Any]) -> str:
    details = {k: v for k, v in row.items() if k not in ("at", "by", "event") and v not in ("", None, {}, [], ())}
    text = ", ".join(f"{name}={value}" for name, value in details.items())
    return f"{row['at'][:16].replace('T', ' ')}  {row['by']}  {row['event']}  {text}"


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a table whose columns stand below each other."""
    widths = [max(len(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in [heads, *rows]]  # fmt: skip
