"""Inventories: files that people keep in spreadsheets, read into items.

A file is taken whole or not at all, and all that is wrong with it is said at once.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import IO, Any

from workbook.columns import Field, Row, errors, read, short
from workbook.core import complaints
from workbook.core.errors import BadInventory
from workbook.core.events import Added
from workbook.core.language import _
from workbook.core.policies import REASONS
from workbook.core.state import ExerciseState, item_id
from workbook.core.texts import LONGEST
from workbook.evidence import match
from workbook.sheets import refuse

YES_NO = ("yes", "no", "")
#: Cells of a policy, beside its text, that a translation of a sample translates.
TRANSLATED = ("area", "source", "owner", "authority", "note", "tell", "compromise", "action")
NONE = "-"  # in place of a policy's id: the complaint is about none of them

POLICY = (
    Field("id"),
    Field("policy", required=True),
    Field("area"),
    Field("source"),
    Field("owner"),
    Field("friendly", YES_NO),
    Field("necessary", YES_NO),
    Field("reason", (*REASONS, "")),
    Field("authority"),
    Field("note"),
    Field("tell"),
    Field("compromise"),
    Field("action"),
)

COMPLAINT = (
    Field("id"),
    Field("date", day=True),
    Field("channel"),
    Field("kind", (*complaints.KINDS, "")),
    Field("policy"),
    Field("text", required=True, cut=True),
)


@dataclass(frozen=True)
class Inventory:
    """What a file holds."""

    items: list[Added]
    rows: int  # filled ones, those that repeat another one included


def read_policies(path: Path, columns: Mapping[str, str] | None = None) -> Inventory:
    """The policies of a file as items, each with a stable id and where it stood.

    columns: {column in the file: our field}, for files with other headings. BadInventory names every
    row that can't be read.
    """
    columns = columns or {}
    rows = read(path, POLICY, columns)
    wrong = [error for row in rows for error in errors(path, row, POLICY, columns)]
    refuse([*wrong, *_twice(path, rows)])
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one policy a row.").format(file=path))
    return Inventory(_items(path, rows), len(rows))


def read_complaints(path: Path, policies: Mapping[str, str], columns: Mapping[str, str] | None = None) -> Inventory:
    """The complaints of a file as items, each with the policy it is about: the one its row names, else the likest.

    policies: id -> text, of those in the workshop. columns: as for policies. BadInventory names every bad row.
    """
    columns = columns or {}
    rows = read(path, COMPLAINT, columns)
    wrong = [error for row in rows for error in errors(path, row, COMPLAINT, columns)]
    refuse([*wrong, *_unknown(path, rows, policies), *_alike(path, rows)])
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one complaint a row.").format(file=path))
    unlike = list({row.filled: row for row in reversed(rows)}.values())[::-1]
    found = _matched([row for row in unlike if not row.cells.get("policy")], policies)
    return Inventory([_complaint(path, row, found.get(row.number, {})) for row in unlike], len(rows))


def news(read: list[Added], exercise: ExerciseState) -> list[Added]:
    """Those that the exercise doesn't hold already, word for word."""
    now = {i.id: (i.text, dict(i.attributes)) for i in exercise.items.values()}
    known = _known(read, exercise)
    return [added for added in known if now.get(added.item) != (added.text, dict(added.attributes))]


def _known(read: list[Added], exercise: ExerciseState) -> list[Added]:
    """The same under the ids that the exercise has for them: a text met in one place may since be met in several."""
    places, ids = Counter(map(_place, read)), {added.item for added in read}
    there: dict[tuple[str, ...], str] = {}
    for item in exercise.items.values():
        if not item.proposed and _is_derived(item.wordings[-1]):
            there.setdefault(_place(item.wordings[-1]), item.id)

    def id_of(added: Added) -> str:
        known = there.get(_place(added), added.item)
        return known if _is_derived(added) and places[_place(added)] == 1 and known not in ids else added.item

    return [replace(added, item=id_of(added)) for added in read]


def _is_derived(added: Added) -> bool:
    """The policy came without an id."""
    return added.item.startswith(item_id(added.text))


def _place(added: Added) -> tuple[str, ...]:
    return item_id(added.text), added.attributes.get("area", ""), added.attributes.get("source", "")


