"""Others at work: a process of its own that says 50 things a second into a workshop's journal until it is ended."""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random

from workbook.core.events import Answered, Event, Joined, Withdrawn
from workbook.folders import open_workshop
from workbook.workshop import Workshop, person_id

EACH_SECOND = 50
PEOPLE = [f"Person {n}" for n in range(1, 10)]
PLACES = ("keep", "extend", "soften", "drop")


def chatter(name: str) -> None:
    """Prints after each second how many events a second it has said so far."""
    workshop = open_workshop(name)
    workshop.say(*(Joined(person=person_id(workshop.id, each), name=each) for each in PEOPLE))
    events, began = said(workshop), time.monotonic()
    for n in count(1):
        next(events)
        if not n % EACH_SECOND:
            print(n / (time.monotonic() - began), flush=True)  # noqa: T201
        time.sleep(max(0.0, began + n / EACH_SECOND - time.monotonic()))


def said(workshop: Workshop) -> Iterator[list[Event]]:
    """Of ten events eight are hidden answers, one takes the last of them back, and one rewords a policy for all."""
    people, luck = [workshop.seen_by(name) for name in PEOPLE], Random(1)
    items = list(workshop.state().exercise("policies").items.values())
    for n in count():
        person = people[n % len(people)]
        for _ in range(8):
            answer = Answered(exercise="policies", item=luck.choice(items).id, value=luck.choice(PLACES))
            answered = person.say(answer)
            yield answered
        yield person.say(Withdrawn(event=answered[-1].id))
        item = luck.choice(items)
        yield workshop.say(replace(item.wordings[0], id="", by="", clock=0, text=f"{item.text[:80]} ({n})"))


if __name__ == "__main__":
    chatter(sys.argv[1])
