"""NewsML-G2, and NewsML 1: items, messages of several, and what has no text."""

from __future__ import annotations

import pytest

from briefing.errors import UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.article.word_lists import load
from briefing.ingest.drafts import Read
from briefing.ingest.wires import statuses

XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>The council sold the ferry on Monday, the council said.</p>
<p>"It leaks," said the clerk.</p></body></html></inlineXML>"""
NITF = """<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
<hedline><hl1>From inside</hl1></hedline></body.head><body.content><p>The ferry was sold.</p></body.content>
</body></nitf></inlineXML>"""
PLAIN = '<inlineData contenttype="text/plain">The ferry sank on Monday,\nthe guard said.\n\nAll were saved.</inlineData>'


def item(content: str = XHTML, meta: str = "", about: str = "<headline>Ferry sold</headline>", version: str = "1") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:coast.example,2024:17" version="{version}">'
        f'<itemMeta><provider literal="Coast Wire"/><versionCreated>2024-04-04T10:00:00+01:00</versionCreated>{meta}</itemMeta>'
        f"<contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def opened(text: str) -> tuple[Read, ...]:
    return read(Received(text.encode(), "wire.xml"))


def paragraphs(one: Read) -> list[str]:
    return [one.article.words(span) for span in one.article.paragraphs]


def test_an_item_has_its_head_its_text_and_its_work() -> None:
    about = """<headline>Ferry sold</headline><headline role="hld:subHeadline">Clerk says it leaks</headline><by>By Ann Lee</by>
        <description role="drol:summary">The council sold it.</description><dateline>PORT CLARE, April 4</dateline>"""
    (one,) = opened(item(about=about))
    found = one.article
    assert (found.kind, found.site, one.work) == ("newsml", "Coast Wire", "tag:coast.example,2024:17")
    assert [found.words(span) for span in (found.headline, found.deck, found.byline) if span] == [
        "Ferry sold",
        "Clerk says it leaks",
        "By Ann Lee",
    ]
    assert found.published is not None
    assert found.published.value == "2024-04-04T10:00:00+01:00"
    assert paragraphs(one) == ["The council sold the ferry on Monday, the council said.", '"It leaks," said the clerk.']
    assert [part.reason for part in found.set_aside] == ["summary"]
    assert found.dateline is not None
    assert found.words(found.dateline) == "PORT CLARE, April 4"


def test_a_text_is_nitf_or_plain_too() -> None:
    (inner,) = opened(item(NITF, about=""))
    assert inner.article.headline is not None
    assert inner.article.words(inner.article.headline) == "From inside"
    assert paragraphs(inner) == ["The ferry was sold."]
    assert paragraphs(opened(item(PLAIN))[0]) == ["The ferry sank on Monday,\nthe guard said.", "All were saved."]


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ('<pubStatus qcode="stat:usable"/>', None),
        ('<pubStatus qcode="stat:withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:canceled"/>', "withdrawn"),
        ('<signal qcode="sig:correction"/>', "correction"),
        ('<signal qcode="sig:update"/>', "update"),
        ("<embargoed>2024-04-05T06:00:00Z</embargoed>", "embargoed until 2024-04-05T06:00:00Z"),
        ("<embargoed/>", "embargoed"),
        (
            '<embargoed>2024-04-05T06:00:00Z</embargoed><signal qcode="sig:update"/>',
            "embargoed until 2024-04-05T06:00:00Z, update",
        ),
        ("<edNote>Corrects name in paragraph 3</edNote>", "correction"),
    ],
)
def test_embargo_correction_and_withdrawal_are_the_status(meta: str, status: str | None) -> None:
    assert opened(item(meta=meta))[0].article.status == status


def test_a_version_is_told_where_it_counts_versions() -> None:
    assert opened(item(version="3"))[0].article.status == "version 3"
    assert opened(item(version="2074521837"))[0].article.status is None


def test_each_item_of_a_message_is_an_article() -> None:
    picture = '<newsItem guid="p"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>'
    found = opened(f"<newsMessage><itemSet>{item()}{picture}{item(PLAIN)}</itemSet></newsMessage>")
    assert [len(paragraphs(one)) for one in found] == [2, 2]


def test_a_flash_has_only_its_headline_and_a_picture_its_description() -> None:
    assert opened(item(""))[0].article.text.startswith("Ferry sold")
    (picture,) = opened(item("", about="<description>The ferry leaves the port of Clare.</description>"))
    assert paragraphs(picture) == ["The ferry leaves the port of Clare."]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<packageItem guid="p"><itemMeta/></packageItem>', "a package of links to stories"),
        ("<newsMessage><header/></newsMessage>", "a message without a story"),
        ("<planningItem/>", "a plan of what will be covered"),
        ('<newsItem><contentSet><remoteContent href="a"/></contentSet></newsItem>', "a picture, sound or film without words"),
    ],
)
def test_what_has_no_text_is_refused_by_what_it_is(text: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        opened(text)


def test_newsml_1_is_read_and_its_work_has_no_version() -> None:
    (one,) = opened(
        "<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:coast.example:20240404:17:2U"
        "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>20240404T093000+0100</FirstCreated>"
        '<Status FormalName="Embargoed"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry sold</HeadLine></NewsLines>'
        "<ContentItem><DataContent><p>The ferry was sold.</p><p>It leaks.</p></DataContent></ContentItem></NewsComponent>"
        "</NewsItem></NewsML>"
    )
    assert one.work == "urn:newsml:coast.example:20240404:17"
    assert one.article.status == "embargoed"
    assert paragraphs(one) == ["The ferry was sold.", "It leaks."]


@pytest.mark.parametrize("status", load(statuses.__file__)["status"], ids=lambda status: str(status["says"]))
def test_the_examples_of_the_states_hold(status: dict[str, str]) -> None:
    assert [statuses.tell((code,)) for code in status["code_examples"]] == [status["says"]] * len(status["code_examples"])
    assert [statuses.tell(notes=(note,)) for note in status["note_examples"]] == [status["says"]] * len(status["note_examples"])
    assert status["says"] not in [statuses.tell(notes=(note,)) for note in status["others"]]
