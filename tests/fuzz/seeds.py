"""Valid inputs of each kind, built by code, of which the fuzzers make others."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import EmailMessage
from importlib.util import find_spec
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from briefing.ingest.detection import formats

HEADLINE = "Ferrow council backs a sea wall after winter floods"
DECK = "Traders on the old pier fear for their stalls."
BYLINE = "By Ilse Brandt"
PARAGRAPHS = (
    "FERROW, March 3 — The council voted on Tuesday to build a sea wall of 1.2 kilometres, if the state pays half of it.",
    "“We will not wait for the next storm,” Mayor Tomás Núñez said. He denied that the pier would be closed before May.",
    "An engineer who asked not to be named warned that the wall could push the water towards Old Ferrow & its market.",
    "Read more: How the harbour was built",
    "Traders oppose the plan. “Nobody asked us,” said Ade Okafor, who has sold fish there since 1998.",
    "Ilse Brandt writes about towns by the sea.",
)
TEXT = "\n\n".join((HEADLINE, DECK, BYLINE, *PARAGRAPHS)) + "\n"


def text() -> bytes:
    """Plain text, wrapped."""
    lines = [HEADLINE, "", BYLINE, "Published March 3, 2025", ""]
    for paragraph in PARAGRAPHS:
        words, line = paragraph.split(), ""
        for word in words:
            if len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    return "\n".join(lines).encode()


def html() -> bytes:
    """A web page with what publishers say of it for machines, a menu, and a foot."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2025-03-03T08:15:00+01:00",
        "author": [{"@type": "Person", "name": "Ilse Brandt"}],
    }
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | The Ferrow Post</title>
<link rel="canonical" href="https://post.example/towns/sea-wall">
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="The Ferrow Post">
<meta name="description" content="{DECK}"><script type="application/ld+json">{json.dumps(about)}</script>
<style>p {{ margin: 1em }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea &amp; coast</a></li></ul></nav>
<article><h1>{HEADLINE}</h1><p class="byline">{BYLINE}</p><time datetime="2025-03-03">March 3, 2025</time>
{body}<h2>What comes next</h2><ul><li>A second vote in June.</li><li>Work begins in the autumn.</li></ul>
<blockquote><p>The sea does not read minutes.</p></blockquote>
<table><tr><td>Cost</td><td>&#8364;4&nbsp;million</td></tr></table>
<figure><img src="a.jpg" alt="The pier"><figcaption>The old pier. Photo: A. Okafor</figcaption></figure></article>
<aside class="related"><a href="/b">The tram that never came</a></aside><footer>&copy; The Ferrow Post</footer>
</body></html>""".encode()


def _message(subject: str = HEADLINE) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Zoë Marsh <zoe@post.example>"
    message["To"] = "readers@post.example"
    message["Subject"] = f"{subject} – “now”"
    message["Date"] = "Mon, 03 Mar 2025 08:15:00 +0100"
    message["Message-ID"] = "<20250303.1@post.example>"
    message.set_content(TEXT)
    return message


def mail() -> bytes:
    """A mail in two forms, with an attachment."""
    message = _message()
    message.add_alternative(html().decode(), subtype="html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="pier.png")
    return bytes(message)


def mbox() -> bytes:
    """A mailbox with two mails."""
    parts = (_message(), _message("Ferrow tram put off until 2027"))
    return b"\n".join(b"From zoe@post.example Mon Mar  3 08:15:00 2025\n" + bytes(part) for part in parts)


def feed() -> bytes:
    """A feed (RSS 2.0) with two items."""
    body = escape("".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Ferrow Post</title><link>https://post.example/</link><description>News of a harbour</description>
<item><title>{HEADLINE}</title><link>https://post.example/towns/sea-wall</link><guid isPermaLink="false">post-1</guid>
<pubDate>Mon, 03 Mar 2025 08:15:00 +0100</pubDate><dc:creator>Ilse Brandt</dc:creator><description>{DECK}</description>
<content:encoded>{body}</content:encoded></item>
<item><title>Tram put off</title><guid>post-2</guid><description><![CDATA[<p>A tram line has been put off until 2027.</p>
<p>Councillor Ade Okafor called the delay a pity.</p>]]></description></item>
</channel></rss>""".encode()


def atom() -> bytes:
    """A feed (Atom) with one entry."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><id>urn:post</id>
<updated>2025-03-03T08:15:00Z</updated><entry><title type="html">{HEADLINE} &amp;amp; more</title><id>urn:post:1</id>
<updated>2025-03-03T08:15:00Z</updated><author><name>Ilse Brandt</name></author><summary>{DECK}</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content></entry></feed>""".encode()


def document_xml() -> str:
    """The text of a Word document."""
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def paragraph(words: str, style: str = "") -> str:
        looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        half = len(words) // 2
        runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (words[:half], words[half:]))
        return f"<w:p>{looks}{runs}</w:p>"

    table = f"<w:tbl><w:tr><w:tc>{paragraph('Cost')}</w:tc><w:tc>{paragraph('4 million')}</w:tc></w:tr></w:tbl>"
    body = [paragraph(HEADLINE, "Title"), paragraph(BYLINE), *map(paragraph, PARAGRAPHS), table]
    deleted = '<w:p><w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t><w:br/></w:r></w:p>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:document xmlns:w="{names}"><w:body>{"".join(body)}{deleted}<w:sectPr/></w:body></w:document>'


