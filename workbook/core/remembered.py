"""What was reckoned from a state, kept while many pages ask for the same."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

LATEST = 4  # results kept of each function: a page that is told while others speak may see an older state

Of = TypeVar("Of")
Result = TypeVar("Result")


def remembered(reckon: Callable[[Of], Result]) -> Callable[[Of], Result]:
    """Keeps the latest results by the identity of what they were reckoned from: a part of a state never changes."""
    kept: dict[int, tuple[Any, Result]] = {}  # the part itself is kept too, so that its id stays its own
    lock = Lock()

    def looked_up(part: Of) -> Result:
        with lock:
            if id(part) not in kept:
                kept[id(part)] = (part, reckon(part))
                while len(kept) > LATEST:
                    kept.pop(next(iter(kept)))
            return kept[id(part)][1]

    return looked_up
