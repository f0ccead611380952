import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Barrier
from types import ModuleType

import openpyxl
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook import notebooks
from workbook.core import language, policies, vision
from workbook.core.errors import BadChoice
from workbook.core.events import Opened
from workbook.core.language import LANGUAGES, current, ngettext, speaking
from workbook.core.plan import plan
from workbook.entries import add_answers
from workbook.export.markdown import as_markdown
from workbook.export.poster import as_poster
from workbook.export.spreadsheet import as_xlsx
from workbook.journal import Journal
from workbook.rehearsal import demo
from workbook.screens import answer, compare, decide, outcome
from workbook.screens.conversation import Conversation
from workbook.workshop import Workshop

ROOT = Path(__file__).parent.parent
PO = "LC_MESSAGES/workbook.po"

#: What isn't prose: commands, links, signs, menus of JupyterLab, options and fields of the command line.
FIXED = re.compile(
    r"`[^`]+`|\]\([^)]+\)|[●◐✕]|(?<=\| )\+|\*\*[^*]+→[^*]+\*\*"
    r"|workbook (?:new|demo|delete|import|plan)\b|--\w+|[A-Z]+_[A-Z]+"
)

translations = pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])


@pytest.fixture(scope="module", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The catalogues as they are written now, whatever was compiled when the package was installed."""
    folder = tmp_path_factory.mktemp("locale")
    for po in language.CATALOGUES.glob(f"*/{PO}"):
        copy = shutil.copytree(po.parent, folder / po.parent.relative_to(language.CATALOGUES)) / po.name
        with copy.open("rb") as source, copy.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "CATALOGUES", folder)
        language._catalogue.cache_clear()
        yield
    language._catalogue.cache_clear()


@cache
def catalogue(code: str) -> Catalog:
    with (language.CATALOGUES / code / PO).open("rb") as file:
        return read_po(file, locale=code)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Every text with its translation; of a plural, each form with the text for many."""
    for message in messages(code):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        yield from ((message.id if isinstance(message.id, str) else message.id[-1], form) for form in forms)


@cache
def extracted() -> frozenset[str | tuple[str, ...]]:
    """What the sources say now: in code, notebooks and samples."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS)
    return frozenset(message for __, __, message, __, __ in found)


def begun(language: str) -> Workshop:
    """A workshop in which nobody has answered, so that nothing is shown."""
    workshop = Workshop(Journal(), "w", language=language)
    workshop.say(Opened(organisation="X", language=language))
    return workshop


def sentences(value: object) -> set[str]:
    """Every text of three words or more, however deep."""
    if isinstance(value, dict | list):
        each = value.values() if isinstance(value, dict) else value
        return set().union(*map(sentences, each))
    return (
        {value} if isinstance(value, str) and len(re.findall(r"[^\W\d_]{2,}", value)) >= 3 and " " in value else set()
    )


@translations
def test_every_text_is_in_the_catalogue(code: str) -> None:
    """A catalogue holds what the sources say now, and nothing that they said once."""
    assert len(extracted()) > 500
    assert {message.id for message in messages(code)} == extracted()
    assert not catalogue(code).obsolete


@translations
def test_every_text_is_translated(code: str) -> None:
    """Each has all the forms that the language's plural takes, none empty and none only guessed."""
    assert [text for text, form in pairs(code) if not form] == []
    assert [message.id for message in messages(code) if message.fuzzy] == []
    plurals = [message.string for message in messages(code) if message.pluralizable]
    assert {len(forms) for forms in plurals} == {catalogue(code).num_plurals}


@translations
def test_names_in_braces_stay(code: str) -> None:
    """A translation fills in the same values as the text."""
    names = re.compile(r"\{\w+\}").findall
    assert [(text, form) for text, form in pairs(code) if set(names(text)) != set(names(form))] == []


@translations
def test_what_is_no_prose_stays(code: str) -> None:
    """Commands, links, signs and menus are in a translation as they are in the text."""
    assert sum(len(FIXED.findall(text)) for text, __ in pairs(code)) > 20
    assert [(t, form) for t, form in pairs(code) if sorted(FIXED.findall(t)) != sorted(FIXED.findall(form))] == []


@translations
def test_tables_keep_their_columns(code: str) -> None:
    """A translated table has the same rows and columns, and a list the same points."""

    def shape(text: str) -> list[tuple[str, int]]:
        return [(line[0], line.count("|")) if line[0] in "|-#" else ("", 0) for line in text.splitlines()]

    assert any(text.startswith("|") for text, __ in pairs(code))
    assert [(text, form) for text, form in pairs(code) if shape(text) != shape(form)] == []


@translations
def test_sentences_that_are_joined_stay_apart(code: str) -> None:
    """Where a text ends in a space, so does its translation."""
    assert [(text, form) for text, form in pairs(code) if text[-1].isspace() != form[-1].isspace()] == []


@translations
def test_a_catalogue_names_nobody(code: str) -> None:
    """No address and no path of the translator's machine is in it."""
    text = (language.CATALOGUES / code / PO).read_text("utf-8")
    assert re.findall(r"\S+@\S+|FULL NAME|/home/\S*|^#: .*", text, re.MULTILINE) == []


@translations
@pytest.mark.parametrize("path", notebooks.originals(), ids=lambda path: path.stem)
def test_notebooks_are_translated(path: Path, code: str) -> None:
    """No paragraph of their prose stays English."""

    def prose(notebook: notebooks.Notebook) -> set[str]:
        return {p for c in notebook.cells if c.cell_type == "markdown" for p in notebooks.paragraphs(c.source)}

    english = notebooks.read(path)
    assert prose(english)
    assert prose(english) & prose(notebooks.translated(english, code)) == set()


@translations
def test_code_is_not_translated(code: str) -> None:
    """A cell of code stays as it is, even where its words are ones that have a translation."""
    notebook = new_notebook(cells=[new_code_cell("Policy"), new_markdown_cell("Policy")])
    program, prose = notebooks.translated(notebook, code).cells
    assert program == notebook.cells[0]
    assert prose.source != "Policy"


@translations
@pytest.mark.parametrize(
    "screen", [answer, compare, decide, outcome], ids=lambda screen: screen.__name__.split(".")[-1]
)
@pytest.mark.parametrize("made", [demo, begun])
def test_screens_are_translated(made: Callable[..., Workshop], screen: ModuleType, code: str) -> None:
    """No screen shows a sentence of the English one, whether the answers are hidden or shown."""

    def shown(code: str) -> set[str]:
        view = Conversation(made(language=code).exercise(policies), screen, print).snapshot()
        return sentences({name: part for name, part in view.items() if name != "habits"})  # matched, never shown

    assert len(shown("en")) > 5
    assert shown("en") & shown(code) == set()


@translations
def test_the_plan_is_translated(code: str) -> None:
    """No line of the demo's plan is one of the English plan."""

    def lines(code: str) -> set[str]:
        with speaking(code):
            return sentences(as_markdown(plan(demo(language=code).state())).splitlines())

    assert len(lines("en")) > 50
    assert lines("en") & lines(code) == set()


@translations
def test_a_survey_asks_in_the_workshops_language(tmp_path: Path, code: str) -> None:
    """A heading is a prompt's translated title or question; an id is the same in every language."""
    workshop, file = begun(code), tmp_path / "survey.csv"
    with speaking(code):
        title, question = vision.items(workshop.state())["matters"].text, vision.written().questions["shoes"]
    file.write_text(f'person,"{title}","{question}",future,In our customers\' shoes\nAna,a,b,c,d\n', "utf-8")
    came = add_answers(workshop, file, {}, {})
    assert (came.new, came.others) == (3, ("In our customers' shoes",))


@translations
def test_the_poster_and_the_spreadsheet_are_translated(code: str) -> None:
    """No text of the demo's poster, and no cell of its spreadsheet, is one of the English ones."""

    def texts(code: str) -> set[str]:
        with speaking(code):
            made = plan(demo(language=code).state())
            book = openpyxl.load_workbook(BytesIO(as_xlsx(made)))
            cells = {value for sheet in book for row in sheet.values for value in row}
            body = as_poster(made).partition("</style>")[2].partition("<script>")[0]
            return sentences([*re.findall(r">([^<>]+)<", body), *cells])

    assert len(texts("en")) > 100
    assert texts("en") & texts(code) == set()


def test_one_and_many() -> None:
    """A number takes the form that its language has for it."""
    with speaking("pt"):
        assert [ngettext("{n} person", "{n} people", n) for n in (1, 12)] == ["1 pessoa", "12 pessoas"]


def test_a_language_that_is_not_there() -> None:
    """It is refused with the names of those that are."""
    with pytest.raises(BadChoice, match="'xx'") as refused:
        language.check("xx")
    assert all(f"{code} ({name})" in str(refused.value) for code, name in LANGUAGES.items())
    assert [language.check(code) for code in LANGUAGES] == list(LANGUAGES)


def test_two_threads_speak_two_languages() -> None:
    """The language of one thread is not heard in another, nor after the block."""
    both = Barrier(2, timeout=10)

    def heard(code: str) -> str:
        with speaking(code):
            both.wait()
            word = language._("Policy")
            both.wait()
            return word

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(heard, ["en", "pt"])) == ["Policy", "Política"]
    assert current() == "en"
