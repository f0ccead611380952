"""The command line: a thin skin over what the package does."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from workbook.core import language
from workbook.core.errors import BadChoice
from workbook.core.language import _

language.use(next((code for code in (os.environ.get(v, "")[:2] for v in ("LC_ALL", "LC_MESSAGES", "LANG"))
                   if code in language.LANGUAGES), "en"))  # fmt: skip

# Their words, too, are in the language chosen above.
from workbook import failing, options, show  # noqa: E402
from workbook.options import AS_JSON, LANGUAGE, MAP, NAME, SETS, VALUE  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="customer-service-workbook")
def app() -> None:
    pass


app.help = _("Notebooks that guide a team to a customer-service plan.")


@app.command(help=_("Make a workshop: a folder with its journal and its own notebooks."))
@NAME
@click.option("--policies", "file", type=click.Path(path_type=Path), help=_("Inventory of policies, CSV or XLSX."))
@MAP
@LANGUAGE
@click.option("--organisation", default="", help=_("Whose workshop it is."))
@click.option("--one-person", is_flag=True, help=_("A one-person office: nothing is hidden."))
@click.option(
    "--database",
    default="",
    metavar="URL",
    help=_("Keep the journal in a PostgreSQL database that several computers share."),
)
@AS_JSON
def new(name: str, file: Path | None, columns: Sequence[str], language: str | None, organisation: str,
        one_person: bool, database: str, as_json: bool) -> None:  # fmt: skip
    from workbook import folders

    mapping = options.mapping(columns)
    workshop, imported = folders.make(name, organisation, _language(language), one_person, file, mapping, database)
    show.made(workshop, name, file, imported, as_json)


@app.command(
    name="import",
    help=_(
        "Add a file's rows to a workshop: policies, complaints, figures of what is at stake, "
        "answers that others gave on paper or in a survey, or decisions."
    ),
)
@NAME
@click.argument("kind", type=click.Choice(["policies", "complaints", "figures", "answers", "decisions"]))
@click.argument("file", type=click.Path(path_type=Path))
@MAP
@VALUE
@click.option("--exercise", default="", help=_("Which exercise answers are for, where the columns leave it open."))
@AS_JSON
def import_(name: str, kind: str, file: Path, columns: Sequence[str], spellings: Sequence[str], exercise: str,
            as_json: bool) -> None:  # fmt: skip
    from workbook import entries, folders
    from workbook.imported import Imported

    if spellings and kind != "answers":
        raise BadChoice(_("--value is for answers only. Import {kind} without it.").format(kind=kind))
    if exercise and kind != "answers":
        raise BadChoice(_("--exercise is for answers only. Import {kind} without it.").format(kind=kind))
    mapping, words, workshop = options.mapping(columns), options.spellings(spellings), folders.kept(name)
    if kind == "answers":
        show.imported(entries.add_answers(workshop, file, mapping, words, exercise), file, as_json)
    else:
        adds: dict[str, Callable[..., Imported]] = {
            "policies": folders.add_policies,
            "complaints": folders.add_complaints,
            "figures": entries.add_figures,
            "decisions": entries.add_decisions,
        }
        show.imported(adds[kind](workshop, file, mapping), file, as_json)


@app.command(
    help=_("Execute a workshop's notebooks, several at once. NAME may be left out when --sets has a column 'workshop'.")
)
@click.argument("name", required=False)
@click.option("--notebook", "wanted", multiple=True, metavar="N", help=_("Only this one, such as 04; once for each."))
@click.option("--language", "languages", multiple=True, metavar="L", help=_("In this language; once for each."))
@click.option("-p", "parameters", multiple=True, nargs=2, metavar="NAME VALUE", help=_("A parameter; once for each."))
@SETS
@click.option("--jobs", type=click.IntRange(1), help=_("How many at once; by default one more than there are cores."))
@click.option("--cell-limit", type=click.IntRange(1), default=120, show_default=True, help=_("Seconds for one cell."))
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help=_("Write a report as JUnit XML, too."))
@AS_JSON
def run(name: str | None, wanted: Sequence[str], languages: Sequence[str], parameters: Sequence[tuple[str, str]],
        sets: Path | None, jobs: int | None, cell_limit: int, junit: Path | None, as_json: bool) -> None:  # fmt: skip
    from workbook import runner

    runner.get_ready()  # first of all: what is imported next takes as long as a process needs to be there

    from workbook.junit import clear, write
    from workbook.sets import jobs_of

    chosen = [_language(each) for each in dict.fromkeys(languages)]
    work = jobs_of(name, sets, wanted, chosen, dict(parameters))
    if junit:
        clear(junit)
    with show.progress(len(work), hidden=as_json) as finished:
        runs = runner.execute_all(work, jobs, cell_limit, finished)
    if junit:
        write(runs, junit)
    show.runs(runs, as_json)
    if not all(each.ok for each in runs):
        sys.exit(1)


@app.command(help=_("Write the plan as documents: html, md, json, poster, xlsx."))
@NAME
@click.option("--to", "formats", default="html", show_default=True, metavar="html,md,…", help=_("Which, with commas."))
@click.option("--as-of", metavar="DATE", help=_("The plan's day, such as 2026-12-31."))
@click.option("--out", type=click.Path(path_type=Path), help=_("Folder; by default the workshop's own."))
@LANGUAGE
@AS_JSON
def plan(name: str, formats: str, as_of: str | None, out: Path | None, language: str | None, as_json: bool) -> None:
    from workbook import export, folders, places
    from workbook.core.language import speaking
    from workbook.core.plan import plan as make_plan

    chosen = export.check(part.strip() for part in formats.split(","))
    day = options.day(as_of)
    workshop = folders.found(name, _language(language) if language else None)
    with speaking(workshop.language):
        made = make_plan(workshop.state(), day)
    show.files(export.write(made, chosen, out or places.output(name, "plan")), as_json)


@app.command(help=_("Open JupyterLab on the workshop's notebooks."))
@NAME
@click.option("--port", type=int, default=8888, show_default=True, help=_("Port on this computer."))
@click.option("--no-browser", is_flag=True, help=_("Only print the address."))
@click.option("--me", default="facilitator", show_default=True, help=_("Who fills in a copy."))
def lab(name: str, port: int, no_browser: bool, me: str) -> None:
    from workbook import folders
    from workbook.lab import not_as_root, open_lab

    code = open_lab(folders.attached(name, me), port, browser=not no_browser)
    if code and (sentence := not_as_root()):
        click.echo(sentence, err=True)
    sys.exit(code)


@app.command(help=_("Open the page that people join by phone or laptop, until Ctrl-C."))
@NAME
@click.option("--host", help=_("This computer's address; by default the one in the local network."))
@click.option("--port", type=int, default=8765, show_default=True, help=_("Port on this computer; 0 takes a free one."))
def serve(name: str, host: str | None, port: int) -> None:
    from workbook import folders
    from workbook.live import serve as live

    live.serve(folders.found(name), host, port, show.links)
    show.stopped()


@app.command(help=_("Fill a workshop with a synthetic group, to see charts and timing before the day."))
@NAME
@click.option("--people", type=int, default=12, show_default=True, help=_("How many, 2 to 500."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("Another number, another group."))
@AS_JSON
def rehearse(name: str, people: int, seed: int, as_json: bool) -> None:
    from workbook import folders
    from workbook.rehearsal import rehearse as fill

    workshop = folders.found(name)
    fill(workshop, people, seed)
    show.rehearsed(workshop, name, as_json)


@app.command(help=_("List what was said in a workshop, as far as you may see it."))
@NAME
@click.option("--me", default="facilitator", show_default=True, help=_("Who is looking."))
@AS_JSON
def journal(name: str, me: str, as_json: bool) -> None:
    from workbook import folders

    show.journal(folders.found(name, me=me), as_json)


@app.command(help=_("Copy a workshop's journal, with every answer in it, to a new file."))
@NAME
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--share", is_flag=True, help=_("Leave out what isn't shown to everyone yet: a copy to fill in elsewhere.")
)
@AS_JSON
def backup(name: str, file: Path, share: bool, as_json: bool) -> None:
    from workbook import copies, folders

    copy = copies.copy_to_share if share else folders.backup
    copy(folders.found(name), file.absolute())
    show.files([file.absolute()], as_json)


@app.command(help=_("Take over what was said in copies of a workshop: folders, or files that `backup` made."))
@click.argument("into")
@click.argument("copies", nargs=-1, metavar="FROM...")
@click.option("--same", multiple=True, metavar="PERSON=PERSON", help=_("Two who are one person; once for each pair."))
@AS_JSON
def merge(into: str, copies: Sequence[str], same: Sequence[str], as_json: bool) -> None:
    from workbook import folders, merging, told

    couples = options.couples(same)
    if not copies and not couples:
        raise BadChoice(_("Give at least one copy to merge, or say with --same which two are one person."))
    told.merged(merging.merge(folders.kept(into), copies, couples), into, as_json)


@app.command(help=_("Delete a workshop for good."))
@NAME
@click.option("--yes", is_flag=True, help=_("Don't ask."))
def delete(name: str, yes: bool) -> None:
    from workbook import folders

    if not yes and not click.confirm(show.sure(folders.deletable(name))):
        raise BadChoice(_("Nothing was deleted."))
    show.deleted(folders.delete(name))


@app.command(help=_("Make a rehearsed demonstration in a folder: of a cleaning company, a clinic or an online shop."))
@click.argument("name", type=click.Choice(["demo", "demo-clinic", "demo-shop"]), default="demo", metavar="[NAME]")
@LANGUAGE
@AS_JSON
def demo(name: str, language: str | None, as_json: bool) -> None:
    from workbook import folders

    show.rehearsed(folders.demo_folder(_language(language), name), name, as_json)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command. Exit 0 done, 1 the work failed, 2 wrong use; an error is one plain line on stderr.

    With WORKBOOK_TRACEBACK=1, an error that nobody has thought of is shown with where it arose.
    """
    try:
        os.environ["WORKBOOK_HOME"] = str(Path(os.environ.get("WORKBOOK_HOME") or "workshops").absolute())
        sys.exit(app.main(arguments, standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("WORKBOOK_TRACEBACK") == "1" and not isinstance(error, failing.EXPECTED):
            raise
        failing.fail(*failing.told(error))


def _language(code: str | None) -> str:
    return language.check(code or language.current())
