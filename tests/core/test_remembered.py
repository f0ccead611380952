from workbook.core.remembered import LATEST, remembered


def test_the_same_part_is_reckoned_once() -> None:
    """Whoever asks again, of the very same part, gets what was found; an equal one is another."""
    asked: list[dict[str, int]] = []
    known = remembered(lambda part: asked.append(part) or len(asked))
    one, equal = {"a": 1}, {"a": 1}
    assert [known(one), known(one), known(equal), known(one)] == [1, 1, 2, 1]


def test_what_nobody_asked_for_lately_is_let_go() -> None:
    """Of many states only the latest are held."""
    asked: list[int] = []
    known = remembered(lambda part: asked.append(part[0]))
    parts = [[n] for n in range(LATEST + 1)]
    for part in [*parts, parts[-1], parts[0]]:
        known(part)
    assert asked == [*range(LATEST + 1), 0]
