"""Complaints: how a file of them is read, matched to policies, and shown beside those."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.test_complaints import complaint
from tests.people import answer, listed, staged
from workbook.core import policies
from workbook.core.complaints import by_policy, evidence
from workbook.core.errors import BadInventory
from workbook.core.events import Added, Event
from workbook.core.texts import LONGEST
from workbook.evidence import ENOUGH, Letters, match
from workbook.folders import add_complaints, add_policies
from workbook.imported import Matched
from workbook.inventory import read_complaints
from workbook.rehearsal import demo
from workbook.samples import COMPANIES, shipped
from workbook.screens import answer as answering
from workbook.screens import decide
from workbook.screens.conversation import Conversation
from workbook.screens.evidence import LONGEST as LONGEST_QUOTE
from workbook.screens.evidence import QUOTES
from workbook.workshop import Workshop

DOGS = {"A1": "Dogs stay outside the shop", "A2": "Invoices are sent on paper by post"}
BARKED = "My dog had to wait outside your shop in the rain"


def listing(folder: Path, *lines: str, header: str = "id,date,kind,policy,text") -> Path:
    path = folder / "letters.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def read(path: Path) -> list[Added]:
    return read_complaints(path, DOGS).items


def wrong(path: Path) -> list[str]:
    with pytest.raises(BadInventory) as error:
        read(path)
    return str(error.value).replace(f"{path}, ", "").split("\n")


def with_dogs(workshop: Workshop) -> Workshop:
    workshop.say(*(listed(item, text) for item, text in DOGS.items()))
    return workshop


def test_words_lead_to_the_policy_that_they_are_about() -> None:
    """In any language and script, by runs of letters; what is about none of them is matched to none."""
    texts = [BARKED, "Why does my invoice come on paper?", "The coffee was cold"]
    dogs, paper, coffee = match(texts, list(DOGS.values()))
    assert (dogs[0], paper[0], coffee) == (0, 1, None)
    rules = ["Собаки остаются снаружи", "Счета отправляются по почте", "تبقى الكلاب خارج المتجر"]
    assert [found[0] for found in match(["Моя собака ждала снаружи!", "كلبي بقي خارج متجركم"], rules)] == [0, 2]


def test_a_match_depends_on_its_own_words_alone() -> None:
    """Other complaints in the file, and how many, change nothing; nor does another run."""
    rules, texts = list(DOGS.values()), [BARKED, *(f"Something else {n}" for n in range(600))]
    assert match(texts, rules)[0] == match([BARKED], rules)[0] == match(texts[::-1], rules)[-1]


def test_without_policies_nothing_is_matched() -> None:
    """A complaint may come first; and no complaint needs no policy."""
    assert match([BARKED], []) == [None]
    assert match([], ["Dogs stay outside"]) == []


def test_most_of_the_samples_complaints_find_their_policy() -> None:
    """Against what was labelled by hand: of 52, seven in ten come first, and few of the others are kept."""
    company = COMPANIES["demo"]
    rules = company.policies()
    ids, said = [rule.item for rule in rules], company.complaints(rules)
    alike = Letters([rule.text for rule in rules]).likeness([each.text for each in said])
    pairs = [
        (each.attributes.get("policy"), ids[row.argmax()], row.max()) for each, row in zip(said, alike, strict=True)
    ]
    about = [true == found for true, found, __ in pairs if true]
    astray = [share >= ENOUGH for true, __, share in pairs if not true]
    assert sum(about) / len(about) > 0.7
    assert sum(astray) / len(astray) < 0.3


def test_a_complaint_is_an_item_with_the_policy_it_is_about(tmp_path: Path) -> None:
    """Its words, its cells, where it stood, the policy and how like it is, 0..1 with two digits."""
    [read_] = read(listing(tmp_path, f"K1,2026-04-01,complaint,,{BARKED}"))
    assert (read_.exercise, read_.item, read_.text) == ("complaints", "K1", BARKED)
    assert read_.source == {"kind": "complaint", "file": "letters.csv", "row": 2}
    likeness = read_.attributes["likeness"]
    assert read_.attributes == {"date": "2026-04-01", "kind": "complaint", "policy": "A1", "likeness": likeness}
    assert ENOUGH <= likeness == round(likeness, 2) <= 1


def test_a_list_may_say_itself_what_a_complaint_is_about(tmp_path: Path) -> None:
    """An id is taken instead of matching, a dash means none; only an empty cell is matched."""
    path = listing(tmp_path, f"K1,,,A2,{BARKED}", f"K2,,,-,{BARKED}", f"K3,,,,{BARKED}")
    stated, none, matched = (each.attributes for each in read(path))
    assert (stated, none) == ({"policy": "A2"}, {})
    assert matched["policy"] == "A1"


def test_all_that_is_wrong_with_complaints_is_said_at_once(tmp_path: Path) -> None:
    """Each bad cell has its line: row, column and what is allowed."""
    path = listing(tmp_path, "K1,1 April,,,x", "K2,2026-W01-1,letter,,", "K3,,,A9,x", "K3,,,A1,x")
    assert wrong(path) == [
        "row 2: 'date' is '1 April'. Write a day such as 2026-12-31, or leave it empty.",
        "row 3: 'date' is '2026-W01-1'. Write a day such as 2026-12-31, or leave it empty.",
        "row 3: 'kind' is 'letter'. Write complaint, inquiry, or leave it empty.",
        "row 3: 'text' is empty. Write the text, or take the row out.",
        "row 4: 'policy' is 'A9', but the workshop has no policy with this id. "
        "Write the id of one, - for none, or leave it empty.",
        "row 5: the complaint is that of row 4, with something else in another cell. Give each complaint its own 'id'.",
    ]


def test_the_same_words_on_another_day_are_another_complaint(tmp_path: Path) -> None:
    """Without ids, too; a row copied counts once."""
    path = listing(tmp_path, "2026-04-01,No!", "2026-04-02,No!", "2026-04-01,No!", header="date,text")
    assert len({each.item for each in read(path)}) == 2


def test_of_a_very_long_letter_the_beginning_is_kept(tmp_path: Path) -> None:
    """Nobody shortens what customers wrote; all of it is matched."""
    [letter] = read(listing(tmp_path, f"{'Hello. ' * 400}{BARKED * 20}", header="text"))
    assert (len(letter.text), letter.text[-1], letter.attributes["policy"]) == (LONGEST, "…", "A1")


def test_importing_complaints_again_adds_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """Unless the policies have changed: then they are matched anew."""
    path = listing(tmp_path, f"K1,,,,{BARKED}", "K2,,,,The coffee was cold")
    assert add_complaints(with_dogs(workshop), path, {}) == Matched(2, 2, 0, 0, matched=1)
    assert add_complaints(workshop, path, {}) == Matched(2, 0, 0, 0, matched=1)
    workshop.say(listed("A3", "The coffee is cold"))
    assert add_complaints(workshop, path, {}).reworded > 0
    assert add_complaints(workshop, path, {}).reworded == 0
    assert [item.id for item in evidence(workshop.state(), "A3")] == ["K2"]


def test_real_complaints_are_read(workshop: Workshop, real_data: Path) -> None:
    """450 of them, with the headings of their own file; most are about no policy of a cleaning company."""
    add_policies(workshop, shipped("policies") / "cleaning.csv", {})
    columns = {"narrative": "text", "complaint_id": "id", "submitted_via": "channel"}
    done = add_complaints(workshop, real_data / "complaints_cfpb_en.csv", columns)
    assert (done.read, done.new) == (450, 450)
    assert done.matched < 90


def test_the_demo_needs_no_scikit_learn() -> None:
    """A fresh interpreter that rehearses it, complaints and all, has loaded none of it."""
    code = "from workbook.rehearsal import demo; demo(); import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "workbook.rehearsal" in loaded
    assert {"sklearn", "scipy", "pandas"} & set(loaded) == set()


def test_the_demos_windows_trouble_customers_most() -> None:
    """Every complaint of the sample was labelled, and more are about windows than about anything else."""
    with (shipped("policies") / "cleaning-complaints.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["policy"] for row in csv.DictReader(file))
    found = by_policy(demo().state())
    assert max(found, key=lambda policy: len(found[policy])) == "C08"
    assert sum(map(len, found.values())) == 52


@pytest.mark.parametrize("screen", [answering, decide])
def test_a_card_shows_how_many_and_the_closest(workshop: Workshop, screen) -> None:
    """A number, its words, and the ids of three quotes; a card without evidence has nothing more."""
    workshop.say(*(complaint(f"K{n}", "P1", n / 10) for n in range(1, 6)), staged("compare"))
    view = Conversation(workshop.exercise(policies), screen, print).snapshot()
    cards = {card["id"]: card for card in view["items"]}
    assert (cards["P1"]["letters"], cards["P1"]["told"]) == (5, "5 complaints and inquiries")
    assert cards["P1"]["quotes"] == list(view["quotes"]) == ["K5", "K4", "K3"]
    assert view["quotes"]["K5"] == {"text": "Words K5", "why": "likeness in words: 50%"}
    assert not {"letters", "quotes"} & set(cards["P2"])


def test_evidence_keeps_the_page_small(workshop: Workshop) -> None:
    """Of long letters only three beginnings travel, once; a move carries none of them."""
    said: list[Event] = [Added(exercise="complaints", item=f"K{n}", text="x" * LONGEST, attributes={"policy": "P1"},
                               source={"kind": "complaint"}) for n in range(50)]  # fmt: skip
    workshop.say(*said)
    talk = Conversation(workshop.exercise(policies), answering, print)
    quotes = talk.snapshot()["quotes"].values()
    assert [len(quote["text"]) for quote in quotes] == [LONGEST_QUOTE] * QUOTES
    assert "xxx" not in json.dumps(talk.snapshot(["P1"]))


def test_a_page_that_is_open_hears_of_new_complaints(workshop: Workshop) -> None:
    """They bear on any card, so that it gets everything anew; an answer still sends its one card."""
    heard: list[dict] = []
    talk = Conversation(workshop.exercise(policies), answering, heard.append)
    talk.hear({"do": "hello"})
    workshop.say(complaint("K1", "P2"))
    talk.tell()
    workshop.say(answer("P2", "drop"))
    talk.tell()
    assert [message["type"] for message in heard] == ["snapshot", "snapshot", "delta"]
    assert heard[-1]["screen"]["items"][0]["letters"] == 1


def test_evidence_sets_nothing(workshop: Workshop) -> None:
    """However many complaints there are, a policy lies where it lay and the form suggests what it did."""
    before = Conversation(workshop.exercise(policies), answering, print).snapshot()["items"][0]
    workshop.say(*(complaint(f"K{n}", "P1", 0.9) for n in range(20)))
    after = Conversation(workshop.exercise(policies), answering, print).snapshot()["items"][0]
    assert {name: after[name] for name in before} == before
    assert workshop.exercise(policies).state().answers == {}
