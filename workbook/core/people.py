"""Who speaks, under which name, and what an exercise promises them."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from functools import lru_cache

from workbook.core.events import JSON
from workbook.core.language import N_, _

ROLES = ("facilitator", "participant", "owner")


class Privacy(Enum):
    """What others learn about who gave an answer, once the exercise is revealed."""

    NAMED = "named"  # the name beside the answer; before that, who is done
    UNTIL_REVEALED = "until revealed"  # the same; before that a page only counts those who are done
    ANONYMOUS = "anonymous"  # nothing, ever: nothing stored leads back to the person

    @property
    def promise(self) -> str:
        """What a page tells the person who is about to answer."""
        return _(_PROMISES[self])


_PROMISES = {
    Privacy.NAMED: N_("Only you see your answers until the facilitator shows everyone. Then your name is beside them."),
    Privacy.UNTIL_REVEALED: N_("Only you see this until the facilitator shows everyone."),
    Privacy.ANONYMOUS: N_("Your answers are kept without your name, and nothing stored leads back to you."),
}


@dataclass(frozen=True)
class Settings:
    """How one exercise is run."""

    privacy: Privacy = Privacy.UNTIL_REVEALED
    consensus: float = 0.75  # 0..1, the share on the leading choice that counts as consensus
    smallest_group: int = 5  # people; below it an exercise can't be anonymous and a level isn't shown
    one_person: bool = False  # a one-person office: nothing is hidden while nobody else has joined
    levels: tuple[str, ...] = ()  # such as "front line", "management"
    assumptions: Mapping[str, JSON] = field(default_factory=dict)

    def changed(self, settings: Mapping[str, JSON]) -> "Settings":
        """These settings with those of a Configured event; names of a later format are passed over."""
        known = {f.name for f in fields(self)}
        values = {name: value for name, value in settings.items() if name in known}
        if "privacy" in values:
            values["privacy"] = Privacy(values["privacy"])
        if "levels" in values:
            values["levels"] = tuple(values["levels"])
        return replace(self, **values)


@dataclass(frozen=True)
class Speaker:
    """Who is looking and speaking. The secret is the person's own and never stored in a workshop."""

    id: str
    secret: bytes = field(default=b"", repr=False)
    role: str = "owner"  # until the person has joined with another

    def voice(self, workshop: str, exercise: str, privacy: Privacy) -> str:
        """The id under which this person's answers stand in an exercise."""
        if privacy is not Privacy.ANONYMOUS:
            return self.id
        return _pseudonym(self.secret, f"{workshop}/{exercise}/{self.id}")


@lru_cache(maxsize=1000)
def _pseudonym(secret: bytes, words: str) -> str:
    return "~" + hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()[:32]


def is_pseudonym(voice: str) -> bool:
    """True for a voice that leads back to nobody."""
    return voice.startswith("~")
