import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.core.agreement import Tally, alpha, firmness, fleiss_kappa

Ratings = list[dict[str, int]]  # per unit: rater -> value

STATISTICS: dict[str, Callable[[Ratings], float]] = {
    "alpha_nominal": lambda ratings: alpha(ratings, "nominal"),
    "alpha_ordinal": lambda ratings: alpha(ratings, "ordinal"),
    "alpha_interval": lambda ratings: alpha(ratings, "interval"),
    "alpha_ratio": lambda ratings: alpha(ratings, "ratio"),
    "fleiss_kappa": lambda ratings: fleiss_kappa(table(ratings)),
    "randolph_free_kappa": lambda ratings: fleiss_kappa(table(ratings), "randolph"),
}

votes = st.lists(st.sampled_from(["keep", "extend", "soften", "drop"]), max_size=12)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def worked(folder: Path, case: str) -> Ratings:
    """The ratings of a published example, unit by unit."""
    units: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(folder / "agreement_ratings.csv"):
        if row["case"] == case:
            units[row["unit"]][row["rater"]] = int(row["value"])
    return list(units.values())


def table(ratings: Ratings) -> list[list[int]]:
    """A row a unit, a column a value that somebody gave, cells count raters."""
    values = sorted({v for unit in ratings for v in unit.values()})
    return [[Counter(unit.values())[v] for v in values] for unit in ratings]


def statistic(name: str, ratings: Ratings) -> float:
    """A coefficient, or how often one category was chosen in all: "category_total:3"."""
    name, __, category = name.partition(":")
    if name == "category_total":
        return Tally.of([v for unit in ratings for v in unit.values()]).counts[int(category)]
    return STATISTICS[name](ratings)


def test_coefficients_are_those_published(real_data: Path) -> None:
    """Every published value is met within its tolerance, from the published ratings."""
    expected = rows(real_data / "agreement_expected.csv")
    assert len(expected) == 14
    for row in expected:
        found = statistic(row["statistic"], worked(real_data, row["case"]))
        assert found == pytest.approx(float(row["value"]), abs=float(row["tolerance"])), row


def test_alpha_knows_its_ends() -> None:
    """All alike is 1, pure opposition is below 0, and without a pair to compare there is no alpha."""
    assert alpha([{"a": "x", "b": "x"}] * 3) == 1
    assert alpha([{"a": "x", "b": "y"}] * 3) < 0
    assert isnan(alpha([{"a": "x"}, {}]))


def test_alpha_passes_over_missing_votes() -> None:
    """An item that only one person rated changes nothing."""
    ratings: list[dict[str, Any]] = [{"a": "x", "b": "x"}, {"a": "x", "b": "y"}, {"b": "y", "c": "y"}]
    assert alpha([*ratings, {"c": "x"}]) == alpha(ratings)


def test_a_tie_has_no_leader() -> None:
    """Neither of two choices with the same votes leads, whichever was given first, and it is no consensus."""
    tied = Tally.of(["keep", "drop", "drop", "keep"])
    assert (tied.leader, set(tied.leaders), tied.share) == (None, {"keep", "drop"}, 0.5)
    assert not tied.consensus(0.5)


def test_nobody_has_no_leader() -> None:
    """Without votes there is no share, no leader, no disagreement and nothing to flip."""
    nobody = Tally.of([])
    assert (nobody.share, nobody.leader, nobody.leaders, nobody.voters) == (None, None, (), 0)
    assert (nobody.disagreement, nobody.one_vote_flips, nobody.consensus(0.5)) == (0, False, False)


@pytest.mark.parametrize(
    ("counts", "share"), [((4, 0), 0), ((2, 2), 4 / 6), ((3, 1), 3 / 6), ((1, 1, 1, 1), 1), ((1, 0), 0)]
)
def test_disagreement_is_the_share_of_pairs_that_differ(counts: tuple[int, ...], share: float) -> None:
    """Of four voters there are six pairs; one voter alone disagrees with nobody."""
    assert Tally(dict(enumerate(filter(None, counts)))).disagreement == pytest.approx(share)


@pytest.mark.parametrize(
    ("counts", "flips"), [((3, 3), True), ((4, 3), True), ((5, 3), False), ((2,), False), ((1,), False), ((1, 1), True)]
)
def test_one_vote_flips_a_lead_of_one(counts: tuple[int, ...], flips: bool) -> None:
    """A lead of two votes takes more than one voter to turn."""
    assert Tally(dict(enumerate(counts))).one_vote_flips is flips


@pytest.mark.parametrize(("threshold", "reached"), [(0.5, True), (0.75, True), (0.76, False), (1, False)])
def test_consensus_is_reached_at_the_threshold(threshold: float, reached: bool) -> None:
    """Three of four on one choice is consensus at 0.75 exactly, and not above."""
    assert Tally.of(["keep", "keep", "drop", "keep"]).consensus(threshold) is reached


@given(votes, st.randoms())
def test_a_tally_does_not_depend_on_the_order_of_votes(given_votes: list[str], luck: Any) -> None:
    """The same votes in another order have the same leader, share and disagreement."""
    shuffled = luck.sample(given_votes, len(given_votes))
    one, other = Tally.of(given_votes), Tally.of(shuffled)
    assert (one.counts, one.leader, one.share) == (other.counts, other.leader, other.share)
    assert one.disagreement == other.disagreement


@given(votes.filter(bool))
def test_a_tally_stays_in_its_ranges(given_votes: list[str]) -> None:
    """Shares are 0..1, a leader is among those voted for, and unanimity is the only zero disagreement."""
    tally = Tally.of(given_votes)
    assert 0 < tally.share <= 1
    assert 0 <= tally.disagreement <= 1
    assert (tally.disagreement == 0) is (len(set(given_votes)) == 1)
    assert tally.leader is None or tally.leader in given_votes


def left_out(given: list[dict[str, str]], first: int) -> tuple[int, set[int]]:
    """The slow way: the whole order made anew without each voter in turn."""

    def order(without: str = "") -> list[int]:
        tallies = [Tally.of([v for voice, v in each.items() if voice != without]) for each in given]
        return sorted(range(len(given)), key=lambda n: (tallies[n].order, n))[:first]

    gone = [set(order()) - set(order(voice)) for voice in {v for each in given for v in each}]
    return len(order()) - max(map(len, gone), default=0), set().union(*gone)


ballots = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["keep", "drop", "soften"]))


@given(st.lists(ballots, max_size=9), st.integers(1, 4))
def test_firmness_is_what_leaving_out_each_voter_shows(given_votes: list[dict[str, str]], first: int) -> None:
    """It comes to the same as ranking everything anew without each voter in turn."""
    ranked = sorted(given_votes, key=lambda each: Tally.of(list(each.values())).order)
    found = firmness(ranked, first)
    assert (found.stay, set(found.wavering)) == left_out(ranked, first)
