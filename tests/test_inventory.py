import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from workbook.core.errors import BadInventory
from workbook.core.events import Added
from workbook.inventory import news, read_policies
from workbook.samples import shipped
from workbook.sheets import MOST_ERRORS
from workbook.workshop import Workshop

HEADER = ("id", "policy", "area", "friendly", "necessary", "reason")
ROWS = (
    ("A1", "Café closes at six; “no” exceptions", "hours", "no", "no", ""),
    ("A2", "Dogs, small ones, are welcome", "visits", "yes", "no", ""),
    ("A3", "Helmets must be worn", "safety", "No", "YES", "Safety"),
)
REAL = {"policy_text": "policy", "section": "area", "company": "source"}


def separated(delimiter: str, encoding: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with (folder / "list.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([HEADER, *ROWS])
        return folder / "list.csv"

    return write


def spreadsheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.create_sheet("not this one").append(["policy"])
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


FORMATS = {
    "comma": separated(",", "utf-8"),
    "semicolon": separated(";", "utf-8"),
    "tab": separated("\t", "utf-8"),
    "BOM": separated(",", "utf-8-sig"),
    "Windows-1252": separated(";", "cp1252"),
    "spreadsheet": spreadsheet,
}

UNREADABLE = {  # what is in the file, and what the sentence says
    "empty": (b"", "no column is called 'policy'"),
    "no rows": (b"policy\n", "no rows below its header"),
    "no policies": (b"rule,area\nNo dogs,visits\n", r"The columns are: rule, area.*--map"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
    "no spreadsheet": (b"PK\x03\x04 broken", "Save it again as XLSX or CSV"),
    "no encoding": (b"policy\n\x81\x8d\xff\n", "unknown encoding"),
    "an open quote": (b'policy\n"' + b"No dogs\n" * 20_000, "row 2: a quote isn't closed"),
    "a quote left open": (b'policy\nNo cats\n"No dogs\nNo birds\n', "row 3: a quote isn't closed"),
    "a quote that swallows a row": (b'policy\n"No dogs\n"No cats"\n', "row 2: a quote isn't closed"),
    "a comma that splits a text": (b"policy,area\nNo refunds, ever, even if,shop\n", "row 2: cell 4 .* quotes"),
    "two columns of one name": (b"Policy,area,policy\n", "more than one column is 'policy': 'Policy', 'policy'"),
}


def listing(folder: Path, *lines: str, header: str = "id,policy,friendly,necessary,reason") -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def complaints(path: Path, **columns: str) -> list[str]:
    """What is said to be wrong with the file, line by line."""
    with pytest.raises(BadInventory) as error:
        read_policies(path, columns)
    return str(error.value).split("\n")


def items_of(path: Path, columns: Mapping[str, str] = {}) -> list[Added]:
    return read_policies(path, columns).items


def items(workshop: Workshop) -> dict[str, str]:
    return {i.id: i.text for i in workshop.state().exercise("policies").items.values()}


def imported(workshop: Workshop, path: Path) -> list[Added]:
    """What an import adds."""
    new = news(items_of(path), workshop.state().exercise("policies"))
    workshop.say(*new)
    return new


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_is_read_from_every_format(tmp_path: Path, name: str) -> None:
    """Whatever program wrote it, the same rows are the same policies, to the letter."""
    read = items_of(FORMATS[name](tmp_path))
    assert [(a.item, a.text) for a in read] == [row[:2] for row in ROWS]
    assert read[2].attributes == {"area": "safety", "friendly": "no", "necessary": "yes", "reason": "safety"}
    assert [a.source["row"] for a in read] == [2, 3, 4]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """One sentence says which file, and what to do about it."""
    content, words = UNREADABLE[name]
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(BadInventory, match=words) as error:
        read_policies(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong name is said to be one, in one sentence."""
    [sentence] = complaints(tmp_path / "nowhere.csv")
    assert "nowhere.csv can't be read" in sentence


def test_other_headings_are_mapped(tmp_path: Path) -> None:
    """Columns that the mapping names are read, unknown ones are passed over, order and case don't matter."""
    path = listing(tmp_path, "secret,No dogs,visits", header="Margin,rule,AREA")
    [policy] = items_of(path, {"rule": "policy"})
    assert (policy.text, policy.attributes) == ("No dogs", {"area": "visits"})


def test_a_mapping_must_fit(tmp_path: Path) -> None:
    """A column that isn't there and a field that we don't know are refused with those there are."""
    path = listing(tmp_path, "A1,No dogs,,,")
    assert "Its columns are: id, policy" in complaints(path, rule="policy")[0]
    assert "Choose one of: id, policy, area" in complaints(path, policy="rule")[0]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Each bad cell has its line: file, row as a spreadsheet counts, column, and what is allowed."""
    path = listing(tmp_path, "A1,,,,", "A2,No dogs,maybe,,habit", "", "A2,No cats,,,", f"A5,{'x' * 2001},,,")
    empty, friendly, reason, long, twice = complaints(path)
    assert empty == f"{path}, row 2: 'policy' is empty. Write the text, or take the row out."
    assert friendly == f"{path}, row 3: 'friendly' is 'maybe'. Write yes, no, or leave it empty."
    assert reason.endswith(
        "row 3: 'reason' is 'habit'. Write law, safety, insurance, contract, money, or leave it empty."
    )
    assert "row 6: 'policy' is 2001 characters long. Shorten it to 2000." in long
    assert "row 5: 'id' is 'A2' as in row 3, with another text" in twice


def test_what_is_wrong_is_said_in_their_words(tmp_path: Path) -> None:
    """A mapped column is called by the name it has in the file."""
    path = listing(tmp_path, "No dogs,ja", header="rule,nice")
    assert "row 2: 'nice' is 'ja'" in complaints(path, rule="policy", nice="friendly")[0]


def test_a_wrong_column_does_not_fill_the_screen(tmp_path: Path) -> None:
    """After twenty lines only the number of the others is said."""
    lines = complaints(listing(tmp_path, *(f"A{n},Rule {n},maybe,," for n in range(50))))
    assert len(lines) == MOST_ERRORS + 1
    assert lines[-1] == "… and 30 more."


def test_nothing_is_half_imported(workshop: Workshop, tmp_path: Path) -> None:
    """One bad row in the last line, and the workshop has none of the good ones."""
    before = items(workshop)
    with pytest.raises(BadInventory):
        imported(workshop, listing(tmp_path, "A1,No dogs,,,", "A2,No cats,maybe,,"))
    assert items(workshop) == before


def test_importing_again_adds_nothing(workshop: Workshop) -> None:
    """The same file a second time is no news, also for policies that came without an id."""
    path = shipped("policies") / "cleaning.csv"
    assert len(imported(workshop, path)) == 44
    assert imported(workshop, path) == []


def test_a_policy_without_an_id_is_known_by_its_words(workshop: Workshop, tmp_path: Path) -> None:
    """Its id comes from the text, whatever its case and spacing, so another order of rows changes nothing."""
    first = items_of(listing(tmp_path, ",No dogs,,,", ",No cats,,,"))
    again = items_of(listing(tmp_path, ",NO  cats,,,", ",no dogs ,,,"))
    assert [a.item for a in first] == [a.item for a in reversed(again)]


def test_the_same_id_with_another_text_is_a_rewording(workshop: Workshop, tmp_path: Path) -> None:
    """The policy keeps its id and its place, and both wordings are in the journal."""
    imported(workshop, listing(tmp_path, "A1,No dogs,,,", "A2,No cats,,,"))
    [reworded] = imported(workshop, listing(tmp_path, "A1,Dogs stay outside,,,", "A2,No cats,,,"))
    item = workshop.state().exercise("policies").items["A1"]
    assert reworded.text == item.text == "Dogs stay outside"
    assert [w.text for w in item.wordings] == ["No dogs", "Dogs stay outside"]


def test_a_row_copied_counts_once(tmp_path: Path) -> None:
    """A row the same in every cell is one policy; the same words in another area are another one."""
    path = listing(tmp_path, "No dogs,shop", "No dogs,shop", "No dogs,office", header="policy,area")
    read = read_policies(path)
    assert read.rows == 3
    assert [a.attributes["area"] for a in read.items] == ["shop", "office"]
    assert len({a.item for a in read.items}) == 2


@pytest.mark.parametrize(("name", "rows"), [("cleaning.csv", 44), ("template.csv", 3)])
def test_our_own_samples_are_read(name: str, rows: int) -> None:
    """The lists that come with the workbook are what its own rules ask for."""
    read = items_of(shipped("policies") / name)
    assert len({a.item for a in read}) == rows
    assert all(a.source["file"] == name for a in read)


def test_a_real_list_is_read(real_data: Path) -> None:
    """1,600 clauses of real companies' terms: each that isn't a copy of another becomes an item with its own id."""
    path = real_data / "policies_terms_en.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[column].strip() for column in REAL) for row in csv.DictReader(file)]
    read = items_of(path, REAL)
    assert len(rows) == 1600
    assert [(a.text, a.attributes.get("area", ""), a.attributes["source"]) for a in read] == list(dict.fromkeys(rows))
    assert len({a.item for a in read}) == len(read)


def test_two_columns_cannot_be_one_field(tmp_path: Path) -> None:
    """A mapping of two columns to one field is refused by the names of both; one of them would be lost."""
    path = listing(tmp_path, "No dogs,No cats", header="rule,ban")
    assert "'policy': 'rule', 'ban'" in complaints(path, rule="policy", ban="policy")[0]


def test_the_same_words_in_two_places_keep_their_ids(workshop: Workshop, tmp_path: Path) -> None:
    """Rows in another order, an empty column more, or a row less: nothing is new and nothing reworded."""
    lines = [f"No dogs,{area},{source}" for area in ("shop", "office") for source in ("habit", "terms")]
    assert len(imported(workshop, listing(tmp_path, *lines, header="policy,area,source"))) == 4
    for again in (lines[::-1], [f"{line}," for line in lines], lines[2:3]):
        assert imported(workshop, listing(tmp_path, *again, header="policy,area,source,note")) == []


def test_a_text_met_in_a_second_place_keeps_its_id(workshop: Workshop, tmp_path: Path) -> None:
    """The policy that was there stays itself with what was said of it, and only the second one is new."""
    imported(workshop, listing(tmp_path, "No dogs,shop", header="policy,area"))
    [new] = imported(workshop, listing(tmp_path, "No dogs,office", "No dogs,shop", header="policy,area"))
    assert new.attributes == {"area": "office"}
    assert imported(workshop, listing(tmp_path, "No dogs,shop", "No dogs,office", header="policy,area")) == []


def test_rows_that_differ_in_a_note_alone_are_told_apart(workshop: Workshop, tmp_path: Path) -> None:
    """Also where text, area and source are the same, the order of rows makes no difference."""
    lines = ["No dogs,shop,old", "No dogs,shop,new"]
    assert len(imported(workshop, listing(tmp_path, *lines, header="policy,area,note"))) == 2
    assert imported(workshop, listing(tmp_path, *lines[::-1], header="policy,area,note")) == []


def test_a_long_wrong_cell_does_not_hide_what_is_said_about_it(tmp_path: Path) -> None:
    """Only its beginning is shown, on one line."""
    [sentence] = complaints(listing(tmp_path, 'A1,No dogs,"' + "may\nbe " * 1000 + '",,'))
    assert "'may be may be" in sentence
    assert len(sentence) < 300 + len(str(tmp_path))
