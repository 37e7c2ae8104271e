"""Texts turned into vectors by the real model."""

import os
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import SentenceEmbedder, packaged_model
from knowledge.errors import ModelMissing, NotStored
from knowledge.settings import KnowledgeSettings

pytestmark = pytest.mark.real

CACHE = KnowledgeSettings().model_cache
TEXTS = [
    "",
    " ",
    "EHC plan",
    "When must the council decide whether to assess my child?",
    "My son is in Year 9 and he cannot go to school because he is anxious. " * 60,
    "🙂 🚌 👩‍👧",
    "আমার সন্তানের স্কুলে সাহায্য দরকার",
    "Допомога дитині в школі",
    "https://example.org/a?b=c#d 0345 045 5200",
    "line\nends\tand \x00 control \u200b characters",
]


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(packaged_model(), cache=CACHE)


def test_vectors_are_of_unit_length_and_in_the_order_of_their_texts(
    embedder: SentenceEmbedder,
) -> None:
    vectors = embedder.embed(TEXTS)

    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert (vectors * alone).sum(axis=1).min() > 0.9999


def test_no_texts_give_no_vectors(embedder: SentenceEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_vectors_equal_those_of_sentence_transformers(embedder: SentenceEmbedder) -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(packaged_model()), device="cpu")

    theirs = original.encode(TEXTS, normalize_embeddings=True)

    likeness = (embedder.embed(TEXTS) * theirs).sum(axis=1)
    assert likeness.min() >= 0.999


def test_texts_of_like_meaning_come_out_near(embedder: SentenceEmbedder) -> None:
    asked, near, far = embedder.embed(
        ["Can I appeal the refusal?", "Challenging a no at the tribunal", "The bus leaves at nine"]
    )

    assert asked @ near > asked @ far + 0.2


def test_word_pieces_are_counted_beyond_what_the_model_reads(embedder: SentenceEmbedder) -> None:
    assert embedder.pieces("") == 0
    assert embedder.pieces("The council") == 2
    assert embedder.pieces("The council " * 400) == 800


def test_an_embedder_is_known_by_its_weights(embedder: SentenceEmbedder) -> None:
    assert embedder.id == SentenceEmbedder(packaged_model(), cache=CACHE, threads=2).id


@pytest.mark.parametrize("folder", ["none", "empty"])
def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(
        ModelMissing, match="set KNOWLEDGE_MODEL to its folder, or run script/setup"
    ):
        SentenceEmbedder(tmp_path / folder, cache=tmp_path)


def test_a_folder_that_holds_something_else_is_no_model(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        (tmp_path / name).write_text("{}", "utf-8")

    with pytest.raises(ModelMissing, match="cannot be read"):
        SentenceEmbedder(tmp_path, cache=tmp_path / "cache")

    assert list((tmp_path / "cache").iterdir()) == []


def test_where_the_exported_model_cannot_be_kept_the_error_names_the_setting(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(NotStored, match="KNOWLEDGE_MODEL_CACHE"):
        SentenceEmbedder(packaged_model(), cache=tmp_path / "file")
