"""NITF: what a wire's story says of itself, and its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.detection import formats
from briefing.ingest.drafts import Read
from briefing.ingest.wires import nitf
from briefing.sanitise import is_clean

STORY = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd" [<!ENTITY co "Coast Wire">]>
<nitf><head><title>BC-Ferry</title><docdata>
<doc-id regsrc="CW" id-string="cw-17"/><date.issue norm="20240404T093000Z"/>{docdata}</docdata></head>
<body><body.head><hedline><hl1>Ferry sold &mdash; after long debate</hl1><hl2>Clerk says it leaks</hl2></hedline>
<note><p>Pictures follow.</p></note><byline>By <person>Ann Lee</person></byline><distributor>Coast Wire</distributor>
<dateline><location>PORT CLARE</location>, <story.date norm="20240404">April 4</story.date></dateline></body.head>
<body.content><block><p>The <org>council</org> sold the
<em>ferry</em> on Monday, the council said.</p>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>The ferry in port.</media-caption>
<media-object encoding="base64">QUJD</media-object></media>
<p>&quot;It leaks,&quot; said the clerk.<br/>It cost &pound;3.</p><ul><li>Work begins in May.</li></ul>
<table><tr><td>Port</td><td>Ferries</td></tr></table></block></body.content>
<body.end><tagline>Ann Lee covers the coast.</tagline></body.end></body></nitf>"""


def opened(docdata: str = "", story: str = STORY) -> Read:
    (one,) = read(Received(story.replace("{docdata}", docdata).encode(), "wire.xml"))
    return one


def test_a_wire_story_has_its_head_and_its_paragraphs() -> None:
    found = opened().article
    assert found.kind == "nitf"
    assert found.headline is not None
    assert found.words(found.headline) == "Ferry sold — after long debate"
    assert found.deck is not None
    assert found.words(found.deck) == "Clerk says it leaks"
    assert found.byline is not None
    assert found.words(found.byline) == "By Ann Lee"
    assert found.published is not None
    assert (found.published.value, found.site, found.status) == ("2024-04-04T09:30:00Z", "Coast Wire", None)
    assert [found.words(span) for span in found.paragraphs] == [
        "The council sold the ferry on Monday, the council said.",
        '"It leaks," said the clerk.\nIt cost £3.',
        "Work begins in May.",
    ]


def test_what_is_not_the_story_is_set_aside_with_its_reason() -> None:
    found = opened('<ed-msg info="Repeats for all clients"/>').article
    assert found.dateline is not None
    assert found.words(found.dateline) == "PORT CLARE, April 4"
    assert {found.words(part.span): part.reason for part in found.set_aside} == {
        "Repeats for all clients": "editor's note",
        "Pictures follow.": "editor's note",
        "The ferry in port.": "caption",
        "Port\nFerries": "table",
        "Ann Lee covers the coast.": "about the author",
    }


@pytest.mark.parametrize(
    ("docdata", "status"),
    [
        ('<date.release norm="20240405T060000Z"/>', "embargoed until 2024-04-05T06:00:00Z"),
        ('<date.release norm="20240404T093000Z"/>', None),
        ('<correction info="Price"/>', "correction"),
        ('<correction info="Price"/><date.release norm="2024-04-05"/>', "embargoed until 2024-04-05, correction"),
        ('<ed-msg msg-type="kill" info="Do not use"/><date.release norm="2024-04-05"/>', "killed"),
        ('<ed-msg info="EDITORS: Kill story headed Ferry"/>', "killed"),
        ('<ed-msg info="Killed men are named in paragraph 3"/>', None),
        ('<ed-msg info="Corrects price in paragraph 2"/>', "correction"),
        ('<du-key key="ferry" version="3"/>', "version 3"),
        ('<du-key key="ferry" version="1"/>', None),
    ],
)
def test_embargo_correction_and_kill_are_the_status(docdata: str, status: str | None) -> None:
    assert opened(docdata).article.status == status


def test_the_management_status_is_told() -> None:
    assert opened(story=STORY.replace("<docdata>", '<docdata management-status="canceled">')).article.status == "withdrawn"
    assert opened(story=STORY.replace("<docdata>", '<docdata management-status="embargoed">')).article.status == "embargoed"


def test_a_work_keeps_its_name_when_its_version_rises() -> None:
    assert opened('<du-key key="f" version="2"/>').work == opened('<du-key key="f" version="3"/>').work == "nitf:CW cw-17"


def test_a_flash_is_its_headline_and_a_kill_its_note() -> None:
    flash = opened(story="<nitf><body><body.head><hedline><hl1>Ferry sinks</hl1></hedline></body.head></body></nitf>").article
    assert (flash.text, flash.paragraphs) == ("Ferry sinks", ())
    kill = opened(
        story="<nitf><body><body.head><hedline><hl1>MANDATORY KILL: Ferry</hl1></hedline></body.head>"
        "<body.content><p>Editors: kill the story on the ferry.</p></body.content></body></nitf>"
    ).article
    assert kill.status == "killed"


def test_a_damaged_story_is_read_as_far_as_it_goes() -> None:
    assert len(opened(story=STORY[: STORY.index("<ul>")]).article.paragraphs) == 2


def test_a_time_is_told_in_either_form() -> None:
    assert nitf.iso("20240404") == "2024-04-04"
    assert nitf.iso("20240404T0930-0500") == "2024-04-04T09:30:00-05:00"
    assert nitf.iso("2024-04-04T09:30:00.000Z") == "2024-04-04T09:30:00Z"
    assert nitf.iso("20241344") == nitf.iso("yesterday") == ""


def test_no_document_is_nested_without_end_or_made_of_tags_alone() -> None:
    for story in ("<nitf>" + "<block>" * 5_000, "<nitf>" + "<p/>" * 250_000, "<nitf " + "a='1' " * 5_000):
        with pytest.raises(UnreadableError, match="is not read"):
            opened(story=story)


def test_other_xml_is_refused_by_what_it_is() -> None:
    assert formats.tell(b'<?xml version="1.0"?><invoice><total>3</total></invoice>') == "another kind of XML"
    assert formats.tell(b'<opml version="2.0"><body/></opml>') == "a list of feeds"
    assert formats.tell(b"<!-- made by hand --><!DOCTYPE nitf [<!ENTITY a '<html>'>]><nitf><body/></nitf>") == "nitf"
    assert formats.tell(b'<?xml version="1.0"?><!DOCTYPE html><html><p>x</p></html>') == "html"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120) | st.text(alphabet="<>/&;#[]!-pbody.tent \x1b\"'=x", max_size=120).map(str.encode))
def test_anything_after_a_sound_beginning_gives_an_article_or_a_sentence(rest: bytes) -> None:
    try:
        found = read(Received(STORY[: STORY.index("<media ")].encode() + rest, "wire.xml"))
    except BriefingError:
        return
    assert all(is_clean(one.article.text) for one in found)
