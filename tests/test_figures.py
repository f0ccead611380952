"""Figures: how a list of them is read, and where what is at stake shows them."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.people import joined, stored
from workbook.core import figures
from workbook.core.errors import BadInventory, BadParameter, Refused
from workbook.core.events import Configured
from workbook.core.plan import plan
from workbook.entries import Noted, add_figures
from workbook.export import WRITERS
from workbook.export.stakes import stakes
from workbook.workshop import Workshop

OWN = ("complaints,66,our list", "months,3,our list", "customers,140,", "yearly_value,5200,ledger", "keeping,180.50,x")


def table(folder: Path, *lines: str, header: str = "figure,value,source") -> Path:
    path = folder / "own.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def noted(workshop: Workshop, folder: Path, *lines: str) -> Noted:
    return add_figures(workshop, table(folder, *lines), {})


def wrong(workshop: Workshop, path: Path, **columns: str) -> list[str]:
    with pytest.raises(BadInventory) as error:
        add_figures(workshop, path, columns)
    return str(error.value).replace(str(path), "own.csv").split("\n")


def values(workshop: Workshop) -> dict[str, object]:
    return {name: one["value"] for name, one in figures.stored(workshop.state()).items()}


def configured(**assumptions: object) -> Configured:
    return Configured(exercise="stakes", settings={"assumptions": assumptions})


def test_a_list_becomes_one_event_with_value_and_source(workshop: Workshop, tmp_path: Path) -> None:
    """Whatever the file is called later, the journal says of each figure what it is and where it comes from."""
    assert noted(workshop, tmp_path, *OWN) == Noted(5, 5, 0, 0, missing=())
    said = stored(workshop)[-1]
    assert isinstance(said, Configured)
    assert said.exercise == "stakes"
    assert said.settings["assumptions"]["complaints"] == {"value": 66, "source": "our list"}
    assert said.settings["assumptions"]["customers"] == {"value": 140, "source": ""}


def test_importing_figures_again_adds_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """Nor does another order; what has changed is changed, and what isn't in the file stays."""
    noted(workshop, tmp_path, *OWN)
    before = stored(workshop)
    assert noted(workshop, tmp_path, *OWN[::-1], OWN[0]) == Noted(6, 0, 0, 1, missing=())
    assert stored(workshop) == before
    assert noted(workshop, tmp_path, "customers,150,ledger", "winning,4,our own costs").reworded == 1
    assert values(workshop) == {
        "complaints": 66, "months": 3, "customers": 150, "yearly_value": 5200, "keeping": 180.5, "winning": 4
    }  # fmt: skip


def test_what_is_still_missing_is_said(workshop: Workshop, tmp_path: Path) -> None:
    """Those that no study can tell, by name; until they are there, the plan says nothing of what is at stake."""
    assert noted(workshop, tmp_path, *OWN[:3]).missing == ("yearly_value", "keeping")
    assert plan(workshop.state()).stakes is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("1250", 1250), ("1 250", 1250), ("1250,5", 1250.5), ("1250.50", 1250.5), ("0.125", 0.125), ("0", 0)],
)
def test_numbers_are_read_as_people_write_them(workshop: Workshop, tmp_path: Path, written: str, read: float) -> None:
    """With a point or a comma before the decimals, and with spaces between the thousands."""
    noted(workshop, tmp_path, f'keeping,"{written}",x')
    assert values(workshop) == {"keeping": read}


def test_a_share_may_be_a_percentage(workshop: Workshop, tmp_path: Path) -> None:
    """As people write shares; the journal keeps 0..1."""
    noted(workshop, tmp_path, "least_complaining,2.5 %,survey", "most_complaining,0.05,survey")
    assert values(workshop) == {"least_complaining": 0.025, "most_complaining": 0.05}


