"""Sentence embeddings: what is loaded, and what comes out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from briefing.errors import ParsingError
from briefing.parsing import embedding


def test_words_become_the_pieces_of_the_vocabulary() -> None:
    found = embedding.load().tokenizer.encode("Hello, naïve Glaciologist!")
    assert found.tokens[0] == "[CLS]"
    assert found.tokens[-1] == "[SEP]"
    assert found.tokens[1:4] == ["hello", ",", "naive"]
    assert "".join(piece.removeprefix("##") for piece in found.tokens[4:-2]) == "glaciologist"
    assert found.ids[:2] == [101, 7592]


def test_a_long_text_is_cut_after_the_most_pieces() -> None:
    assert len(embedding.load().tokenizer.encode("rain " * 900).ids) == embedding.MOST_PIECES


def test_sentences_about_the_same_are_nearer_than_others() -> None:
    vectors = embedding.embed(["A cat sleeps on the mat.", "A kitten lies on the rug.", "The central bank raised rates again."])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.4 > 0.2 > vectors[0] @ vectors[2]


def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    texts = [f"Gate {i} of the lock was opened at noon." for i in range(12)]
    together = embedding.embed([*texts, texts[0]])
    alone = np.concatenate([embedding.embed([text]) for text in texts])
    assert np.allclose(together[:-1], alone, atol=1e-4)
    assert np.array_equal(together[0], together[-1])


def test_no_texts_give_no_vectors() -> None:
    assert embedding.embed([]).shape == (0, embedding.DIMENSIONS)


def test_weights_that_are_not_accepted_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"not the weights")
    monkeypatch.setattr(embedding, "model_path", lambda: other)
    with pytest.raises(ParsingError, match="not those that this program accepts"):
        embedding.load.__wrapped__()


def test_missing_weights_are_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "model_path", lambda: tmp_path / "nothing")
    with pytest.raises(ParsingError, match="cannot be read"):
        embedding.load.__wrapped__()


def test_a_rarer_word_weighs_more() -> None:
    weights = [embedding.rarity(word) for word in ("the", "year", "glacier", "zyqqor")]
    assert weights == sorted(weights)
    assert 0.3 <= weights[0] < weights[-1] <= 1.5
