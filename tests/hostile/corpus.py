"""Text that wants to do harm, made by code: each piece says PWNED where it would be seen to have won."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode

from tests.briefing.ingest.formats.paper import paper
from tests.briefing.ingest.formats.word import paragraph, word

BEFORE = "The ferry to the outer islands was sold on Monday, the council said. "
AFTER = " The new owner will run it on Sundays too, said Ann Lee."

SEQUENCES = {
    "colour": "\x1b[31mPWNED\x1b[0m",
    "cursor": "\x1b[2J\x1b[1;1HPWNED",
    "title": "\x1b]0;PWNED\x07",
    "title asked for": "\x1b]2;PWNED\x1b\\\x1b[21t",
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "link": "\x1b]8;;https://harbour.example/PWNED\x07here\x1b]8;;\x07",
    "device": "\x1bPPWNED\x1b\\",
    "tmux": "\x1bPtmux;\x1b\x1b]52;c;UFdORUQ=\x07\x1b\\",
    "picture": "\x1b_Ga=T;PWNED\x1b\\\x1b]1337;File=:PWNED\x07",
    "end of paste": "\x1b[201~PWNED",
    "question": "\x1b[6n\x1b[c\x05PWNED",
    "reset": "\x1bcPWNED\x1b(0",
    "other screen": "\x1b[?1049hPWNED\x1b[?1049l",
    "no end": "\x1b]0;PWNED",
    "in each other": "\x1b\x1b[31m[31mPWNED\x1b]0;\x1b]0;PWNED\x07\x07",
    "parted": "\x1b\u200b[31mPWNED\x1b\x00]0;PWNED\x07",
    "C1": "\x9b31mPWNED\x9d0;PWNED\x9c\x90PWNED\x9c",
    "C0": "".join(map(chr, range(32))) + "\x7fPWNED",
    "back": "sold\b\b\b\bPWNED\rPWNED",
    "reordered": "\u202ePWNED\u202c \u2066PWNED\u2069 \u200fPWNED\u061c",
    "hidden": "PW\u200bN\u2060E\ufeffD\u00ad\U000e0041\U000e0042\u115f\u3164",
    "stacked": "P" + "\u0301" * 60 + "WNED",
    "no characters": "PWNED\ufffe\ufdd0\U0001ffff",
    "separators": "PWNED\u2028PWNED\u2029PWNED\x85PWNED\x0bPWNED\x0cPWNED",
}
"""Strings that command a terminal, or that hide or reorder text, by what they are."""

MARKUP = {
    "click": "[@click=app.quit]PWNED[/] [@click='app.bell']x",
    "colours": "[bold red]PWNED[/bold red] [/x] [link=https://harbour.example]here[/link] [on blink]",
    "ordinary": "“The ferrys [sic] were [his] idea,” he said [laughs].",
    "escapes": "\\[bold] \\\\[x] [[nested]] [\\[y]]",
    "emoji": ":smile: :warning: $name ${HOME} %s {0} {name!r}",
    "Markdown": "# PWNED\n- item\n1. one\n> quote\n***b*** _i_ `code` ~~s~~ ![i](https://harbour.example/x.png) <https://harbour.example>",
    "links": "[here](javascript:alert(1)) [x]: https://harbour.example www.harbour.example ann@harbour.example [^1]",
    "HTML": "<script>alert('PWNED')</script><img src=x onerror=alert(1)> </title></style> &lt;b&gt; &#27;[31m <!-- x -->",
    "tables": "| a | b |\n|---|---|\n$$x$$ <details> --- === +++\n\n    code\n```sh\nPWNED\n```",
}
"""Strings that some library reads as markup; a reader is to see them as they are."""

NAMES = (
    "\x1b]0;PWNED\x07ferry.txt",
    "[@click=app.quit]ferry.txt",
    "[bold]ferry[ .txt",
    "-rf.txt",
    "fer\nry.txt",
    "\u202etxt.ferry",
    "fer\x9b31mry.txt",
    "<b>ferry.txt",
    b"fer\xff\xfery.txt".decode("utf-8", "surrogateescape"),
)
"""Names of files, each of which a folder can hold."""


def texts() -> dict[str, str]:
    """An article around each of the strings."""
    every = {**SEQUENCES, **MARKUP}
    around = {name: f"{BEFORE}{harm}{AFTER}\n\nIt sails in May.\n" for name, harm in every.items()}
    heads = {f"{name} as headline": f"{harm} ferry sold\n\n{BEFORE}\n\nIt sails in May.\n" for name, harm in every.items()}
    return {**around, **heads, "all of them": "\n\n".join(every.values())}


def files() -> dict[str, bytes]:
    """All of it as text, and the worst of it as every format carries it: as entities, encoded words, escapes."""
    harm = "\x1b]0;PWNED\x07\x9b31m\u202e[@click=app.quit]x "
    entities = "".join(f"&#{ord(letter)};" for letter in harm)
    coded = b64encode(harm.encode()).decode()
    linked = json.dumps({"@type": "NewsArticle", "headline": f"{harm}Ferry sold", "author": {"name": harm}})
    found = {name: text.encode("utf-8", "surrogatepass") for name, text in texts().items()}
    pages = {
        "page": f"<html><head><title>{entities}Ferry sold</title></head><body><article><h1>{entities}Ferry sold</h1>"
        f"<p>{BEFORE}{entities}{AFTER}</p><p>{BEFORE}{harm}{AFTER}</p>"
        "<a href='javascript:alert(1)'>here</a></article></body></html>",
        "page with data": f"<!doctype html><html><head><script type='application/ld+json'>{linked}</script>"
        f"<meta property='og:title' content='{entities}Ferry sold'></head><body><p>{BEFORE}{AFTER}</p></body></html>",
        "deep page": "<html><body>" + "<div>" * 50_000 + BEFORE,
        "page of attributes": "<html><body><a " + " ".join(f"a{at}=x" for at in range(50_000)) + f">{BEFORE}</a></body></html>",
        "feed": f'<?xml version="1.0"?><rss version="2.0"><channel><title>{entities}</title><item><title>{entities}Ferry sold'
        f"</title><link>javascript:alert(1)</link><description>{BEFORE}{entities}{AFTER}</description></item></channel></rss>",
        "feed with a bomb": '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "PWNED"><!ENTITY x SYSTEM "file:///etc/passwd">'
        + "".join(f'<!ENTITY a{at} "{(f"&a{at - 1};" if at else "&a;") * 10}">' for at in range(9))
        + ']><rss version="2.0"><channel><item><title>&a8;&x;</title></item></channel></rss>',
        "wire": f"<nitf><head><title>{entities}</title></head><body><body.head><hedline><hl1>{entities}Ferry sold</hl1>"
        f"</hedline></body.head><body.content><p>{BEFORE}{entities}{AFTER}</p></body.content></body></nitf>",
        "mail": f"From: =?utf-8?B?{coded}?= <ann@harbour.example>\nSubject: =?utf-8?B?{coded}?= Ferry sold\n"
        f"Date: Tue, 02 Apr 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{BEFORE}{harm}{AFTER}\n",
        "mail in an unknown charset": f"From: a@b\nSubject: x\nContent-Type: text/plain; charset=nothing-8\n\n{BEFORE}{harm}\n",
        "mail in mails": "From: a@b\nSubject: deep\nMIME-Version: 1.0\n"
        + "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(1_500))
        + f"Content-Type: text/plain\n\n{BEFORE}\n",
        "Markdown": f"---\ntitle: Ferry sold\n---\n# {entities}Ferry sold\n\n{BEFORE}{entities}{AFTER}\n\n- one\n\n> said\n",
    }
    found |= {name: page.encode() for name, page in pages.items()}
    tame = harm.replace("\x1b", "").replace("\x07", "")  # XML has no place for the others
    found["Word"] = word(paragraph(f"{tame}Ferry sold", "Titel"), paragraph(f"{BEFORE}{tame}{AFTER}"))
    found["PDF"] = paper(
        b"BT /F1 12 Tf 72 700 Td (The ferry \\033]0;PWNED\\007\\23331m was [@click=app.quit]sold on Monday.) Tj ET"
    )
    found["UTF-16"] = f"{BEFORE}{harm}{AFTER}".encode("utf-16")
    found["cp1252"] = BEFORE.encode() + bytes(range(0x80, 0xA0)) + AFTER.encode()
    found["squeezed"] = b"\x1f\x8b\x08" + zlib.compress(harm.encode())
    found["bytes"] = bytes(range(256)) * 20
    return found
