"""Evidence: which policy a customer's words are about, found by the runs of letters that both have.

Runs of letters need no list of a language's words or endings, so this works in any language.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

#: Below it a text is about none of the policies. Of the sample's 66 complaints, labelled by hand, it keeps 35 of the
#: 37 that are matched right, and leaves out 10 of the 14 that are about none; of 255 real quotes on terms it keeps 131
#: of the 138 matched right; of 450 complaints to banks it leaves out 379 from a cleaning company's policies.
ENOUGH = 0.15

AT_ONCE = 500  # texts; with 10,000 policies an array of them takes 40 MB


def match(texts: Sequence[str], policies: Sequence[str]) -> list[tuple[int, float] | None]:
    """For each text the place of the policy most like it, the first of equals, and its likeness, 0..1.

    None where no policy is like it enough. What a text is matched to depends on that text and the policies alone.
    """
    return list(_matches(texts, Letters(policies))) if texts and policies else [None] * len(texts)


def _matches(texts: Sequence[str], letters: "Letters") -> Iterator[tuple[int, float] | None]:
    for start in range(0, len(texts), AT_ONCE):
        alike = letters.likeness(texts[start : start + AT_ONCE])
        for best, row in zip(alike.argmax(axis=1), alike, strict=True):
            yield (int(best), float(row[best])) if row[best] >= ENOUGH else None


class Letters:
    """Policies as runs of three to five letters, the rare ones weighing more."""

    def __init__(self, policies: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._policies = self._runs.fit_transform(policies)
        self._split = self._runs.build_analyzer()
        self._unknown = 1 + math.log(1 + len(policies))  # weight of a run that no policy has

    def likeness(self, texts: Sequence[str]) -> Any:
        """An array, texts by policies, of cosines 0..1."""
        alike = self._runs.transform(texts) @ self._policies.T
        return alike.toarray() * [[self._known(text)] for text in texts]

    def _known(self, text: str) -> float:
        """0..1, the part of a text that any policy's runs make up: scikit-learn passes over all the others."""
        known = unknown = 0.0
        for run, times in Counter(self._split(text)).items():
            column = self._runs.vocabulary_.get(run)
            weight = self._unknown if column is None else float(self._runs.idf_[column])
            square = (weight * (1 + math.log(times))) ** 2
            known, unknown = (known, unknown + square) if column is None else (known + square, unknown)
        return math.sqrt(known / (known + unknown)) if known else 0.0
