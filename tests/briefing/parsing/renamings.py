"""The sample article under other names: each person, country, city, company and office of it renamed."""

from __future__ import annotations

import re

OLD = (
    "Joe Biden", "Biden", "Fumio Kishida", "Kishida", "Kim Jong Un", "Kim Yo Jong", "Ferdinand Marcos", "Nikkei",
    "Nippon Steel", "U.S. Steel",
    "U.S. Forces Japan", "Japan Self-Defense Forces", "United States", "U.S.", "American", "Japanese", "Japan",
    "North Korean", "North Korea",
    "South Korea", "Philippine", "Pyongyang", "Tokyo", "Washington", "Prime Minister", "U.S. President", "President",
    "president",
)  # fmt: skip

NEW = {
    "a chancellor and a king": (
        "Anna Falk", "Falk", "Bruno Neri", "Neri", "Ivo Petrov", "Vera Petrova", "Pavel Novak", "Corriere",
        "Fiat Motors", "Deutsche Motors",
        "German Forces Italy", "Italian Defense Forces", "Germany", "German", "German", "Italian", "Italy",
        "East Bulgarian", "East Bulgaria",
        "Romania", "Czech", "Sofia", "Rome", "Berlin", "Premier", "German Chancellor", "Chancellor", "chancellor",
    ),
    "three northern countries": (
        "Olaf Strand", "Strand", "Ella Makinen", "Makinen", "Jonas Berg", "Ida Berg", "Leif Holm", "Hufvudstaden",
        "Suomi Paper", "Norsk Paper",
        "Norwegian Forces Finland", "Finnish Home Guard", "Norway", "Norwegian", "Norwegian", "Finnish", "Finland",
        "Icelandic", "Iceland",
        "Sweden", "Danish", "Reykjavik", "Helsinki", "Oslo", "Chief Minister", "Norwegian Premier", "Premier",
        "premier",
    ),
    "South America": (
        "Carlos Mendoza", "Mendoza", "Rosa Vargas", "Vargas", "Diego Rojas", "Lucia Rojas", "Hugo Castillo",
        "La Nacion", "Andes Airlines", "Brasil Airlines",
        "Brazilian Forces Chile", "Chilean Coast Guard", "Brazil", "Brazilian", "Brazilian", "Chilean", "Chile",
        "Venezuelan", "Venezuela",
        "Argentina", "Peruvian", "Caracas", "Santiago", "Brasilia", "Vice President", "Brazilian President",
        "President", "president",
    ),
    "two kingdoms and a bank": (
        "George Hill", "Hill", "Amina Rahman", "Rahman", "Tariq Aziz", "Leila Aziz", "Omar Said", "Gulf News",
        "Kuwait Bank", "U.K. Bank",
        "U.K. Forces Kuwait", "Kuwait Coast Forces", "United Kingdom", "U.K.", "British", "Kuwaiti", "Kuwait",
        "North Yemeni", "North Yemen",
        "Saudi Arabia", "Omani", "Sanaa", "Kuwait City", "London", "Crown Prince", "U.K. Premier", "Premier",
        "premier",
    ),
    "made-up lands": (
        "Tom Arden", "Arden", "Mira Solis", "Solis", "Zed Karon", "Zia Karon", "Ulf Brandt", "Dagblad",
        "Velia Chemicals", "Morland Chemicals",
        "Morland Forces Velia", "Velia Border Forces", "Morland", "Morland", "Morlandic", "Velian", "Velia",
        "West Tarian", "West Taria",
        "East Taria", "Quorian", "Tarholm", "Veliopolis", "Morgate", "First Minister", "Morland Governor", "Governor",
        "governor",
    ),
}  # fmt: skip


def renamed(text: str, names: tuple[str, ...]) -> str:
    """The text with every old name replaced, the longest first, in one pass."""
    to = dict(zip(OLD, names, strict=True))
    longest_first = "|".join(map(re.escape, sorted(to, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda found: to[found[0]], text)
