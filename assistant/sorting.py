"""Sentences of each kind of message, and how like them a message is: in meaning and in its words together.

Meaning alone tells what a message is about, not what it wants: "write my appeal" and "how do I write an appeal" lie
side by side. The words, with the order that pairs of them keep, tell the two apart. Both kernels are added and one
ridge regression learns from them (Murphy 2012, §14.4.3), with ours and what is not ours weighing the same.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.kinds import signs_of
from assistant.languages import in_english_words
from assistant.likeness import HARMLESS, Likeness
from assistant.plain_text import mended
from knowledge.ingest import Embedder

# What words count beside meaning, how far one example may bend it.
_WORDS, _SMOOTHING = 0.5, 0.03
# What a long story says after so many words seldom tells its kind.
_MOST_WORDS = 150

# A word that so many of the texts hold is common.
_COMMON = 0.02
# So many rows of the kernel are worked out at once.
_AT_ONCE = 1000

Vectors = NDArray[np.float32]


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case and without apostrophes."""
    return re.findall(r"\w+", re.sub(r"[’‘'`]", "", text.lower()))


def stems_of(text: str) -> list[str]:
    """The words of a text as it should be spelt, without their endings."""
    return [_stem(word) for word in words_of(mended(text))]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "ey" else word


_ENDINGS = ("ing", "ed", "ly", "es", "s", "er")


def _no_signs(text: str) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class _Learnt:
    """What was learnt from n examples of k labels: their vectors (n, d) and what each counts for each label (n, k).

    `grams` are the words and pairs that they hold (g), `rarity` is (g), what each counts for each label (g, k).
    """

    vectors: Vectors
    weights: Vectors
    grams: NDArray[np.str_]
    rarity: Vectors
    gram_weights: Vectors


class Sorter:
    """Labelled sentences, and what is like them. `ours` are labels that weigh as much as all the others together.

    `kept` is a folder in which what was learnt is kept between starts; `sharpness` is how quickly likeness falls off
    with the cosine. `words` are those of a text that count; `signs` says what else it shows, each sign counting as one
    of its words.
    """

    def __init__(
        self,
        labelled: Mapping[str, Sequence[str]],
        ours: Collection[str],
        embedder: Embedder,
        kept: Path | None = None,
        *,
        sharpness: float = 2.0,
        words: Callable[[str], Sequence[str]] = words_of,
        signs: Callable[[str], Collection[str]] = _no_signs,
        version: str = "",
    ) -> None:
        self._embedder = embedder
        self._sharpness = sharpness
        self._words_of = words
        self._signs = signs
        self._labels = list(labelled)
        self._texts = [text for texts in labelled.values() for text in texts]
        label_of = np.array([label for label, texts in labelled.items() for _ in texts])
        self._rows = {label: np.flatnonzero(label_of == label) for label in self._labels}
        targets = (label_of[:, None] == np.array(self._labels)[None, :]).astype(np.float32)
        is_ours = np.isin(label_of, list(ours))
        settings = (version, sharpness, words.__name__, _WORDS, _SMOOTHING)
        made_from = (embedder.id, *settings, *label_of, *self._texts)

        def learn() -> _Learnt:
            grams = list(map(self._grams, self._texts))
            return _learn(embedder.embed(self._texts), grams, targets, is_ours, sharpness)

        self._learnt = _kept(made_from, learn, kept)
        self._at = {gram: at for at, gram in enumerate(self._learnt.grams.tolist())}
        self._rarity_of_new = float(np.log(1 + len(self._texts)))

    def like(self, texts: Sequence[str]) -> list[Likeness]:
        """How like the examples each text is, in order."""
        if not texts:
            return []
        cosines = self._embedder.embed(texts) @ self._learnt.vectors.T
        meant = _kernel(cosines, self._sharpness) @ self._learnt.weights
        return [
            self._likeness(text, (1 - _WORDS) * scores + _WORDS * self._said(text), near)
            for text, scores, near in zip(texts, meant, cosines, strict=True)
        ]

    def _said(self, text: str) -> Vectors:
        """What the words of a text count for each label; new ones count for its length alone."""
        grams = self._grams(text)
        at = np.array([self._at[gram] for gram in grams if gram in self._at], dtype=np.intp)
        rarity = self._learnt.rarity[at]
        new = (len(grams) - len(at)) * self._rarity_of_new**2
        length = float(np.sqrt(rarity @ rarity + new))
        return np.asarray(rarity @ self._learnt.gram_weights[at] / length, dtype=np.float32)

    def _grams(self, text: str) -> set[str]:
        return _grams(self._words_of(text)) | set(self._signs(text))

    def _likeness(self, text: str, scores: Vectors, cosines: Vectors) -> Likeness:
        best = {label: rows[int(np.argmax(cosines[rows]))] for label, rows in self._rows.items()}
        nearest = {label: (float(cosines[at]), self._texts[at]) for label, at in best.items()}
        return Likeness(text, dict(zip(self._labels, map(float, scores), strict=True)), nearest)