def docx(document: bytes | None = None) -> bytes:
    """A Word document; `document` takes the place of its text's XML."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{HEADLINE}</dc:title><dc:creator>Ilse Brandt</dc:creator></cp:coreProperties>",
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", document_xml().encode() if document is None else document)
    return file.getvalue()


def pdf(lines: tuple[str, ...] = (HEADLINE, BYLINE, *PARAGRAPHS)) -> bytes:
    """A PDF document of two pages."""
    contents = []
    for page in (lines[: len(lines) // 2], lines[len(lines) // 2 :]):
        shown, at = [], 780
        for line in page:
            for start in range(0, len(line), 80):
                words = line[start : start + 80].encode("cp1252", "replace")
                words = words.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
                shown.append(b"BT /F1 12 Tf 60 %d Td (%s) Tj ET" % (at, words))
                at -= 16
            at -= 12
        contents.append(b"\n".join(shown))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(b"<< /Title (%s) /Author (Ilse Brandt) >>" % HEADLINE.encode())
    file, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return file + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(file)


def nitf() -> bytes:
    """A wire story in NITF, embargoed."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>{HEADLINE}</title><docdata management-status="embargoed"><doc-id id-string="post.20250303.1"/>
<date.issue norm="20250303T081500Z"/><date.release norm="20250304T060000Z"/><ed-msg info="Hold until Tuesday"/></docdata></head>
<body><body.head><hedline><hl1>{HEADLINE}</hl1><hl2>{DECK}</hl2></hedline><byline>{BYLINE}</byline>
<dateline><location>Ferrow</location><story.date norm="20250303">March 3</story.date></dateline></body.head>
<body.content><block>{body}</block><media media-type="image"><media-caption>The pier</media-caption></media></body.content>
<body.end><tagline>Ilse Brandt writes about towns.</tagline></body.end></body></nitf>""".encode()


def newsml() -> bytes:
    """A wire story in NewsML-G2, corrected."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:post.example,2025:1" version="2" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2025-03-03T08:15:00Z</versionCreated>
<embargoed>2025-03-04T06:00:00Z</embargoed><pubStatus qcode="stat:usable"/><signal qcode="sig:correction"/>
<edNote>Corrects the length of the wall.</edNote></itemMeta>
<contentMeta><headline>{HEADLINE}</headline><by>Ilse Brandt</by><dateline>FERROW</dateline>
<description role="drol:summary">{DECK}</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body>{body}</body></html></inlineXML></contentSet></newsItem>""".encode()


def markdown() -> bytes:
    """A Markdown text with a head for machines, links, a list, and code."""
    body = "\n\n".join(PARAGRAPHS[:3])
    return f"""---
title: {HEADLINE}
author: Ilse Brandt
date: 2025-03-03
---

# {HEADLINE}

*{DECK}*

{body}

## What comes next

- A **second** vote in [June](https://post.example/june "the vote").
- Work begins in the `autumn`.

> The sea does not read minutes.

| Cost | Year |
|------|------|
| 4 million | 2026 |

![The pier](pier.jpg)

```
not code
```

{PARAGRAPHS[4]}
""".encode()


BUILT: dict[str, tuple[Callable[[], bytes], ...]] = {
    "text": (text, lambda: TEXT.encode("utf-16"), lambda: TEXT.encode("cp1252", "replace")),
    "html": (html,),
    "mail": (mail, lambda: bytes(_message())),
    "mbox": (mbox,),
    "feed": (feed, atom),
    "docx": (docx,),
    "pdf": (pdf,),
    "nitf": (nitf,),
    "newsml": (newsml,),
    "markdown": (markdown,),
}
"""For each kind, what builds a valid input of it."""


def readable() -> tuple[str, ...]:
    """The kinds that this program reads, plain text first."""
    return ("text", *(kind for kind in formats.READ if find_spec(formats.READ[kind].module)))
