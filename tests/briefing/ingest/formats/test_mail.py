"""A mail gives the text that its writer wrote, under its own head, and what stands around it is set aside."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.detection import formats
from briefing.ingest.drafts import Read
from briefing.ingest.mail import mail
from briefing.limits import Limits
from briefing.model import Article

HEAD = "From: Ann Lee <ann@harbour.example>\nSubject: Ferry sold\nDate: Tue, 5 Mar 2024 10:00:00 +0100\n"
STORY = "The council bought the ferry on Monday, said the clerk.\n\nThe hull is sound, she said."
LINES = ["The council bought the ferry on Monday, said the clerk.", "The hull is sound, she said."]


def every(text: str | bytes) -> tuple[Read, ...]:
    data = text.encode() if isinstance(text, str) else text
    return read(Received(data, "a.eml"))


def article(body: str | bytes, head: str = HEAD) -> Article:
    data = body.encode() if isinstance(body, str) else body
    (found,) = every(head.encode() + b"\n" + data)
    return found.article


def body(found: Article) -> list[str]:
    return [found.words(span) for span in found.paragraphs]


def aside(found: Article) -> dict[str, str]:
    return {part.reason: found.words(part.span) for part in found.set_aside}


def parts(kind: str, *bodies: tuple[str, str]) -> str:
    """The fields and the body of a mail that is made of parts, each with its type and what it holds."""
    inner = "".join(f"--b\nContent-Type: {told}\n\n{words}\n" for told, words in bodies)
    return f'Content-Type: multipart/{kind}; boundary="b"\n\n{inner}--b--\n'


def of_parts(kind: str, *bodies: tuple[str, str]) -> Article:
    (found,) = every(HEAD + parts(kind, *bodies))
    return found.article


def test_subject_sender_and_date_are_the_head() -> None:
    (found,) = every(f"{HEAD}Message-ID: <1.2@harbour.example>\n\n{STORY}")
    told = found.article
    assert told.kind == "mail"
    assert told.headline
    assert told.words(told.headline) == "Ferry sold"
    assert told.byline
    assert told.words(told.byline) == "Ann Lee"
    assert told.published
    assert told.published.value == "2024-03-05T10:00:00+01:00"
    assert told.published.span
    assert told.words(told.published.span) == "Tue, 5 Mar 2024 10:00:00 +0100"
    assert found.work == "mid:1.2@harbour.example"
    assert body(told) == LINES


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: Fwd: AW: Ferry sold", "Ferry sold"),
        ("RE[2]: Ferry sold", "Ferry sold"),
        ("[quay] Re: Ferry sold", "Ferry sold"),
        ("[Correction] Ferry sold", "[Correction] Ferry sold"),
        ("Result: ferry sold", "Result: ferry sold"),
        ("Re:", "Re:"),
        ("=?utf-8?q?Ferry_=C3=A0_vendre?=", "Ferry à vendre"),
        ("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?= sold", "éé sold"),
        ("=?utf-8?b?4oI=?= =?utf-8?b?rA==?=", "€"),
        ("=?no-such-9?q?Ferry?= sold", "Ferry sold"),
        ("=?utf-8?b?!!!?= sold", "sold"),
    ],
)
def test_a_headline_is_the_end_of_the_subject(subject: str, headline: str) -> None:
    found = article(STORY, f"From: a@b.example\nTo: c@d.example\nSubject: {subject}\n")
    assert found.headline
    assert found.words(found.headline) == headline


def test_a_list_takes_its_tag_and_names_the_site() -> None:
    head = "From: Ann <a@b.example>\nSubject: [Quay] Ferry sold\nList-Id: News of the quay <quay.lists.example>\n"
    found = article(STORY, head)
    assert found.headline
    assert found.words(found.headline) == "Ferry sold"
    assert found.site == "News of the quay"


@pytest.mark.parametrize(
    ("sender", "byline"),
    [
        ("ann@harbour.example", "ann@harbour.example"),
        ('"Lee, Ann" <ann@harbour.example>', "Lee, Ann"),
        ("ann@harbour.example (Ann Lee)", "Ann Lee"),
        ("=?iso-8859-1?q?Andr=E9_Lee?= <a@b.example>", "André Lee"),
    ],
)
def test_a_sender_is_called_by_name_if_there_is_one(sender: str, byline: str) -> None:
    found = article(STORY, f"From: {sender}\nSubject: Ferry sold\n")
    assert found.byline
    assert found.words(found.byline) == byline


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("5 Mar 2024 10:00 GMT", "2024-03-05T10:00:00+00:00"),
        ("Tuesday, March 5, 2024 4:00 PM", "2024-03-05"),
        ("yesterday", None),
        ("Tue, 99 Mar 99999 10:00:00 +9999999", None),
    ],
)
def test_a_date_is_read_if_it_can_be(date: str, value: str | None) -> None:
    found = article(STORY, f"From: a@b.example\nSubject: Ferry sold\nDate: {date}\n")
    assert (found.published and found.published.value) == value


def test_the_byline_of_a_text_counts_for_more_than_who_sent_it() -> None:
    found = article(f"By Mia Holm\n\n{STORY}")
    assert found.byline
    assert found.words(found.byline) == "By Mia Holm"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("base64", b64encode(STORY.encode())),
        ("base64", b64encode(STORY.encode()) + b"=\nQ"),
        ("quoted-printable", STORY.replace("on Monday", "on =\nMonday").replace("she", "=73he").encode()),
        ("8bit", STORY.encode()),
        ("x-unheard-of", STORY.encode()),
    ],
)
def test_transfer_encodings_are_undone(encoding: str, data: bytes) -> None:
    assert body(article(data, f"{HEAD}Content-Transfer-Encoding: {encoding}\n")) == LINES


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such-9", "us-ascii", "hex", ""])
def test_a_charset_that_is_wrong_does_no_harm(charset: str) -> None:
    data = "Le café est fermé.".encode("latin-1" if charset == "iso-8859-1" else "utf-8")
    assert body(article(data, f"{HEAD}Content-Type: text/plain; charset={charset}\n")) == ["Le café est fermé."]


def test_plain_text_is_read_where_there_is_html_too() -> None:
    found = of_parts("alternative", ("text/plain", STORY), ("text/html", "<p>Something else.</p>"))
    assert body(found) == LINES


@pytest.mark.parametrize(
    "stub", ["Please view this mail as HTML.", "Ferry https://a.example/1 hull https://a.example/2 more https://a.example/3"]
)
def test_html_is_read_where_plain_text_is_a_stub_or_full_of_addresses(stub: str) -> None:
    html = "".join(f"<p>{line} {'It has been so for years. ' * 5}</p>" for line in LINES)
    found = of_parts("alternative", ("text/plain", stub), ("text/html", html))
    assert [words[: len(line)] for words, line in zip(body(found), LINES, strict=True)] == LINES


def test_a_mail_of_html_alone_is_read() -> None:
    found = article("<div>One <b>ferry</b> left.</div><div>It leaks.</div>", f"{HEAD}Content-Type: text/html\n")
    assert body(found) == ["One ferry left.", "It leaks."]


def test_flowed_lines_are_one_paragraph() -> None:
    text = "The council bought the ferry on Monday, \nsaid the clerk.\nThe hull is \nsound, she said.\n"
    assert body(article(text, f"{HEAD}Content-Type: text/plain; format=flowed\n")) == LINES


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council bought the ferry on Monday, said the clerk, and 4,000 crowns\n"
        "were paid at once. The rest will be paid in May.\n\nAnn Lee\nClerk\n"
    )
    told = body(article(text))
    assert told == [text.split("\n\n", maxsplit=1)[0], "Ann Lee", "Clerk"]


def test_what_is_quoted_is_set_aside() -> None:
    found = article(f"On 4 March 2024, Dan Fox wrote:\n> Is it sold?\n\n{STORY}\n\n> And the hull?\n\nIt is.")
    assert body(found) == [*LINES, "It is."]
    assert [found.words(part.span) for part in found.set_aside] == [
        "On 4 March 2024, Dan Fox wrote:\n> Is it sold?",
        "> And the hull?",
    ]
    assert {part.reason for part in found.set_aside} == {"quoted mail"}


def test_a_mail_that_is_nothing_but_a_quotation_is_read() -> None:
    assert body(article("\n".join(f"> {line}" for line in STORY.split("\n")))) == LINES


def test_what_an_answer_answers_is_set_aside() -> None:
    answer = f"{STORY}\n\nFrom: Dan Fox\nSent: Monday\nTo: Ann Lee\nSubject: Ferry\n\nIs it sold?"
    found = article(answer, HEAD.replace("Ferry sold", "Re: Ferry sold"))
    assert body(found) == LINES
    assert aside(found)["quoted mail"] == "Is it sold?"


def test_a_signature_is_set_aside() -> None:
    assert aside(article(f"{STORY}\n\n-- \nAnn Lee\nHarbour office\n"))["signature"] == "--\nAnn Lee\nHarbour office"


def test_the_footer_of_a_list_is_set_aside() -> None:
    footer = "_______________________________________\nQuay mailing list\nQuay@lists.example"
    found = article(f"{STORY}\n\n{footer}\n")
    assert body(found) == LINES
    assert aside(found)["mailing list"] == footer


def test_a_forwarded_mail_is_the_article_of_who_wrote_it() -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Dan Fox <d@b.example>\nDate: Mon, 4 Mar 2024 at 09:12\n"
        "Subject: FW: Ferry sold to council\nTo: Ann Lee <a@b.example>\n\n"
        "From: Mia Holm <m@b.example>\nSent: Sunday, March 3, 2024 8:01 AM\nTo: Dan Fox\n"
        f"Subject: Ferry sold to council\n\n{STORY}\n"
    )
    found = article(text, HEAD.replace("Ferry sold", "Fwd: Ferry sold to council"))
    assert found.headline
    assert found.words(found.headline) == "Ferry sold to council"
    assert found.byline
    assert found.words(found.byline) == "Mia Holm"
    assert found.published
    assert found.published.value.startswith("2024-03-03")
    assert body(found) == LINES
    assert aside(found)["note"] == "FYI"
    assert "mail header" in aside(found)


def test_an_attached_mail_is_read_where_the_outer_has_no_text() -> None:
    inner = f"From: Mia Holm <m@b.example>\nSubject: Pier closed\n\n{STORY}"
    found = of_parts("mixed", ("text/plain", "FYI"), ("message/rfc822", inner))
    assert found.headline
    assert found.words(found.headline) == "Pier closed"
    assert body(found) == LINES
    assert aside(found)["note"] == "FYI"


def test_attachments_are_named() -> None:
    found = of_parts("mixed", ("text/plain", STORY), ('application/pdf; name="pier.pdf"', "JVBERi0="))
    assert body(found) == LINES
    assert aside(found)["attachment"] == "pier.pdf"


def test_a_digest_gives_its_mails() -> None:
    inner = [("message/rfc822", f"From: a@b.example\nSubject: Ferry {number}\n\n{STORY}") for number in (1, 2)]
    found = every(HEAD + parts("digest", *inner))
    assert [read.article.words(read.article.headline) for read in found if read.article.headline] == ["Ferry 1", "Ferry 2"]


def test_a_digest_in_plain_text_gives_its_mails() -> None:
    rule = "\n\n------------------------------\n\n"
    mails = [f"Message: {number}\nFrom: Ann <a@b.example>\nSubject: Ferry {number}\n\n{STORY}" for number in (1, 2)]
    end = "Subject: Digest Footer\n\nQuay mailing list"
    text = "Today's Topics:\n\n   1. Ferry 1" + rule + rule.join([*mails, end]) + rule + "End of Quay Digest"
    found = [read.article for read in every(HEAD.replace("Ferry sold", "Quay Digest, Vol 1") + "\n" + text)]
    assert [one.words(one.headline) for one in found if one.headline] == ["Ferry 1", "Ferry 2"]
    assert [body(one) for one in found] == [LINES, LINES]
    assert "Today's Topics" in aside(found[0])["mailing list"]
    assert "Digest Footer" in aside(found[1])["mailing list"]


def test_parts_inside_each_other_to_any_depth_are_read() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    assert body(article(f"{STORY}\n", HEAD + nested)) == LINES


def test_a_boundary_that_never_comes_leaves_the_text() -> None:
    (found,) = every(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{STORY}")
    assert body(found.article) == LINES


@pytest.mark.parametrize("fields", ["", "Content-Type: image/png\n", parts("mixed", ("image/png", "iVBORw"))])
def test_a_mail_without_a_text_is_refused_in_a_sentence(fields: str) -> None:
    with pytest.raises(UnreadableError, match="is a mail without an article"):
        every(f"{HEAD}{fields}\n" if fields else HEAD + "\n \n")


def test_an_encrypted_mail_is_refused_with_what_to_do() -> None:
    sealed = parts("encrypted", ("application/pgp-encrypted", "Version: 1"), ("application/octet-stream", "abc"))
    with pytest.raises(UnreadableError, match="decrypt it"):
        every(HEAD + sealed)


def test_escapes_in_encoded_words_do_not_come_through() -> None:
    found = article(STORY, "From: a@b.example\nSubject: =?utf-8?b?G1szMW1GZXJyeQ==?= sold\n")
    assert found.headline
    assert found.words(found.headline) == "Ferry sold"


def test_what_is_past_the_limit_is_set_aside() -> None:
    text = (HEAD + "\n" + "The ferry left.\n\n" * 200).encode()
    (found,) = read(Received(text, "a.eml"), Limits(paragraphs=5))
    assert len(found.article.paragraphs) == 5
    assert aside(found.article)["past the limit"].endswith("The ferry left.")


PIECES = st.sampled_from(
    [
        *(
            "From: a@b\n",
            "Subject: =?utf-8?q?x?=\n",
            "Content-Type: multipart/mixed; boundary=b\n",
            "Content-Type: text/html\n",
        ),
        *(
            "Content-Type: message/rfc822\n",
            "Content-Type: multipart/alternative; boundary=c\n",
            "Date: yesterday\n",
            "\n",
            "--b\n",
        ),
        *(
            "--b--\n",
            "--c\n",
            "--c--\n",
            "> quoted\n",
            "On 4 March, he wrote:\n",
            "-- \n",
            "Words.\n",
            "<p>Words<table>",
            "=?b?",
        ),
        *(
            "Content-Transfer-Encoding: base64\n",
            "Content-Disposition: attachment; filename*=x'y'%zz\n",
            "\u202e\x1b[31m",
            "=\n",
        ),
        *(
            "Content-Type: text/plain; charset*0=x; charset*1*=''%E9\n",
            "---- Forwarded message ----\n",
            "To: x\n",
            "______________\n",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_any_mail_gives_articles_or_a_sentence(text: str) -> None:
    data = (HEAD + text).encode("utf-8", "surrogatepass")
    try:
        found = read(Received(data, "a.eml"))
    except BriefingError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most mails raise nothing
        return
    for one in found:
        spans = [*one.article.paragraphs, *(part.span for part in one.article.set_aside)]
        assert all(one.article.words(span).strip() for span in spans)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_below_a_header_give_drafts_or_a_sentence(data: bytes) -> None:
    try:
        mail.read(Received(HEAD.encode() + data, "a.eml"), Limits())
    except BriefingError as error:
        assert str(error)  # noqa: PT017 - most mails raise nothing


def test_a_mail_is_told_by_its_fields() -> None:
    assert formats.tell((HEAD + "\n" + STORY).encode()) == "mail"
    assert formats.tell(b"From: the harbour\n\nThe ferry left.") == "text"
    assert formats.tell(b"X_Spam.Level: 0\n" + HEAD.encode() + b"\nIt left.") == "mail"
    assert formats.tell(b"Date: Monday\nSubject: ferry\nContact: Ann Lee\n\nThe ferry left.") == "text"
    assert formats.tell(b"Subject: ferry\nThe ferry left.") == "text"
