"""Ways to spoil a file: in its bytes, in its XML, in its lines, in its JSON. All are seeded."""

import io
import json
import random
import re
import zipfile
import zlib

from generator.ooxml.archive import Member, pack, write_archive

VALUES = (
    "", " ", "abc", "-1", "0", "1", "2", "63", "65536", "1048577", "999999999", "9" * 20,
    "9" * 5000, "1e309", "1E5", "nan", "-inf", "²", "٣", "①", "0x10", "1.5", "12pt", "50%", "A0",
    "A1", "XFD1048576", "XFE1", "ZZZZZZZZ99999999999", "A1:XFD1048576", "B9:A1", "foo", "true",
    "none", "continue", "rId1", "rId99", "shared", "s", "{{ x }}", "{%", "[[[[", "\u202e", "Điều",
    "upperRoman", "decimal", "lowerLetter", "w:p", "../x", "x" * 300,
)  # fmt: skip
_ATTRIBUTE = re.compile(r"""\s[\w:]+="[^"]*\"""")
_ELEMENT = re.compile(r"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)")
_TEXT = re.compile(r">([^<]+)<")
_TAG = re.compile(r"<[^>]+>")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


def spoil_bytes(data: bytes, rng: random.Random) -> bytes:
    """Flip, drop, double or cut bytes."""
    kind = rng.randrange(4)
    place = rng.randrange(len(data) or 1)
    if kind == 0:
        flipped = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 8, 64))):
            if flipped:
                flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
        return bytes(flipped)
    if kind == 1:
        return data[:place]
    length = rng.choice((1, 2, 16, 200))
    if kind == 2:
        return data[:place] + data[place + length :]
    return data[:place] + data[place : place + length] * 2 + data[place + length :]


def spoil_xml(text: str, rng: random.Random) -> str:
    """Change, drop, double or move values, attributes, elements and texts."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        kind = rng.randrange(8)
        pattern = (_ATTRIBUTE, _ATTRIBUTE, _ATTRIBUTE, _ELEMENT, _ELEMENT, _ELEMENT, _TEXT, _TAG)[
            kind
        ]
        match = _pick(pattern, text, rng)
        if match is None:
            continue
        start, end, old = match.start(), match.end(), match[0]
        if kind in (0, 1):
            value = rng.choice(VALUES).replace('"', "").replace("<", "")
            old = f'{old.partition("=")[0]}="{value}"'
        elif kind in (2, 3):
            old = ""
        elif kind == 4:
            old *= rng.choice((2, 2, 3, 40))
        elif kind == 5:
            other = _pick(_ELEMENT, text, rng)
            old = other[0] if other else old
        elif kind == 6:
            old = f">{rng.choice(VALUES)}<".replace("<<", "<")
        else:
            old = ""
        text = text[:start] + old + text[end:]
    return text


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    """Return a match from a random place on, the first one when there is none after it."""
    return pattern.search(text, rng.randrange(len(text) or 1)) or pattern.search(text)


def spoil_package(data: bytes, rng: random.Random) -> bytes:
    """Spoil a part of an Office file, or the file as bytes."""
    if rng.random() < 0.1:
        return spoil_bytes(data, rng)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError):
        return spoil_bytes(data, rng)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not names or sum(map(len, parts.values())) > 4 << 20:
        return spoil_bytes(data, rng)
    # The main parts hold most of what is read.
    main = [one for one in names if re.search(r"document\.xml$|sheet\d+\.xml$|numbering|sty", one)]
    name = rng.choice(main) if main and rng.random() < 0.8 else rng.choice(names)
    if rng.random() < 0.03:
        del parts[name]
    elif rng.random() < 0.05:
        parts[name] = spoil_bytes(parts[name], rng)
    else:
        text = parts[name].decode("utf-8", "replace")
        parts[name] = spoil_xml(text, rng).encode("utf-8", "replace")
    members: list[Member] = [pack(one, content) for one, content in parts.items()]
    return write_archive(members)


def spoil_lines(data: bytes, rng: random.Random) -> bytes:
    """Change words, marks, indents and whole lines of a text."""
    if rng.random() < 0.1:
        return spoil_bytes(data, rng)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        place = rng.randrange(len(lines))
        kind = rng.randrange(8)
        if kind == 0:
            del lines[place]
            lines = lines or [""]
        elif kind == 1:
            lines.insert(place, lines[rng.randrange(len(lines))])
        elif kind == 2:
            lines[place] = " " * rng.randrange(6) + lines[place].lstrip()
        elif kind == 3:
            key, mark, _ = lines[place].partition(":")
            lines[place] = f"{key}{mark} {rng.choice(VALUES)}"
        elif kind == 4:
            lines[place] += rng.choice(MARKS) * rng.choice((1, 2, 50))
        elif kind == 5:
            lines[place] = rng.choice(MARKS) + lines[place]
        elif kind == 6:
            lines[place] = _WORDS.sub(lambda _: rng.choice(VALUES), lines[place], count=1)
        else:
            lines[place] = lines[place] * rng.choice((2, 30))
    return "\n".join(lines).encode("utf-8", "replace")


MARKS = (
    "[", "]", "{", "}", "{{", "}}", "*", "**", "_", "`", "&a ", "*a", "!!python/object:x", "---",
    "#", "# ", "|", ">", ">>", "- ", "1. ", "+ ", "^[", "|---|", "\t", '"', "'", ": ", "{: .x}",
    "\u00a0", "\u2028", "\x00", "\\", "<b>", "](", "![", "???",
)  # fmt: skip


def spoil_json(data: bytes, rng: random.Random) -> bytes:
    """Put values of wrong kinds into JSON, or nest it very deep."""
    kind = rng.random()
    if kind < 0.2:
        return spoil_bytes(data, rng)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return spoil_bytes(data, rng)
    odd = rng.choice(ODD)
    holders = list(_holders(content))
    if kind < 0.3 or not holders:
        return json.dumps(odd).encode()
    holder = rng.choice(holders)
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = rng.choice(keys)
    if rng.random() < 0.3:
        del holder[key]
    else:
        holder[key] = "\x01DEEP" if rng.random() < 0.2 else odd
    depth = rng.choice((200, 5_000, 100_000))
    text = json.dumps(content)
    return text.replace('"\\u0001DEEP"', "[" * depth + "]" * depth).encode()


ODD = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    {"a": 1},
    ["x"] * 99,
)


def _holders(content: object):
    if isinstance(content, dict | list):
        if content:
            yield content
        for child in content.values() if isinstance(content, dict) else content:
            yield from _holders(child)
