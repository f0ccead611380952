import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.people import answer
from workbook import building, folders
from workbook.building import JOURNAL
from workbook.core.errors import BadChoice, NoSuchWorkshop, Refused, WorkbookError, WorkshopExists
from workbook.core.events import Configured
from workbook.folders import delete, demo_folder, make, new_workshop, open_workshop, own_secret
from workbook.live.tokens import Tokens
from workbook.places import home, place


def test_a_name_is_a_folder_under_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name means the same wherever a notebook runs; a path means itself."""
    monkeypatch.chdir(tmp_path)
    assert place("Our shop") == home() / "Our shop" == tmp_path / "workbook_home" / "Our shop"
    assert place(str(tmp_path / "x")) == place("./x") == tmp_path / "x"


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a\nb", "./a\nb", "x" * 81, "what?"])
def test_a_name_holds_nothing_strange(name: str) -> None:
    """What can't be a folder's name everywhere is refused, with what it may be made of."""
    with pytest.raises(BadChoice, match="letters, digits, spaces") as error:
        place(name)
    assert "\n" not in str(error.value)


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


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"" for p in folder.rglob("*")}


def made(name: str) -> None:
    make(name, "", "en", False, None, {})


@pytest.mark.parametrize("create", [new_workshop, made])
@pytest.mark.parametrize("name", ["./Documents", "./", "./Documents/letter.txt"])
def test_a_folder_that_is_not_empty_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, create
) -> None:
    """Whose folder it is can't be known, so nothing is put into it."""
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "letter.txt").write_text("Dear Ana")
    monkeypatch.chdir(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(WorkshopExists, match="Choose another name, or an empty folder"):
        create(name)
    assert everything(tmp_path) == before


def test_an_empty_folder_becomes_the_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody is in it, who would then be in a folder that is gone."""
    (tmp_path / "shop").mkdir()
    monkeypatch.chdir(tmp_path / "shop")
    with pytest.raises(WorkshopExists, match="folder above it"):
        made("./")
    monkeypatch.chdir(tmp_path)
    made("./shop")
    assert open_workshop("./shop").folder == tmp_path / "shop"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left"), WorkbookError])
@pytest.mark.parametrize("create", [made, lambda name: demo_folder()], ids=["new", "demo"])
def test_what_is_stopped_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch, stop, create) -> None:
    """Not even the folder of workshops, when that was made for it; and the next attempt succeeds."""
    monkeypatch.setenv("WORKBOOK_HOME", str(home() / "all" / "workshops"))
    with monkeypatch.context() as patch:
        patch.setattr(folders, "_copy_notebooks", lambda *_: (_ for _ in ()).throw(stop))
        with pytest.raises(stop if isinstance(stop, type) else type(stop)):
            create("demo")
    assert list(home().parent.parent.iterdir()) == []
    create("demo")
    assert (home() / "demo" / "notebooks").is_dir()


def test_of_two_made_at_once_one_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other gets the sentence of one who comes later, and the first stays whole."""

    def attempt(organisation: str) -> str:
        try:
            return make("shop", organisation, "en", False, None, {})[0].state().opened.organisation
        except WorkshopExists as error:
            return str(error)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(attempt, "abcd"))
    assert sum("already" in result for result in results) == 3
    assert open_workshop("shop").state().opened.organisation in results
    assert [p.name for p in home().iterdir()] == ["shop"]


def test_what_cannot_be_made_is_named_as_it_was_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence tells of the folder beside it, in which it was being made."""
    monkeypatch.setattr("workbook.journal.sqlite._filesystem", lambda folder: "nfs")
    with pytest.raises(WorkbookError, match="network drive") as error:
        new_workshop("shop")
    assert str(home() / "shop" / JOURNAL) in str(error.value)


def test_notebooks_name_the_place_they_end_up_in() -> None:
    """They are written elsewhere and moved."""
    made("shop")
    notebook = (home() / "shop" / building.NOTEBOOKS / "04-policies.ipynb").read_text("utf-8")
    assert f"workshop: str = '{home() / 'shop'}'" in notebook
    assert ".workbook-" not in notebook


def test_what_the_demo_left_without_a_folder_comes_along() -> None:
    """`run demo` and `plan demo` write into its place before it is there."""
    (home() / "demo" / "plan").mkdir(parents=True)
    (home() / "demo" / "plan" / "plan.html").write_text("A plan")
    demo_folder()
    assert (home() / "demo" / "plan" / "plan.html").read_text() == "A plan"


def test_delete_leaves_what_the_workbook_did_not_make() -> None:
    """A letter that somebody put into the folder is still there, in a folder that else is empty."""
    made("shop")
    for name in ("run", "plan", "letters"):
        (home() / "shop" / name).mkdir()
        (home() / "shop" / name / "a.txt").write_text("Dear Ana")
    (home() / "shop" / f"{JOURNAL}-wal").touch()
    delete("shop")
    assert list(everything(home())) == ["shop", "shop/letters", "shop/letters/a.txt"]


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_workshop_whose_journal_cannot_be_opened_can_be_deleted(content: bytes) -> None:
    """So that a name is never taken for good."""
    (home() / "shop").mkdir()
    (home() / "shop" / JOURNAL).write_bytes(content)
    with pytest.raises(WorkbookError):
        open_workshop("shop")
    delete("shop")
    made("shop")


def test_deleting_takes_the_tokens_along(tmp_path: Path) -> None:
    """Nobody who once joined on the live page can come back to a workshop that is made anew."""
    workshop = new_workshop(str(tmp_path / "acme"))
    Tokens(workshop).give("somebody", "participant")
    delete(str(workshop.folder))
    assert not (tmp_path / "acme").exists()


def test_a_secret_asked_for_by_many_at_once_is_one(tmp_path: Path) -> None:
    """Threads and processes that need it first, all at the same time, get the same 32 bytes and leave nothing else."""
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(lambda _: own_secret(), range(64)))
    assert [len(secret) for secret in secrets] == [32]
    assert [file.name for file in (tmp_path / "xdg_data_home" / "workbook").iterdir()] == ["secret"]
