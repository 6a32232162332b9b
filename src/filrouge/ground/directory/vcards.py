"""Reading vCards, versions 2.1 to 4.0: what names a person, an address and a function; pictures and notes are left."""

import quopri
import re
from collections.abc import Iterator, Mapping

_READ = frozenset({"N", "FN", "EMAIL", "TEL", "ADR", "ORG", "TITLE", "ROLE", "LANG"})
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)


class NotAVcard(ValueError):
    """A file in which no card begins."""


def is_vcard(data: bytes) -> bool:
    """Whether a file looks like vCards."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:11].upper() == b"BEGIN:VCARD"


def read_vcards(data: bytes) -> list[tuple[int, Mapping[str, str]]]:
    """Each card with the number of its first line: given, family, email, phone, body, function, language, and the
    pieces of a postal address.

    Of several addresses the preferred one, else the first; where somebody lives is no address of theirs here. Raises
    NotAVcard.
    """
    if not is_vcard(data):
        raise NotAVcard
    cards: list[tuple[int, Mapping[str, str]]] = []
    inside: list[tuple[str, Mapping[str, str], str]] = []
    begun = 0
    for number, line in _unfolded(_decoded(data)):
        name, params, value = _parsed(line)
        if name == "BEGIN":
            begun, inside = number, []
        elif name == "END" and begun:
            cards.append((begun, _said(inside)))
            begun = 0
        elif begun and name in _READ:
            inside.append((name, params, value))
    return cards


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first: a line that begins with a space goes on; so does a soft break."""
    kept, first = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        is_soft = kept.endswith("=") and "QUOTED-PRINTABLE" in kept.partition(":")[0].upper()
        if is_soft:
            kept = kept[:-1] + line
        elif line[:1] in (" ", "\t"):
            kept += line[1:]
        else:
            if kept:
                yield first, kept
            kept, first = line, number
    if kept:
        yield first, kept


def _parsed(line: str) -> tuple[str, Mapping[str, str], str]:
    head, _, value = line.partition(":")
    name, *said = head.split(";")
    params: dict[str, str] = {}
    for one in said:
        key, equals, word = one.partition("=")
        known = (params.get("TYPE", "") + "," + (word if equals else key)).strip(",")
        params |= {"TYPE": known} if key.upper() == "TYPE" or not equals else {key.upper(): word.strip('"')}
    if "QUOTED-PRINTABLE" in f"{params.get('ENCODING', '')},{params.get('TYPE', '')}".upper():
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
        value = raw.decode(params.get("CHARSET", "utf-8"), "replace")
    return name.rpartition(".")[2].upper(), params, value


def _said(lines: list[tuple[str, Mapping[str, str], str]]) -> Mapping[str, str]:
    given, family = _name(lines)
    return {
        "given": given,
        "family": family,
        "email": _best(lines, "EMAIL").removeprefix("mailto:"),
        "phone": _best(lines, "TEL").removeprefix("tel:"),
        "body": _pieces(_best(lines, "ORG"))[0],
        "function": _plain(_best(lines, "TITLE") or _best(lines, "ROLE")),
        "language": _best(lines, "LANG"),
        **_postal(lines),
    }


def _postal(lines: list[tuple[str, Mapping[str, str], str]]) -> Mapping[str, str]:
    """A box, or what else is added, street with number, town, postcode and country; a region is left."""
    work = [one for one in lines if "home" not in one[1].get("TYPE", "").lower()]
    pieces = [*_pieces(_best(work, "ADR")), *[""] * 7]
    box, extra, street, town, _region, postcode, country = pieces[:7]
    said = {"street": street, "postcode": postcode, "town": town, "country": country}
    return {"extra": box or extra, **said} if any(pieces) else {}


def _name(lines: list[tuple[str, Mapping[str, str], str]]) -> tuple[str, str]:
    family, given, *_ = [*_pieces(_best(lines, "N")), "", ""]
    if family or given:
        return given, family
    first, _, rest = _plain(_best(lines, "FN")).partition(" ")
    return (first, rest) if rest else ("", first)


def _best(lines: list[tuple[str, Mapping[str, str], str]], wanted: str) -> str:
    found = [(params, value) for name, params, value in lines if name == wanted]
    preferred = [value for params, value in found if "PREF" in params or "pref" in params.get("TYPE", "").lower()]
    return next(iter([*preferred, *(value for _params, value in found)]), "").strip()


def _pieces(value: str) -> list[str]:
    return [_plain(piece) for piece in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    said = _UNESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(said.split())
