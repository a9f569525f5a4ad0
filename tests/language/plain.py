"""Numbers in words, reckoned by hand from the grammar: nothing of the program or its library."""

from __future__ import annotations

_UP_TO_SIXTEEN = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_FRENCH = _UP_TO_SIXTEEN.split()
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_BELGIAN_TENS = {**_FRENCH_TENS, 70: "septante", 90: "nonante"}
_FRENCH_GREAT = ((10**12, "billion"), (10**9, "milliard"), (10**6, "million"))

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = _UP_TO_NINETEEN.split()
_ENGLISH_TENS = _TENS.split()
_ENGLISH_GREAT = (
    (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"),
)  # fmt: skip


def french(number: int, belgian: bool = False) -> str:
    """0 to below 10^15.  « mille » takes no s, and none before it; « millions » are nouns."""
    if not number:
        return _FRENCH[0]
    said = []
    for size, name in _FRENCH_GREAT:
        count, number = divmod(number, size)
        if count:
            said.append(f"{_hundreds(count, belgian)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        said.append("mille" if thousands == 1 else f"{_before(thousands, belgian)} mille")
    return " ".join([*said, _hundreds(rest, belgian)] if rest else said)


def _before(number: int, belgian: bool) -> str:
    """A number before « mille », which is a number itself: « deux cent », « quatre-vingt »."""
    said = _hundreds(number, belgian)
    return said[:-1] if said.endswith(("cents", "vingts")) else said


def _hundreds(number: int, belgian: bool) -> str:
    count, rest = divmod(number, 100)
    if not count:
        return _tens(rest, belgian)
    head = "cent" if count == 1 else f"{_FRENCH[count]} cent"
    if rest:
        return f"{head} {_tens(rest, belgian)}"
    return head + ("s" if count > 1 else "")


def _tens(number: int, belgian: bool) -> str:
    if number <= 16:
        return _FRENCH[number]
    if number < 20:
        return f"dix-{_FRENCH[number - 10]}"
    if number == 80:
        return "quatre-vingts"
    if 80 < number < (90 if belgian else 100):
        return f"quatre-vingt-{_tens(number - 80, belgian)}"
    tens = _BELGIAN_TENS if belgian else _FRENCH_TENS
    base = max(ten for ten in tens if ten <= number)
    rest = number - base
    if not rest:
        return tens[base]
    return tens[base] + (" et " if rest in (1, 11) else "-") + _tens(rest, belgian)


def english(number: int) -> str:
    """0 to below 10^15, with commas between thousands and `and` before tens and units."""
    if not number:
        return _ENGLISH[0]
    said = []
    for size, name in _ENGLISH_GREAT:
        count, number = divmod(number, size)
        if count:
            said.append(f"{_english_hundreds(count)} {name}")
    whole = ", ".join(said)
    if not number:
        return whole
    last = _english_hundreds(number)
    return last if not whole else f"{whole} and {last}" if number < 100 else f"{whole}, {last}"


def _english_hundreds(number: int) -> str:
    count, rest = divmod(number, 100)
    head = [f"{_ENGLISH[count]} hundred"] if count else []
    return " and ".join([*head, _english_tens(rest)] if rest else head)


def _english_tens(number: int) -> str:
    if number < 20:
        return _ENGLISH[number]
    tens = _ENGLISH_TENS[number // 10 - 2]
    return f"{tens}-{_ENGLISH[number % 10]}" if number % 10 else tens
