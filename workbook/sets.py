"""Sets: a table of parameters, each row of which is a run of the notebooks."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from workbook import jobs, notebooks
from workbook.columns import Field, Row, errors, read_headed, short
from workbook.core.errors import BadChoice, BadInventory, BadParameter, WorkbookError
from workbook.core.language import _, check
from workbook.places import NAMED
from workbook.runner import Job
from workbook.runner import check as check_jobs
from workbook.sheets import refuse

OURS = ("notebook", "name")  # columns that are no parameters


def jobs_of(
    name: str | None,
    file: Path | None,
    wanted: Sequence[str],
    languages: Sequence[str],
    parameters: Mapping[str, str],
) -> list[Job]:
    """What the command line asks for, checked before anything runs: those of a workshop, or of a table."""
    if "language" in parameters:
        check(parameters["language"])
    if file:
        return read_sets(file, name, wanted, languages, parameters)
    if not name:
        raise BadChoice(_("Say which workshop: workbook run NAME, or workbook run --sets FILE."))
    return check_jobs(jobs.jobs(name, wanted, languages, parameters))


def read_sets(
    file: Path,
    name: str | None = None,
    wanted: Sequence[str] = (),
    languages: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
) -> list[Job]:
    """The jobs of a table, row by row; BadInventory with a line for each row that can't be run.

    What a row leaves empty is taken from the rest: the workshop's name, notebooks wanted, languages, parameters.
    """
    header, rows = read_headed(file)
    if not rows:
        raise BadInventory(
            _("{file}: there is no row below the header. Write a row for each set of parameters.").format(file=file)
        )
    table = _Table(file, {"workshop": name or "", **(parameters or {})}, wanted, languages)
    made, faults = table.read(rows)
    refuse(list(table.odd_columns(header)))
    refuse([*faults, *_clashes(file, made)])
    return [job for __, job in made]


class _Table:
    """A file of sets, and what is taken for what its rows leave empty."""

    def __init__(self, file: Path, given: Mapping[str, str], wanted: Sequence[str], languages: Sequence[str]) -> None:
        self.file, self.given, self.wanted, self.languages = file, given, wanted, languages
        self._source, self._known = cache(jobs.source), cache(notebooks.parameters)
        self._met: dict[str, None] = dict.fromkeys(n for path in notebooks.originals() for n in self._known(path))

    def read(self, rows: list[Row]) -> tuple[list[tuple[Row, Job]], list[str]]:
        """The jobs with the rows that they come from, and a sentence for each row that can't be run."""
        made: list[tuple[Row, Job]] = []
        faults: list[str] = []
        for row in rows:
            try:
                refuse(list(errors(self.file, row, tuple(map(Field, row.cells)), {})))
                made += [(row, job) for job in self._jobs(row)]
            except BadInventory as fault:
                faults.append(str(fault))
        return made, faults

    def odd_columns(self, header: Sequence[str]) -> Iterator[str]:
        """A sentence for each column that is nobody's, or there twice; BadParameter for one from the command line."""
        allowed = ", ".join([*OURS, *self._met])
        for column, times in Counter(filter(None, header)).items():
            if column not in (*OURS, *self._met):
                sentence = _("{file}, row 1: no notebook has a parameter '{column}'. The columns can be: {allowed}.")
                yield sentence.format(file=self.file, column=short(column), allowed=allowed)
            elif times > 1:
                sentence = _("{file}, row 1: more than one column is '{column}'. Keep one.")
                yield sentence.format(file=self.file, column=column)
        for name in self.given:
            if name not in self._met:
                sentence = _("No notebook has a parameter '{name}'. They know: {allowed}.")
                raise BadParameter(sentence.format(name=name, allowed=", ".join(self._met)))

    def _jobs(self, row: Row) -> Iterator[Job]:
        said = {**self.given, **dict(row.filled)}
        there = self._place(row, said.pop("workshop"))
        listed = self._languages(row, said.pop("language", ""), there.language)
        for language, mark in listed.items():
            chosen = self._chosen(row, there, language)
            values = self._typed(row, chosen, said)
            end = f"-{self._name(row) or _digest({'language': language, **values})}{mark}"
            for path in chosen:
                mine = {name: value for name, value in values.items() if name in self._known(path)}
                yield from there.jobs([path], language, mine, end)

    def _place(self, row: Row, name: str) -> jobs.Source:
        with self._told(row, "workshop"):
            if not name:
                sentence = _("it is empty. Write a workshop's name or folder, or say: workbook run NAME --sets {file}")
                raise BadChoice(sentence.format(file=self.file))
            there = self._source(name)
        self._met |= dict.fromkeys(n for path in there.own for n in self._known(path))
        return there

    def _languages(self, row: Row, said: str, usual: str) -> dict[str, str]:
        """Language -> what tells its outputs from those of the others that the command line asks for."""
        with self._told(row, "language"):
            if row.cells.get("language") or not self.languages:
                return {check(said or usual): ""}
        return {language: f"-{language}" for language in self.languages}

    def _chosen(self, row: Row, there: jobs.Source, language: str) -> list[Path]:
        with self._told(row, "notebook"):
            wanted = re.findall(r"[^\s,;]+", row.cells.get("notebook", ""))
            return notebooks.choose(there.notebooks(language), wanted or self.wanted)

    def _typed(self, row: Row, chosen: Sequence[Path], said: Mapping[str, str]) -> dict[str, Any]:
        """Name -> value as the notebooks declare it. What the command line gives may be for others than these."""
        homes: dict[str, Path] = {}
        for path in chosen:
            homes = dict.fromkeys(self._known(path), path) | homes
        values = {}
        for name, value in said.items():
            with self._told(row, name):
                if name in homes:
                    values[name] = notebooks.typed(homes[name], name, self._known(homes[name])[name], value)
                elif row.cells.get(name) and name not in OURS:
                    sentence = _("none of this row's notebooks has that parameter. They know: {allowed}.")
                    raise BadParameter(sentence.format(allowed=", ".join(homes)))
        return values

    def _name(self, row: Row) -> str:
        name = row.cells.get("name", "")
        with self._told(row, "name"):
            if name and not re.fullmatch(NAMED, name):
                sentence = _("'{name}' can't be part of a file's name. Use letters, digits, spaces, - and _.")
                raise BadChoice(sentence.format(name=short(name)))
        return name

    @contextmanager
    def _told(self, row: Row, column: str) -> Iterator[None]:
        """What is wrong with a cell is told with its place; what the command line gave has none."""
        try:
            yield
        except WorkbookError as why:
            if not row.cells.get(column) and self.given.get(column):
                raise
            sentence = _("{file}, row {row}, column '{column}': {why}")
            raise BadInventory(sentence.format(file=self.file, row=row.number, column=column, why=why)) from why


def _digest(values: Mapping[str, Any]) -> str:
    """The same for the same set, so that its output is found again and written over."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _clashes(file: Path, made: list[tuple[Row, Job]]) -> list[str]:
    """A sentence for each row whose outputs would be written over those of a row above it."""
    first: dict[str, Row] = {}
    pairs = [(row, first.setdefault(str(job.output).casefold(), row)) for row, job in made]
    sentence = _(
        "{file}, row {row}, column 'name': what it writes would replace what row {first} writes. "
        "Give each a name of its own, or take one out."
    )
    clashing = {row.number: other.number for row, other in pairs if row is not other}
    return [sentence.format(file=file, row=row, first=other) for row, other in clashing.items()]