def test_all_that_is_wrong_with_figures_is_said_at_once(workshop: Workshop, tmp_path: Path) -> None:
    """Each bad cell has its line: row, column and what is allowed; nothing of the file is taken."""
    path = table(
        tmp_path, "wages,12,x", "customers,many,x", "keeping,-3,x", 'yearly_value,"12,500",x', "months,0,x",
        "complaints,2.5,x", "most_complaining,4,x", "currency,100,x", "winning,,x", "winning,5,x", "winning,6,x",
    )  # fmt: skip
    assert wrong(workshop, path) == [
        "own.csv, row 2: 'figure' is 'wages', which is no figure. Choose one of: complaints, months, customers, "
        "yearly_value, keeping, currency, least_complaining, most_complaining, winning.",
        "own.csv, row 3: 'value' of customers is 'many'. Write a whole number, 0 or more.",
        "own.csv, row 4: 'value' of keeping is '-3'. Write a number, 0 or more.",
        "own.csv, row 5: 'value' of yearly_value is '12,500'. Write the number without a sign between the "
        "thousands, and with two decimals at most.",
        "own.csv, row 6: 'value' of months is '0'. Write a whole number, 1 or more.",
        "own.csv, row 7: 'value' of complaints is '2.5'. Write a whole number, 0 or more.",
        "own.csv, row 8: 'value' of most_complaining is '4'. Write a share above 0 and up to 1, such as 0.04.",
        "own.csv, row 9: 'value' of currency is '100'. Write the sign or the code of a currency, such as € or EUR.",
        "own.csv, row 10: 'value' is empty. Write the text, or take the row out.",
        "own.csv, row 12: 'winning' was in row 11 already, with something else. Keep one of them.",
    ]
    assert values(workshop) == {}


def test_shares_that_cross_are_refused(workshop: Workshop, tmp_path: Path) -> None:
    """Also where the other one is the claim's."""
    [sentence] = wrong(workshop, table(tmp_path, "least_complaining,0.1,survey"))
    assert sentence.startswith("own.csv: 'least_complaining' is 0.1, and 'most_complaining' only 0.04.")


def test_a_list_without_rows_or_columns_is_named(workshop: Workshop, tmp_path: Path) -> None:
    """The sentence says what to write, or which columns there are."""
    assert wrong(workshop, table(tmp_path)) == ["own.csv has no rows below its header. Write one figure a row."]
    [sentence] = wrong(workshop, table(tmp_path, "customers,3", header="name,value"))
    assert "no column is called 'figure'. The columns are: name, value." in sentence


def test_other_headings_and_spreadsheets_are_read(workshop: Workshop, tmp_path: Path) -> None:
    """Columns that the mapping names, a spreadsheet's own numbers, and names of figures with spaces and capitals."""
    book = openpyxl.Workbook()
    for row in (("Item", "Amount", "Source"), ("Yearly value", 5200.5, "ledger"), ("CUSTOMERS", 140, None)):
        book.active.append(row)
    book.save(tmp_path / "own.xlsx")
    add_figures(workshop, tmp_path / "own.xlsx", {"Item": "figure", "Amount": "value"})
    assert values(workshop) == {"yearly_value": 5200.5, "customers": 140}


def test_errors_name_the_columns_of_the_file(workshop: Workshop, tmp_path: Path) -> None:
    """Mapped, a column is called what it is called there."""
    path = table(tmp_path, "keeping,dear", header="Item,Amount")
    [sentence] = wrong(workshop, path, Item="figure", Amount="value")
    assert "row 2: 'Amount' of keeping is 'dear'." in sentence


def test_only_those_who_lead_set_figures(workshop: Workshop, tmp_path: Path) -> None:
    """A participant may not; an owner may."""
    [ana] = joined(workshop, "Ana")
    with pytest.raises(Refused, match="Only the facilitator or an owner"):
        noted(ana, tmp_path, *OWN)
    [olga] = joined(workshop, "Olga", role="owner")
    assert noted(olga, tmp_path, *OWN).new == 5


@pytest.mark.parametrize(
    ("assumptions", "sentence"),
    [
        ({"wages": {"value": 1, "source": ""}}, "There is no figure 'wages'. Choose one of: complaints, months"),
        ({"months": {"value": 0, "source": ""}}, "'months' can't be 0. It is a whole number, 1 or more."),
        ({"months": {"value": True, "source": ""}}, "'months' can't be True"),
        ({"keeping": {"value": float("inf"), "source": ""}}, "'keeping' can't be inf"),
        ({"months": 3}, "'months' can't be 3. It is .*source"),
        ({"winning": {"value": 3, "source": None}}, "'winning' can't be"),
    ],
)
def test_no_figure_that_cannot_be_is_ever_said(workshop: Workshop, assumptions: dict, sentence: str) -> None:
    """However it comes, the event is refused and nothing is written."""
    with pytest.raises(Refused, match=sentence):
        workshop.say(configured(**assumptions))
    assert values(workshop) == {}


