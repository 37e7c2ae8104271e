"""A draft → an answer whose every sentence has been checked against its passage and carries its mark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from assistant.conversation import Citation
from knowledge.documents import Passage, Role


@dataclass(frozen=True)
class DraftSentence:
    """A sentence, and the ids of the passages that it rests on."""

    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Sentences that stand together, and what they do in the answer.

    `question` is the section's own, where the sentences are not clear without it ("Yes, if …").
    """

    role: Role
    sentences: tuple[DraftSentence, ...]
    question: str = ""


@dataclass(frozen=True)
class Draft:
    """What a composer made; nobody sees it before it has been checked."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Cited:
    """A checked draft: its text in Markdown with marks, the citations, and the steps to take now."""

    text: str
    citations: tuple[Citation, ...]
    next_steps: tuple[str, ...] = ()


def cite(
    draft: Draft, passages: Sequence[Passage], *, with_references: bool = False, after: int = 0
) -> Cited | None:
    """Keep the sentences that stand word for word in a passage they name; without any, there is no answer.

    `with_references` prints what a sentence rests on in law after it, as professionals want it, each once in a row.
    `after` is the last mark given before these.
    """
    known = {passage.id: passage for passage in passages}
    citations: list[Citation] = []
    paragraphs: list[tuple[Role, str]] = []
    steps: list[str] = []
    for part in draft.parts:
        kept = list(_borne_out(part, known))
        first = after + len(citations) + 1
        new = [_citation(mark, *one) for mark, one in enumerate(kept, start=first)]
        if part.question and new:
            new[0] = replace(new[0], quote=f"{part.question}\n{new[0].quote}")
        if not new:
            continue
        citations += new
        marked = []
        for (sentences, _), citation in zip(kept, new, strict=True):
            place = citation.mark - after - 1
            before = citations[place - 1].source if place else ""
            shown = with_references and citation.source != before
            marked.append(_marked(sentences, citation, shown))
        asked = f"**{part.question}** [{new[0].mark}] " if part.question else ""
        paragraphs.append((part.role, asked + " ".join(marked)))
        if part.role is Role.DO_NOW:
            steps.append(" ".join(one.text for sentences, _ in kept for one in sentences))
    return Cited(_laid_out(paragraphs), tuple(citations), tuple(steps)) if citations else None


def _borne_out(
    part: Part, known: Mapping[str, Passage]
) -> Iterator[tuple[list[DraftSentence], Passage]]:
    """Neighbouring sentences, with the passage of those they name in which they stand word for word."""
    bearers = [(one, _bearer(one, known)) for one in part.sentences]
    kept = [(one, passage) for one, passage in bearers if passage]
    for passage, pairs in groupby(kept, key=itemgetter(1)):
        yield [one for one, _ in pairs], passage


def _bearer(sentence: DraftSentence, known: Mapping[str, Passage]) -> Passage | None:
    named = [known[id] for id in sentence.passages if id in known]
    return next((passage for passage in named if sentence.text in passage.text), None)


def _marked(sentences: Sequence[DraftSentence], citation: Citation, with_references: bool) -> str:
    references = f" ({citation.source})" if with_references and citation.source else ""
    *others, last = [one.text for one in sentences]
    marked = [f"{text} [{citation.mark}]" for text in others]
    return " ".join([*marked, f"{last}{references} [{citation.mark}]"])


def _citation(mark: int, sentences: Sequence[DraftSentence], passage: Passage) -> Citation:
    said = {one.text for one in sentences}
    references = [
        reference
        for block in passage.blocks
        for statement in block.statements
        if statement.text in said
        for reference in statement.references
    ]
    return Citation(
        mark=mark,
        title=passage.title,
        section=passage.heading,
        address=passage.address,
        quote=_quote([one.text for one in sentences], passage.text),
        source="; ".join(dict.fromkeys(references)),
        checked=passage.checked,
        passage=f"{passage.heading}\n{passage.text}",
    )


def _quote(sentences: Sequence[str], text: str) -> str:
    """The sentences as they stand together in the passage; the first alone where they stand apart."""
    together = " ".join(sentences)
    return together if together in text else sentences[0]


def _laid_out(paragraphs: Iterable[tuple[Role, str]]) -> str:
    """Answers as paragraphs, the rest as one list; what shares a label stands on one line, under it."""
    answers: list[str] = []
    lines: list[list[str]] = []
    labelled: dict[Role, list[str]] = {}
    for role, text in paragraphs:
        if role is Role.ANSWER:
            answers.append(text)
        elif role in labelled:
            labelled[role].append(text)
        else:
            lines.append([f"- **{role.value}:** {text}" if role.is_labelled else f"- {text}"])
            labelled |= {role: lines[-1]} if role.is_labelled else {}
    return "\n\n".join([*answers, "\n".join(map(" ".join, lines))]).strip()
