"""Each line of a mail's text is its writer's, or is set aside with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.drafts import Part
from briefing.ingest.mail import body
from briefing.ingest.mail.body import Kind, Rule, body_of_parts, body_of_text, rules


def last_line(rule: Rule, line: str) -> str | None:
    """Why a line below a letter is set aside."""
    return body_of_text(f"The ferry was sold, said the clerk.\n\n{line}").parts[-1].reason


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.reason}: {rule.examples[0][:24]}")
def test_each_rule_takes_its_examples_and_keeps_what_only_looks_like_them(rule: Rule) -> None:
    for example in rule.examples:
        assert last_line(rule, example) == rule.reason
    for kept in rule.kept:
        assert last_line(rule, kept) is None


def test_a_rule_for_the_end_takes_nothing_above_the_last_line() -> None:
    line = "Please consider the environment before printing this e-mail."
    assert [part.reason for part in body_of_text(f"{line}\n\nThe ferry was sold.").parts] == [None, None]


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, 4 Mar 2024 at 09:12, Dan Fox <d@b.example> wrote:",
        "On Mon, 4 Mar 2024 at 09:12, Dan Fox\n<d@b.example> wrote:",
        "Am 04.03.24 um 09:12 schrieb Dan Fox:",
        "Le 4 mars 2024 à 09:12, Dan Fox a écrit :",
        "Dan Fox <d@b.example> writes:",
        "Dan Fox wrote on 4 March:",
    ],
)
def test_the_line_that_says_who_wrote_goes_with_the_quotation(line: str) -> None:
    if line.startswith(("Am ", "Le ")):
        line = line.replace("schrieb Dan Fox:", "schrieb:")
    found = body_of_text(f"It is sold.\n\n{line}\n> Is it sold?\n\nAnd paid for.")
    assert [part.reason for part in found.parts] == [None, "quoted mail", None]


@pytest.mark.parametrize("above", ["", "It leaks.\n\n"])
def test_a_sentence_that_ends_with_wrote_and_a_colon_is_kept(above: str) -> None:
    found = body_of_text(f"{above}On Monday, 4 March, the clerk wrote:\n\nIt is sold.\n\nNobody asked to whom.")
    assert all(part.reason is None for part in found.parts)


def test_a_quotation_without_bars_goes_to_the_end() -> None:
    found = body_of_text("It is sold.\n\nOn 4 March 2024 at 09:12 Dan Fox wrote:\n\nIs it sold?\n\nDan")
    assert [part.reason for part in found.parts] == [None, "quoted mail"]


def test_a_text_above_another_mail_answers_it_unless_the_subject_says_that_it_is_passed_on() -> None:
    text = "{}\n\nFrom: Dan Fox\nSent: Monday\nTo: Ann Lee\nSubject: Ferry\n\nIs it sold?"
    answer = "It is, and so is the old one, which nobody thought that anybody would want."
    assert [part.reason for part in body_of_text(text.format(answer)).parts] == [None, "mail header", "quoted mail"]
    assert [part.reason for part in body_of_text(text.format(answer), Kind.FORWARD).parts] == ["note", "mail header", None]
    assert [part.reason for part in body_of_text(text.format("FYI")).parts] == ["note", "mail header", None]
    assert [part.reason for part in body_of_text(text.format("Yes."), Kind.REPLY).parts] == [None, "mail header", "quoted mail"]


def test_signed_text_stands_without_its_seal() -> None:
    seal = "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"
    found = body_of_text(f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nIt is sold.\n{seal}")
    assert [part.words for part in found.parts if part.reason is None] == ["It is sold."]


def test_two_hyphens_above_a_long_text_are_no_signature() -> None:
    text = "It is sold.\n\n--\n\n" + "\n".join(f"Line {number} of the rest." for number in range(30))
    assert all(part.reason is None for part in body_of_text(text).parts)


def test_a_forward_that_is_quoted_is_read_without_its_bars() -> None:
    text = "FYI\n\nBegin forwarded message:\n\n> From: Mia <m@b.example>\n> Subject: Ferry\n> Date: Monday\n>\n> It is sold.\n"
    found = body_of_text(text)
    assert found.forwarded["from"] == "Mia <m@b.example>"
    assert [part.words for part in found.parts if part.reason is None] == ["It is sold."]


def test_parts_of_html_are_told_line_by_line() -> None:
    found = body_of_parts([Part("It is sold."), Part("-- \nAnn Lee"), Part("The quay", "caption")])
    assert found.parts == (Part("It is sold."), Part("-- \nAnn Lee", "signature"), Part("The quay", "caption"))


def test_a_letter_that_is_nothing_but_a_footer_is_read() -> None:
    assert body_of_text("Unsubscribe | Manage preferences").parts == (Part("Unsubscribe | Manage preferences"),)


LINES = st.sampled_from(
    [
        *(
            "It is sold.",
            "> It is.",
            ">> no",
            "-- ",
            "--",
            "",
            "",
            "On 4 March, he wrote:",
            "________________________",
            "mailing list",
        ),
        *(
            "---------- Forwarded message ---------",
            "From: a",
            "To: b",
            "Date: c",
            "Subject: d",
            "Begin forwarded message:",
            "Unsubscribe",
        ),
        *(
            "-----BEGIN PGP SIGNATURE-----",
            "Sent from my phone",
            "* one",
            "a" * 70,
            "and so it goes on for a while, from here to there and back",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(Kind))
def test_no_word_of_a_letter_is_lost(lines: list[str], kind: Kind) -> None:
    found = body_of_text("\n".join(lines), kind)
    told = " ".join(part.words for part in found.parts).replace(">", " ").split()
    assert told == " ".join(lines).replace(">", " ").split()
    assert not found.parts or not found.is_empty


def test_hyphens_are_tried_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(body._Reader, "_is_footer", lambda self, at: tried.append(at))
    body_of_text("-- \nx\n" * 2_000)
    assert len(tried) < 2_000 * 12
