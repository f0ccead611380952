import stat
from pathlib import Path

import pytest

from tests.people import answer
from workbook.core.errors import BadChoice, NoSuchWorkshop, Refused, WorkbookError, WorkshopExists
from workbook.core.events import Configured
from workbook.folders import JOURNAL, home, new_workshop, open_workshop, own_secret, place


def test_a_name_is_a_folder_under_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name means the same wherever a notebook runs; a path means itself."""
    monkeypatch.chdir(tmp_path)
    assert place("Our shop") == home() / "Our shop" == tmp_path / "workbook_home" / "Our shop"
    assert place(str(tmp_path / "x")) == place("./x") == tmp_path / "x"


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a\nb", "x" * 81, "what?"])
def test_a_name_holds_nothing_strange(name: str) -> None:
    """What can't be a folder's name everywhere is refused, with what it may be made of."""
    with pytest.raises(BadChoice, match="letters, digits, spaces"):
        place(name)


def test_without_a_home_a_path_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name never resolves against the folder that a kernel happens to run in."""
    monkeypatch.delenv("WORKBOOK_HOME")
    with pytest.raises(BadChoice, match="set WORKBOOK_HOME"):
        place("shop")


def test_a_new_workshop_is_found_again() -> None:
    """What is said in a new workshop is there for whoever opens it, by its name, folder or journal."""
    workshop = new_workshop("shop", organisation="The Shop")
    for name in ("shop", str(home() / "shop"), str(home() / "shop" / JOURNAL)):
        assert open_workshop(name).state() == workshop.state()
    assert workshop.state().opened.organisation == "The Shop"
    assert workshop.folder == home() / "shop"


def test_a_workshop_is_not_overwritten() -> None:
    """A second one of the same name is refused, and the first stays as it was."""
    first = new_workshop("shop").state()
    with pytest.raises(WorkshopExists, match="Choose another name"):
        new_workshop("shop")
    assert open_workshop("shop").state() == first


def test_there_are_only_the_workshops_there_are() -> None:
    """A name that leads nowhere is refused with the way to make one, and no folder appears."""
    with pytest.raises(NoSuchWorkshop, match="workbook new shop"):
        open_workshop("shop")
    assert list(home().iterdir()) == []


def test_a_one_person_office_hides_nothing() -> None:
    """Nobody has to be waited for: every exercise is shown from the start, also one begun later."""
    state = new_workshop("alone", one_person=True).state()
    assert state.exercise("policies").revealed
    assert state.exercise("vision").revealed


def test_the_demo_is_kept_nowhere() -> None:
    """What is said in the demonstration is gone when it is opened again."""
    first = open_workshop("demo")
    first.say(Configured(exercise="policies", settings={"consensus": 0.9}))
    assert open_workshop("demo").state().exercise("policies").settings.consensus == 0.75
    assert list(home().iterdir()) == []


def test_a_secret_is_ones_own(tmp_path: Path) -> None:
    """It stays the same, only its owner can read it, and it is outside every workshop."""
    secret = own_secret()
    new_workshop("shop").say(Configured(exercise="policies", settings={"consensus": 0.9}))
    [file] = [f for f in tmp_path.rglob("secret*") if f.is_file()]
    assert file.read_bytes() == own_secret() == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [f for f in home().rglob("*") if f.is_file() and secret in f.read_bytes()]


def test_an_error_is_its_sentence() -> None:
    """A notebook shows the sentence and no traceback."""
    with pytest.raises(Refused) as error:
        open_workshop("demo").say(answer("nothing"))
    assert isinstance(error.value, WorkbookError)
    assert error.value._render_traceback_() == [str(error.value)]
