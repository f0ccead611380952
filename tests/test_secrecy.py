"""A hidden word, looked for wherever the workbook writes something down."""

from pathlib import Path

import pytest

from tests.people import answer, joined, listed, proposed, staged
from workbook import cli
from workbook.folders import fill, new_workshop
from workbook.jobs import jobs
from workbook.runner import execute_all
from workbook.workshop import Workshop

WORD = "qz7-planted-f31"


def holding(folder: Path, *words: bytes) -> list[str]:
    """Names of the files that hold one of the words; the journal itself holds everything."""
    files = [f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("journal.sqlite")]
    return [f.name for f in files if any(word in f.read_bytes() for word in words)]


def written(workshop: Workshop, me: str) -> None:
    """Everything that can be written about the workshop, by a person."""
    name = str(workshop.folder)
    for run in execute_all(jobs(name, [], [], {"me": me})):
        assert run.ok, run.error
    for words in (["plan", name, "--to", "html,md,json"], ["journal", name, "--me", me, "--json"]):
        with pytest.raises(SystemExit):
            cli.main(words)


@pytest.fixture(params=["file", "database"])
def shared(request) -> str:
    """The address of a database; empty where the journal is in the folder."""
    return "" if request.param == "file" else request.getfixturevalue("postgresql").database()


@pytest.mark.slow
def test_no_file_and_no_listing_tells_what_is_hidden(capsys, tmp_path, shared):
    """Before the reveal another person's notebooks, plan and listing hold neither the word nor whose it is."""
    workshop = new_workshop(str(tmp_path / "acme"), database=shared)
    fill(workshop)
    workshop.say(listed("P1"))
    ana, __ = joined(workshop, "Ana", "Ben")
    ana.say(proposed("idea", WORD), answer("P1", "drop"))
    written(workshop, "Ben")
    assert holding(tmp_path, WORD.encode(), ana.me.id.encode()) == []
    listing = capsys.readouterr().out
    assert WORD not in listing
    assert "Answered" not in listing
    workshop.say(staged("compare"))
    written(workshop, "Ben")
    assert "04-policies.ipynb" in holding(tmp_path, WORD.encode())
    assert WORD in capsys.readouterr().out


def test_the_plan_is_the_same_whoever_writes_it(workshop):
    """Not even one's own hidden answers are in it: it is a function of the journal and the day alone."""
    from workbook.core.plan import plan

    before = plan(workshop.state())
    [ana] = joined(workshop, "Ana")
    ana.say(answer("P1", "drop"), proposed("idea", WORD))
    assert plan(ana.state()) == plan(workshop.state())
    assert plan(ana.state()).open_matters == before.open_matters