def _items(path: Path, rows: list[Row]) -> list[Added]:
    """A row the same in every cell counts once; the same words met in another place are another policy.

    What a row's id is doesn't depend on where in the file it stands.
    """
    unlike: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in rows:
        unlike.setdefault(row.filled, row)
    often = Counter(_first_id(row) for row in unlike.values())
    found: dict[str, Row] = {}
    for __, row in sorted(unlike.items()):
        id_ = _first_id(row) if often[_first_id(row)] == 1 else f"{_first_id(row)}-{_place_id(row)}"
        found[next(i for i in chain([id_], (f"{id_}-{n}" for n in count(2))) if i not in found)] = row
    return [_policy(path, row, id_) for id_, row in sorted(found.items(), key=lambda pair: pair[1].number)]


def _first_id(row: Row) -> str:
    """The policy's id where no other row has the same."""
    return row.cells.get("id") or item_id(row.cells["policy"])


def _place_id(row: Row) -> str:
    """Tells rows with the same id apart: a short form of area and source."""
    return item_id(f"{row.cells.get('area', '')} / {row.cells.get('source', '')}")[:6]


def _policy(path: Path, row: Row, id_: str) -> Added:
    cells = {name: value for name, value in row.cells.items() if name != "id"}
    text = cells.pop("policy")
    return Added(
        exercise="policies",
        item=id_,
        text=text,
        attributes={name: value for name, value in cells.items() if value},
        source={"kind": "inventory", "file": path.name, "row": row.number},
    )


def _twice(path: Path, rows: list[Row]) -> list[str]:
    seen: dict[str, Row] = {}
    errors = []
    for row in rows:
        id_ = row.cells.get("id", "")
        first = seen.setdefault(id_, row)
        if id_ and first is not row and first.cells.get("policy") != row.cells.get("policy"):
            errors.append(
                _(
                    "{file}, row {row}: 'id' is '{value}' as in row {first}, with another text. "
                    "Give each policy its own id."
                ).format(file=path, row=row.number, value=short(id_), first=first.number)
            )
    return errors


def _matched(rows: list[Row], policies: Mapping[str, str]) -> dict[int, dict[str, Any]]:
    """number of a row -> the policy most like it and how much, where one is like it enough."""
    ids = list(policies)
    found = match([row.cells["text"] for row in rows], list(policies.values())) if rows else []
    pairs = zip(rows, found, strict=True)
    return {row.number: {"policy": ids[best[0]], "likeness": round(best[1], 2)} for row, best in pairs if best}


def _complaint(path: Path, row: Row, found: Mapping[str, Any]) -> Added:
    cells = {name: row.cells.get(name, "") for name in ("date", "channel", "kind", "policy")}
    stated = {name: value for name, value in cells.items() if value not in ("", NONE)}
    text = row.cells["text"]
    return Added(
        exercise=complaints.NAME,
        item=_complaint_id(row),
        text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
        attributes={**stated, **found},
        source={"kind": "complaint", "file": path.name, "row": row.number},
    )


def _complaint_id(row: Row) -> str:
    """The same words on another day are another complaint."""
    return row.cells.get("id") or item_id(" / ".join(row.cells.get(n, "") for n in ("date", "channel", "kind", "text")))


def _unknown(path: Path, rows: list[Row], policies: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        id_ = row.cells.get("policy", "")
        if id_ and id_ != NONE and id_ not in policies:
            yield _(
                "{file}, row {row}: 'policy' is '{value}', but the workshop has no policy with this id. "
                "Write the id of one, - for none, or leave it empty."
            ).format(file=path, row=row.number, value=short(id_))


def _alike(path: Path, rows: list[Row]) -> Iterator[str]:
    """Rows of one id that differ in any cell."""
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(_complaint_id(row), row)
        if first.filled != row.filled:
            yield _(
                "{file}, row {row}: the complaint is that of row {first}, with something else in another cell. "
                "Give each complaint its own 'id'."
            ).format(file=path, row=row.number, first=first.number)


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Read by Babel: what our own samples say, but for ids, dates and fixed words, is a message."""
    for number, row in enumerate(csv.DictReader(io.TextIOWrapper(file, "utf-8")), 2):
        said = ("text", "owner") if "text" in row else ("policy", *TRANSLATED)  # a complaint names its policy by id
        free = ("source",) if "figure" in row else said
        yield from ((number, "_", row[name], []) for name in free if row.get(name))
