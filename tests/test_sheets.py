import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.test_inventory import complaints, items_of


def sheet(folder: Path, change: Callable[[str], str] = str, **cells: str) -> Path:
    """A spreadsheet whose first row is the header; the XML of its sheet may be changed."""
    book = openpyxl.Workbook()
    for place, value in {"A1": "policy", "B1": "note", **cells}.items():
        book.active[place] = value
    book.save(folder / "whole.xlsx")
    path = folder / "list.xlsx"
    with zipfile.ZipFile(folder / "whole.xlsx") as whole, zipfile.ZipFile(path, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, change(content.decode()) if name.endswith("sheet1.xml") else content)
    return path


def test_a_spreadsheet_that_breaks_off_is_named(tmp_path: Path) -> None:
    """A row that can't be read is told like a file that can't be opened."""
    path = sheet(tmp_path, lambda xml: xml.replace("</row><row", "</row><roww", 1), A2="No dogs", A3="No cats")
    assert complaints(path) == [f"{path} is not a spreadsheet that can be read. Save it again as XLSX or CSV."]


def test_a_spreadsheet_with_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    """What a program noted as the sheet's size is not believed: no row is passed over."""
    path = sheet(tmp_path, lambda xml: re.sub('ref="A1:[A-Z0-9]+"', 'ref="A1:A2"', xml), A2="No dogs", A3="No cats")
    assert [a.text for a in items_of(path)] == ["No dogs", "No cats"]


def test_a_formula_without_its_value_is_named(tmp_path: Path) -> None:
    """The row isn't taken for an empty one; in a column that we don't read a formula doesn't matter."""
    path = sheet(tmp_path, A2='=A4&"!"', C2="=1+1", A3="No dogs")
    [sentence] = complaints(path)
    assert sentence.startswith(f"{path}, row 2: 'policy' is the formula =A4&\"!\", and the file doesn't hold its value")


def test_a_formula_with_its_value_is_that_value(tmp_path: Path) -> None:
    """An empty text is a value, too."""

    def computed(xml: str) -> str:
        xml = re.sub(r'r="A2"', 'r="A2" t="str"', xml)
        first, mark, rest = xml.partition('r="B2"')
        first = re.sub("<v ?/>|<v></v>", "<v>No dogs</v>", first)
        return first + mark + ' t="str"' + rest

    [policy] = items_of(sheet(tmp_path, computed, A2='="No"&" dogs"', B2='=""'))
    assert (policy.text, policy.attributes) == ("No dogs", {})


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!", "#NAME?"])
def test_an_error_value_is_named(tmp_path: Path, value: str) -> None:
    """A formula that went wrong is no policy; a text that looks a little like one is."""
    path = sheet(tmp_path, A2=value, A3="#1 rule: smile!")
    [sentence] = complaints(path)
    assert f"row 2: 'policy' is the error {value}." in sentence
