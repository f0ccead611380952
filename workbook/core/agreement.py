"""How far people agree: counts, ties and published coefficients.

The coefficients come from the packages `krippendorff` and `statsmodels`, whose tests are held to the
literature; what is ours is only how votes become the table they expect.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from math import comb, nan
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class Tally:
    """The votes on one item."""

    counts: Mapping[Any, int]  # choice -> votes, at least 1 each

    @classmethod
    def of(cls, votes: Sequence[Any]) -> "Tally":
        return cls(dict(Counter(votes)))

    @property
    def voters(self) -> int:
        return sum(self.counts.values())

    @property
    def leaders(self) -> tuple[Any, ...]:
        """Every choice with the most votes: one, several in a tie, none when nobody voted."""
        most = max(self.counts.values(), default=0)
        return tuple(choice for choice, n in self.counts.items() if n == most)

    @property
    def leader(self) -> Any | None:
        """The leading choice; a tie has none."""
        return self.leaders[0] if len(self.leaders) == 1 else None

    @property
    def share(self) -> float | None:
        """0..1, of the votes that are on the leading choice; None when nobody voted."""
        return max(self.counts.values()) / self.voters if self.counts else None

    @property
    def disagreement(self) -> float:
        """0..1, share of the pairs of voters who chose differently: 1 - P_i of Fleiss (1971)."""
        pairs = comb(self.voters, 2)
        return 1 - sum(comb(n, 2) for n in self.counts.values()) / pairs if pairs else 0.0

    @property
    def order(self) -> tuple[float, int]:
        """Sorts the most divided first, and of equally divided ones those with most voters."""
        return -self.disagreement, -self.voters

    def without(self, choice: Any) -> "Tally":
        """The same with one vote on this choice left out."""
        left = {**self.counts, choice: self.counts[choice] - 1}
        return Tally({each: n for each, n in left.items() if n})

    @property
    def one_vote_flips(self) -> bool:
        """True when one voter more or one changed mind could put another choice in the lead."""
        first, second = [*sorted(self.counts.values(), reverse=True), 0, 0][:2]
        return first > 0 and self.voters > 1 and first - second <= 1

    def consensus(self, threshold: float) -> bool:
        """The share on the leading choice reaches the threshold (0..1)."""
        return self.share is not None and self.leader is not None and self.share >= threshold


@dataclass(frozen=True)
class Firmness:
    """How firm the beginning of an order is when any one voter is left out (the jackknife, Tukey 1958)."""

    first: int  # how many items the beginning has
    stay: int  # of them, those that stay in it at the least
    wavering: frozenset[int]  # places in the order, from 0, of those that one voter alone keeps in it


def firmness(votes: Sequence[Mapping[str, Any]], first: int) -> Firmness:
    """How firm the first places are. votes: per item voice -> value, the most divided first."""
    whole = [Tally.of(list(given.values())) for given in votes]
    fewer = [{choice: tally.without(choice).order for choice in tally.counts} for tally in whole]
    ranges = [sorted([tally.order, *without.values()]) for tally, without in zip(whole, fewer, strict=True)]
    top = range(min(first, len(votes)))
    last = max((ranges[n][-1] for n in top), default=(0.0, 0))
    near = [n for n, reach in enumerate(ranges) if reach[0] <= last]  # no other ever comes into the beginning

    def place(voice: str, n: int) -> tuple[tuple[float, int], int]:
        return (fewer[n][votes[n][voice]] if voice in votes[n] else whole[n].order), n

    gone = [
        set(top).difference(nsmallest(len(top), near, key=partial(place, voice)))
        for voice in {voice for given in votes for voice in given}
    ]
    return Firmness(len(top), len(top) - max(map(len, gone), default=0), frozenset().union(*gone))


def alpha(ratings: Sequence[Mapping[str, Any]], level: Level = "nominal") -> float:
    """Krippendorff's alpha: 1 is perfect agreement, 0 what chance gives, below 0 worse.

    1.0 when all say the same, nan when no item has two answers.

    ratings: per item, voice -> value; a missing voice is a missing value. level: nominal, ordinal,
    interval or ratio (the last three want numbers). Source: Krippendorff (2011), "Computing
    Krippendorff's Alpha-Reliability".
    """
    units = [r for r in ratings if len(r) >= 2]  # others have no pair to compare
    values = sorted({v for r in units for v in r.values()})
    if len(values) < 2:
        return 1.0 if values else nan
    import krippendorff

    counts = [[list(r.values()).count(v) for v in values] for r in units]
    domain = values if level != "nominal" else list(range(len(values)))
    return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level))


def fleiss_kappa(table: Sequence[Sequence[int]], method: str = "fleiss") -> float:
    """Agreement where every item has the same number of votes.

    table: a row an item, a column a choice, cells count votes. method: "fleiss" (Fleiss 1971) or
    "randolph" (free-marginal, Randolph 2005).
    """
    from statsmodels.stats.inter_rater import fleiss_kappa as kappa

    return float(kappa(table, method=method))
