"""Recurring words: what several people have written without having heard of each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from workbook.core.language import N_, _, current

FEWEST = 2  # people who must have written a word for it to recur
LONGEST = 3  # words of a phrase

#: Words that recur in any text and say nothing; lower case, with commas.
LITTLE = N_(
    "a, about, after, again, all, also, always, am, an, and, another, any, anybody, anything, are, as, asked, at, "
    "away, back, be, because, been, before, but, by, can, come, comes, could, did, do, does, doesn't, don't, "
    "done, each, else, even, ever, every, everybody, everyone, everything, few, first, for, from, get, gets, "
    "give, go, goes, good, had, has, have, he, her, here, him, his, how, i, if, in, into, is, isn't, it, it's, "
    "its, just, know, knows, last, left, let, like, look, made, make, makes, many, may, me, more, most, much, "
    "must, my, need, never, new, no, nobody, not, nothing, now, of, off, on, once, one, only, or, other, others, "
    "our, out, over, own, said, same, say, says, see, seen, she, should, so, some, somebody, someone, something, "
    "still, such, take, tell, tells, than, that, the, their, them, then, there, these, they, thing, things, this, "
    "those, three, to, too, two, under, until, up, us, very, want, wants, was, way, we, we're, well, were, what, "
    "whatever, when, where, which, while, who, whoever, whom, whose, why, will, with, without, would, yes, you, "
    "your"
)

#: Those of them that may stand inside a phrase, as in "answer the phone"; lower case, with commas.
LINKS = N_("a, an, at, by, for, from, in, of, off, on, our, out, the, to, up, with, without, your")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "pt": "portuguese", "ru": "russian"}

Stems = tuple[str, ...]
Part = tuple[str, bool]  # a piece of a text, and whether it recurs


@dataclass(frozen=True)
class Recurring:
    """A word or phrase that several people use, in whatever form."""

    text: str  # as it is written most
    people: int
    stems: Stems


@dataclass(frozen=True)
class _Word:
    """A word where it stands in its text."""

    start: int
    end: int
    stem: str  # empty for a little word
    links: bool  # it may stand inside a phrase


def recurring(texts: Iterable[tuple[str, str]]) -> list[Recurring]:
    """Of texts as (person, text), what at least two people use, first what most do. Read in the current language."""
    people: dict[Stems, set[str]] = defaultdict(set)
    written: dict[Stems, Counter[str]] = defaultdict(Counter)
    for person, text in texts:
        for stems, start, end in _phrases(text):
            people[stems].add(person)
            written[stems][text[start:end].lower()] += 1
    used = {stems: len(who) for stems, who in people.items() if len(who) >= FEWEST}
    found = [
        Recurring(_most_written(written[stems]), n, stems) for stems, n in used.items() if stems not in _parts(used)
    ]
    return sorted(found, key=lambda each: (-each.people, -len(each.stems), each.text))


def marked(text: str, found: Iterable[Recurring]) -> list[Part]:
    """The text in pieces, those that recur apart from the others; joined they are the text."""
    wanted = {each.stems for each in found}
    edges = [0, *(edge for span in _joined(_spans(text, wanted)) for edge in span), len(text)]
    pieces = ((text[start:end], bool(n % 2)) for n, (start, end) in enumerate(pairwise(edges)))
    return [piece for piece in pieces if piece[0]]


def _spans(text: str, wanted: set[Stems]) -> list[tuple[int, int]]:
    return sorted((start, end) for stems, start, end in _phrases(text) if stems in wanted)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _phrases(text: str) -> Iterator[tuple[Stems, int, int]]:
    """Every run of words that begins and ends with one that says something, and where it stands."""
    words = list(_words(text))
    for first, word in enumerate(words):
        for n in range(min(LONGEST, len(words) - first) if word.stem else 0):
            last = words[first + n]
            if not last.links or (n and text[words[first + n - 1].end : last.start].strip()):
                break  # a word that ends the phrase, or the end of the sentence
            if last.stem:
                yield tuple(each.stem for each in words[first : first + n + 1]), word.start, last.end


def _words(text: str) -> Iterator[_Word]:
    little, links = _listed(LITTLE), _listed(LINKS)
    language = current()
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        stem = "" if word in little else _stem(language, word)
        yield _Word(match.start(), match.end(), stem, bool(stem) or word in links)


def _listed(words: str) -> set[str]:
    return {word.strip() for word in _(words).split(",")}


def _parts(used: dict[Stems, int]) -> set[Stems]:
    """What nobody uses but in a longer phrase that recurs as well."""
    return {
        part
        for stems, n in used.items()
        for size in range(1, len(stems))
        for start in range(len(stems) - size + 1)
        if used.get(part := stems[start : start + size]) == n
    }


def _most_written(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


@lru_cache(maxsize=50_000)
def _stem(language: str, word: str) -> str:
    import snowballstemmer

    known = _STEMMERS.get(language)
    return str(snowballstemmer.stemmer(known).stemWord(word)) if known else word
