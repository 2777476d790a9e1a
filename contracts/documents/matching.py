"""Which words two texts have in common, in their order: what `difflib` answers, found in a fraction of its time.

The longest run of common words is taken first, the earliest of several; then the same between those that are taken. `difflib`
looks at every common word again each time; here the runs are found once, and only cut to what is left of them.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from heapq import heapify, heappop, heappush

#: (place in one, place in the other, how many words).
Block = tuple[int, int, int]
#: Words that stand in one and in the other so often are left to `difflib`: slower, but in little memory.
MOST_PAIRS = 100_000


def blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The common runs in their order, as `SequenceMatcher(None, one, other, autojunk=False)` finds them."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(other):
        places.setdefault(word, []).append(j)
    meets = [places.get(word, ()) for word in one]
    if sum(map(len, meets)) > MOST_PAIRS:
        found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        return [(match.a, match.b, match.size) for match in found[:-1]]
    taken: list[Block] = [(-1, -1, 1), (len(one), len(other), 0)]
    waiting = list(_runs(meets))
    heapify(waiting)
    while waiting:
        count, i, j = heappop(waiting)
        # Those taken are no shorter, so that this run reaches beyond none: it lies between the two that its first word is between.
        place = bisect(taken, (i, len(other)))
        before_i, before_j, long = taken[place - 1]
        behind_i, behind_j, _ = taken[place]
        less = max(before_i + long - i, before_j + long - j, 0)
        left = min(-count, behind_i - i, behind_j - j) - less
        if left == -count:
            taken.insert(place, (i, j, left))
        elif left > 0:
            heappush(waiting, (-left, i + less, j + less))
    return taken[1:-1]


def _runs(meets: Sequence[Sequence[int]]) -> Iterator[Block]:
    """Every run of common words that cannot be made longer, its length negative: the longest sorts first, then the earliest.

    `meets`: where each word of one stands in the other.
    """
    going: dict[int, int] = {}  # by the place of its last word in the other: minus how many words
    for i, places in enumerate(meets):
        on: dict[int, int] = {}
        for j in places:
            on[j] = going.pop(j - 1, 0) - 1
        for j, count in going.items():
            yield count, i + count, j + 1 + count
        going = on
    for j, count in going.items():
        yield count, len(meets) + count, j + 1 + count