def shipped_examples(name: str, embedder: Embedder, kept: Path | None = None) -> Sorter:
    """The examples of `assistant/examples/{name}.toml`: a list of sentences for each label, one of them harmless.

    Those in other languages are learnt word by word in English, as messages are compared.
    """
    text = files("assistant").joinpath("examples", f"{name}.toml").read_text("utf-8")
    labelled = tomllib.loads(text)
    for label, each in labelled.pop("other_languages", {}).items():
        labelled[label] += map(in_english_words, each)
    harmful = [label for label in labelled if label != HARMLESS]
    return Sorter(labelled, harmful, embedder, kept, sharpness=4.0, words=stems_of)


def shipped_sorter(ours: Collection[str], embedder: Embedder, kept: Path | None = None) -> Sorter:
    """The examples of `assistant/examples/kinds.toml`: a list of sentences for each label."""
    folder = files("assistant")
    text = folder.joinpath("examples", "kinds.toml").read_text("utf-8")
    version = sha256(folder.joinpath("kinds.toml").read_bytes()).hexdigest()
    return Sorter(tomllib.loads(text), ours, embedder, kept, signs=signs_of, version=version)


def _kept(made_from: Sequence[object], learn: Callable[[], _Learnt], kept: Path | None) -> _Learnt:
    """What was learnt before from the same examples, read where it was kept; learnt now where it was not."""
    if kept is None:
        return learn()
    digest = sha256("\n".join(map(str, made_from)).encode()).hexdigest()
    path = kept / f"kinds-{digest[:16]}.npz"
    with suppress(OSError, ValueError, KeyError), np.load(path) as held:
        return _Learnt(**held)
    learnt = learn()
    with suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{id(learnt)}.npz")
        np.savez(new, **vars(learnt))
        new.replace(path)
    return learnt


def _learn(
    vectors: Vectors,
    grams: Sequence[set[str]],
    targets: Vectors,
    is_ours: NDArray[np.bool_],
    sharpness: float,
) -> _Learnt:
    """The ridge regression of the labels; one matrix (n, n) is held, and solved where it lies."""
    from scipy.linalg import solve  # half a second, which only learning need wait

    found = _places(grams)
    kernel = _shared(found, len(grams))
    kernel *= _WORDS
    for rows in np.array_split(np.arange(len(grams)), 1 + len(grams) // _AT_ONCE):
        kernel[rows] += (1 - _WORDS) * _kernel(vectors[rows] @ vectors.T, sharpness)
    share = np.where(is_ours, is_ours.mean(), 1 - is_ours.mean())
    kernel[np.diag_indices_from(kernel)] += (2 * _SMOOTHING * share).astype(np.float32)
    weights = solve(kernel.T, targets, assume_a="pos", overwrite_a=True, check_finite=False)
    return _Learnt(
        vectors=vectors,
        weights=weights.astype(np.float32),
        grams=np.array(list(found)),
        rarity=np.array([_rarity(len(rows), len(grams)) for rows, _ in found.values()], "float32"),
        gram_weights=np.array([held @ weights[rows] for rows, held in found.values()], "float32"),
    )


def _shared(found: Mapping[str, tuple[NDArray[np.intp], Vectors]], size: int) -> Vectors:
    """What each text shares with each in words: the common ones all at once, the rare ones where they stand."""
    common = [one for one in found.values() if len(one[0]) > size * _COMMON]
    columns = np.zeros((size, len(common)), dtype=np.float32)
    for column, (rows, held) in enumerate(common):
        columns[rows, column] = held
    shared: Vectors = columns @ columns.T
    for rows, held in found.values():
        if len(rows) <= size * _COMMON:
            shared[np.ix_(rows, rows)] += np.outer(held, held)
    return shared


def _places(each: Sequence[set[str]]) -> dict[str, tuple[NDArray[np.intp], Vectors]]:
    """For each word and pair, the texts that hold it and what it counts in each (tf-idf, each text of length one)."""
    seen = Counter(gram for grams in each for gram in grams)
    rarity = {gram: _rarity(many, len(each)) for gram, many in seen.items()}
    found: dict[str, list[tuple[int, float]]] = {}
    for row, grams in enumerate(each):
        length = sum(rarity[gram] ** 2 for gram in grams) ** 0.5
        for gram in sorted(grams):
            found.setdefault(gram, []).append((row, rarity[gram] / length))
    return {
        gram: (
            np.array([row for row, _ in places]),
            np.array([one for _, one in places], "float32"),
        )
        for gram, places in found.items()
    }


def _rarity(many: int, of: int) -> float:
    return float(np.log(1 + of / many))


def _grams(said: Sequence[str]) -> set[str]:
    """Words and their pairs of neighbours, where the text begins and ends among them."""
    words = ["^", *said[:_MOST_WORDS], "$"]
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


def _kernel(cosines: Vectors, sharpness: float) -> Vectors:
    return np.asarray(np.exp(sharpness * (cosines - 1)), dtype=np.float32)
