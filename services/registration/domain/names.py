"""Names: kept as given, compared only to find people and to point at likenesses, never to merge anybody."""

import unicodedata
from collections.abc import Iterable

SHORTEST_START = 2
LONGEST_START = 6
# Letters that Unicode does not take apart, as people without them on the keyboard type them.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
_UNSPACED = (("\u0e00", "\u0e7f"), ("\u3040", "\u9fff"), ("\uac00", "\ud7af"))


def folded(name: str) -> str:
    """Letters and digits only, without case, width and accents: “Kim, Young-Ho” → `kimyoungho`, “Ø” → `o`."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN)
    return unicodedata.normalize("NFC", "".join(sign for sign in decomposed if sign.isalnum()))


def words(text: str) -> list[str]:
    """The words of a name or of what somebody typed, each folded."""
    return [word for word in (folded(part) for part in text.split()) if word]


def romanised(family_name: str, given_name: str) -> str:
    """A name for comparison in Latin letters, whatever the spelling of its parts."""
    return folded(family_name) + " " + folded(given_name)


def starts_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The beginnings by which a guest is found, of 2 to 6 signs.

    In scripts without spaces every sign may begin a part of a name, so one sign is enough there.
    """
    starts: set[str] = set()
    for word in (word for text in texts for word in words(text)):
        for begin in range(len(word)) if _is_unspaced(word) else (0,):
            starts |= {word[begin : begin + length] for length in range(1, LONGEST_START + 1)}
    return tuple(sorted(start for start in starts if len(start) >= SHORTEST_START or _is_unspaced(start)))


def start_of(word: str) -> str:
    """What to look a typed word up by."""
    return word[:LONGEST_START]


def _is_unspaced(word: str) -> bool:
    """Chinese, Japanese, Korean and Thai are written without spaces between the parts of a name."""
    return any(first <= sign <= last for sign in word for first, last in _UNSPACED)


def fits(texts: Iterable[str], typed: Iterable[str]) -> bool:
    """Whether every typed (folded) word occurs in these texts, so that “young ho” finds Young-ho."""
    whole = " ".join(word for text in texts for word in words(text))
    return all(word in whole for word in typed)
