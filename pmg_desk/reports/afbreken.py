"""Where a long Dutch word may break at the end of a line (pyphen, with LibreOffice's patterns).

Text is set ragged, so only long words break: they would leave a hole, and in a narrow column stick out. Names never do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyphen

_KORTST = 11  # letters; a shorter word moves to the next line as a whole
_DEEL = 4  # letters that at least stay together, before and after the hyphen


@cache
def _patronen() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=_DEEL, right=_DEEL)


def splits(woord: str) -> Iterator[tuple[str, str]]:
    """The halves of a word at every place where it may break, the longest first half first.

    The halves are together the word, letter for letter: text that is copied out of the file has to be the text that was
    judged. A word with a capital may be a name.
    """
    if len(woord) >= _KORTST and woord.isalpha() and woord.islower():
        for plek in reversed(_patronen().positions(woord)):
            yield woord[:plek], woord[plek:]


def vergeet() -> None:
    """Forget the words that were looked up: they come from a case, and pyphen would keep them."""
    _patronen().hd.cache.clear()