def test_stakes_follow_the_claims(workshop: Workshop) -> None:
    """Of 10 complaints a year at 2 to 4 %, 250 to 500 are dissatisfied; never more than there are customers."""
    rows = {row.what: row for row in stakes(workshop, 10, 12, 400, 100, 10).rows}
    assert rows["Dissatisfied customers a year"][1:] == (
        "250 to 400", "worked out from the claims; never more than all customers"
    )  # fmt: skip
    more = {row.what: row for row in stakes(workshop, 10, 12, 501).rows}
    assert more["Dissatisfied customers a year"][1:] == ("250 to 500", "worked out from the claims")
    assert rows["Of these, customers who stay silent"].value == "240 to 390"
    assert rows["Value at risk a year"].value == "25,000 to 40,000\N{NO-BREAK SPACE}€"
    assert rows["Cost of replacing them"][1:] == ("12,500 to 20,000\N{NO-BREAK SPACE}€", "worked out from the claims")
    assert rows["Winning a customer costs"][1:] == ("5 times what keeping one costs", "claim, from an unnamed study")


def test_every_figure_says_where_it_comes_from(workshop: Workshop, tmp_path: Path) -> None:
    """Given for once before the company's own, those before an example; without a source it is a claim."""
    assert {row.source for row in stakes(workshop).rows[:5]} == {"an example, until you give your own"}
    noted(workshop, tmp_path, *OWN)
    rows = {row.what: row for row in stakes(workshop, keeping=200).rows}
    assert rows["Complaints received"][1:] == ("66", "our list")
    assert rows["Complaints a year"].value == "264"
    assert rows["Customers we have"][1:] == ("140", "claim, without a source")
    assert rows["Keeping one customer for a year costs"][1:] == ("200\N{NO-BREAK SPACE}€", "given in the notebook")


def test_what_rests_on_no_claim_says_so(workshop: Workshop, tmp_path: Path) -> None:
    """A company that has measured it all itself reads nothing of claims."""
    mine = [f"{name},{value},measured" for name, value in
            (("least_complaining", "10 %"), ("most_complaining", "12.5 %"), ("winning", "3"))]  # fmt: skip
    noted(workshop, tmp_path, *OWN[:2], *OWN[3:], "customers,140,ledger", *mine)
    found = stakes(workshop)
    assert "claim" not in repr(found)
    assert "Share of dissatisfied customers who complain, at most: 12.5% (measured)" in repr(found)


def test_a_figure_by_hand_that_cannot_be_is_refused(workshop: Workshop, tmp_path: Path) -> None:
    """In one sentence; against the workshop's own figures, too."""
    noted(workshop, tmp_path, "least_complaining,0.03,survey")
    with pytest.raises(BadParameter, match=r"'months' can't be 0\. It is a whole number, 1 or more"):
        stakes(workshop, months=0)
    with pytest.raises(BadParameter, match="'keeping' can't be nan"):
        stakes(workshop, keeping=float("nan"))
    with pytest.raises(BadParameter, match=r"'least_complaining' is 0\.03, and 'most_complaining' only 0\.02"):
        stakes(workshop, most_complaining=0.02)


def test_the_plan_shows_what_is_at_stake_with_its_sources(workshop: Workshop, tmp_path: Path) -> None:
    """In every document; what people wrote as a source stays what they wrote."""
    assert "What is at stake" not in WRITERS["html"](plan(workshop.state()))
    noted(workshop, tmp_path, *OWN[1:], "complaints,66,<b>our</b> list")
    made = plan(workshop.state())
    page, text, data = (WRITERS[form](made) for form in ("html", "md", "json"))
    assert '<td>66</td><td dir="auto">&lt;b&gt;our&lt;/b&gt; list</td>' in page
    assert r"| Complaints received | 66 | \<b\>our\</b\> list |" in text
    assert json.loads(data)["stakes"]["assumed"]["months"] == {"value": 3, "source": "our list", "claim": False}
