"""Whether a text is written in Markdown, told from clear signs: in doubt it is plain text, which loses nothing."""

from __future__ import annotations

import re

MOST_FRONT = 100
"""Lines of the longest front matter."""

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
"""The lines that open front matter, in YAML and TOML, and those that close it."""

_USUAL = frozenset(("title", "date", "author", "authors", "layout", "tags", "slug", "description", "permalink", "categories"))
_FEWEST_KEYS = 2
"""Keys of front matter, where none of them is a usual one."""

_KEY = re.compile(r"([A-Za-z][\w.-]{0,40})\s{0,4}[:=](?:\s|$)")
_HEADING = re.compile(r"#{1,6} [^\s#]")
_UNDERLINE = re.compile(r"(?:={3,100}|-{3,100})\s{0,20}")
_FENCE = re.compile(r" {0,3}(?:```|~~~)[\w +#.-]{0,30}")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)]) {1,4}\S")
_LINK = re.compile(r"(?<!\\)\[[^\[\]\n]{1,300}\]\((?:https?://|mailto:|/|#|\./|\.\./)[^\s()]{0,1000}(?: \"[^\"\n]{0,200}\")?\)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^\s()]{1,1000}(?: \"[^\"\n]{0,200}\")?\)")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]\n]{1,100}\]: {1,4}<?https?://\S")
_BOLD = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*\*(?![\w*])|(?<![\w_])__(?=[^\s_])[^_\n]{1,200}(?<=[^\s_])__(?![\w_])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])[^_\n]{1,200}(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"(?<!`)`[^`\n]{1,200}`(?!`)")
_DELIMITERS = re.compile(r"\s{0,3}\|?(?:\s{0,5}:?-{3,80}:?\s{0,5}\|)+(?:\s{0,5}:?-{3,80}:?\s{0,5})?")

_MANY = 3
"""Signs of one kind that are enough by themselves."""


def is_markdown(text: str) -> bool:
    """Whether the beginning of a text is Markdown beyond doubt."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return bool(front(lines)) or _is_signed(text, lines)


def front(lines: list[str]) -> int:
    """How many lines at the top are front matter, its first and last line included; 0 for none."""
    closing = FENCES.get(lines[0].rstrip()) if lines else None
    if closing is None:
        return 0
    keys = 0
    for number, line in enumerate(lines[1 : MOST_FRONT + 1], 2):
        words = line.rstrip()
        if words in closing:
            return number if keys >= _FEWEST_KEYS else 0
        if key := _KEY.match(line):
            keys += _FEWEST_KEYS if key[1].casefold() in _USUAL else 1
        elif words and not words.startswith((" ", "\t", "- ", "#", "]", "}", "[", '"""')):
            return 0
    return 0


def _is_signed(text: str, lines: list[str]) -> bool:
    """Whether there are signs of two clear kinds, or of one and of several weak ones, or many of one kind."""
    headings = titles = items = references = tables = 0
    fences = 0
    for number, line in enumerate(lines):
        before, after = lines[number - 1] if number else "", lines[number + 1] if number + 1 < len(lines) else ""
        if fences % 2:
            fences += bool(_FENCE.fullmatch(line.rstrip()))
            continue
        if line.startswith("#"):
            headings += bool(_HEADING.match(line)) and (not before.strip() or before.startswith("#")) and after != line
        elif line.startswith(("=", "-")) and _UNDERLINE.fullmatch(line):
            titles += bool(before.strip()) and (number == 1 or not lines[number - 2].strip())
        elif line.lstrip()[:3] in ("```", "~~~"):
            fences += bool(_FENCE.fullmatch(line.rstrip()))
        elif "-|" in line or "- |" in line or ":|" in line or "|-" in line or "| -" in line:
            tables += "|" in before and bool(_DELIMITERS.fullmatch(line.rstrip()))
        elif _ITEM.match(line):
            items += 1
        elif "]:" in line:
            references += bool(_REFERENCE.match(line))
    links = references
    if "](" in text:
        links += sum(1 for _ in _LINK.finditer(text)) + sum(1 for _ in _PICTURE.finditer(text))
    bold = sum(1 for _ in _BOLD.finditer(text)) if "**" in text or "__" in text else 0
    first = next((line for line in lines if line.strip()), "")
    clear = (headings > 0) + (links > 0) + (fences > 1) + (tables > 0) + (bold > 1)
    weak = (titles > 0) + (items > 1) + (bold == 1) + bool(_EMPHASIS.search(text)) + bool(_CODE.search(text))
    if clear >= 2 or headings >= _MANY or links >= _MANY or titles >= _MANY:
        return True
    if first.startswith("# ") and headings:
        return weak >= 1
    return (headings > 0 or titles > 0) and weak - (titles > 0 and headings == 0) >= 2
