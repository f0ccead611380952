"""Hosts a screen in a notebook: JupyterLab, Notebook 7 or Voila."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import ModuleType
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets

from workbook.core import policies, skills, vision
from workbook.core.errors import JournalAway, JournalError
from workbook.core.events import Configured
from workbook.core.language import speaking
from workbook.screens import answer as answer_screen
from workbook.screens import assets, table
from workbook.screens import compare as compare_screen
from workbook.screens import decide as decide_screen
from workbook.screens import outcome as outcome_screen
from workbook.screens.conversation import Conversation
from workbook.workshop import Exercise, Workshop

POLL = 0.25  # seconds between two looks at what others have said

# The kernel's own thread runs its event loop: a commit there would hold up every other widget.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbook")


class ScreenWidget(anywidget.AnyWidget):  # type: ignore[misc]  # it comes without types
    """One screen of an exercise. Where no widget can run, the same content is a table."""

    _esm = assets.module()
    _css = assets.style()

    # What is shown before the kernel answers: it does so only when all cells that were started have run.
    first = traitlets.Dict().tag(sync=True)

    def __init__(self, exercise: Exercise, screen: ModuleType) -> None:
        self._exercise, self._screen = exercise, screen
        self._conversation = Conversation(exercise, screen, self.send)
        super().__init__(first=self._conversation.snapshot())
        self.on_msg(lambda __, message, ___: _worker.submit(self._hear, message))

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("do") == "hello":
            _follow(self)
        try:
            self._conversation.hear(message)
        except JournalAway as error:
            self.send({"type": "failed", "why": str(error)})

    def tell(self) -> None:
        """Shows what others have said since."""
        with suppress(JournalError):  # the next look may find it readable again
            self._conversation.tell()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        if data is None:
            return None
        view = self._conversation.snapshot()
        with speaking(self._exercise.workshop.language):
            data["text/plain"] = table.as_text(self._screen, view)
            data["text/html"] = table.as_html(self._screen, view)
        return data, metadata


def sort_policies(workshop: Workshop) -> Exercise:
    """The exercise that sorts policies into friendly or unfriendly, necessary or unnecessary."""
    return workshop.exercise(policies)


def write_vision(workshop: Workshop) -> Exercise:
    """The exercise that writes what the organisation wants to be for its customers."""
    return workshop.exercise(vision)


def improve_skills(workshop: Workshop) -> Exercise:
    """The exercise that says what the team will do for each of six communication skills."""
    return workshop.exercise(skills)


def configure(exercise: Exercise, **settings: Any) -> Exercise:
    """Changes how an exercise is run: privacy ("named", "until revealed", "anonymous"; fixed once somebody has
    answered), consensus (0.5..1), smallest_group (3..50), one_person, levels, assumptions. Refused otherwise.
    """
    exercise.workshop.say(Configured(exercise=exercise.name, settings=settings))
    return exercise


def answer(exercise: Exercise) -> ScreenWidget:
    """The screen on which one person answers; others see nothing of it until the reveal."""
    return ScreenWidget(exercise, answer_screen)


def compare(exercise: Exercise) -> ScreenWidget:
    """The screen on which the group sees where it agrees, the most divided items first."""
    return ScreenWidget(exercise, compare_screen)


def decide(exercise: Exercise) -> ScreenWidget:
    """The screen on which the facilitator or an owner records what the team settles."""
    return ScreenWidget(exercise, decide_screen)


def outcome(exercise: Exercise) -> ScreenWidget:
    """The screen that shows what the plan now says, and what is still open."""
    return ScreenWidget(exercise, outcome_screen)


_shown: WeakSet[ScreenWidget] = WeakSet()
_follower = threading.Event()


def _follow(screen: ScreenWidget) -> None:
    """From its first hello on, a screen is told what others say. Without a browser nothing polls."""
    _shown.add(screen)
    if not _follower.is_set():
        _follower.set()
        threading.Thread(target=_poll, name="workbook-news", daemon=True).start()


def _poll() -> None:
    pause = threading.Event()
    while not pause.wait(POLL):
        for screen in list(_shown):
            if screen.comm is None:
                _shown.discard(screen)
            else:
                _worker.submit(screen.tell).result()
