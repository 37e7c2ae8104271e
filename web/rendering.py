"""Markdown of answers and pages → safe HTML, with their marks, references and numbers as links."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from assistant.conversation import OWN_LANGUAGE_ENDS, Answer, Citation, ContactGiven
from assistant.facts import Fact, shown
from knowledge import references
from knowledge.contacts import EMAIL, PHONE
from knowledge.documents import Section

_MARK = re.compile(r" ?\[(\d+)\]")
_REFERENCES = re.compile(r"\{([^{}]*)\}")
_TAG = re.compile(r"(<[^>]*>)")
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "code", "blockquote"}
_TAGS |= {"h3", "h4", "table", "thead", "tbody", "tr", "th", "td"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
}


def answer_html(answer: Answer) -> Markup:
    """An answer's text; each mark leads to its entry in the answer's own list of sources."""
    marks = {str(citation.mark) for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        mark = match[1]
        if mark not in marks:
            return match[0]
        return (
            f'<sup class="app-mark"><a href="#source-{answer.id}-{mark}" '
            f'aria-label="Source {mark}">{mark}</a></sup>'
        )

    theirs, parted, ours = answer.text.partition(OWN_LANGUAGE_ENDS)
    if not parted:
        theirs, ours = "", answer.text
    lines = "\n".join(map(_last_of_each_run, ours.split("\n")))
    html = _in_words(_safe_html(lines), lambda words: _MARK.sub(link, words))
    if theirs:
        own = f'<div class="app-own-language" lang="{escape(answer.language)}">{_safe_html(theirs)}</div>'
        html = f"{own}{html}"
    return Markup(_with_numbers(html, answer.contacts))


@dataclass(frozen=True)
class Understood:
    """A fact as the person is shown it, and the words it came from."""

    name: str
    label: str
    value: str
    said: str


def understood(answer: Answer) -> list[Understood]:
    """What the person has told so far, each fact in words."""
    facts = {name: Fact(one["value"], one["from"]) for name, one in answer.facts.items()}
    return [Understood(name, *shown(name, fact), fact.said) for name, fact in facts.items()]


def section_html(section: Section, contacts: Iterable[ContactGiven]) -> Markup:
    """A section of a page; the references that bear it out follow in small print."""

    def link(match: re.Match[str]) -> str:
        return f'<small class="app-reference">{reference_links(unescape(match[1]))}</small>'

    html = _in_words(_safe_html(section.markdown), lambda words: _REFERENCES.sub(link, words))
    return Markup(_with_numbers(html, contacts))


def reference_links(source: str) -> Markup:
    """References parted by semicolons, each linked to where it can be read, if that is known."""
    return Markup("; ").join(map(_reference, references.split(source)))


def grouped(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Citations of one section of one page together, in the order of their first marks."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.address, []).append(citation)
    return list(groups.values())


def _reference(reference: str) -> Markup:
    address = references.address(reference)
    if address is None:
        return escape(reference)
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(address, reference)


def _last_of_each_run(line: str) -> str:
    """A line in which the same mark, following several sentences, stands after the last of them."""
    marks = list(_MARK.finditer(line))
    for mark, following in reversed(list(pairwise(marks))):
        if mark[1] == following[1]:
            line = line[: mark.start()] + line[mark.end() :]
    return line


def _safe_html(markdown: str) -> str:
    html = nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_to_our_pages,
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    )
    for tag, classes in _CLASSES.items():
        html = re.sub(rf"<{tag}(?=[ >])", f'<{tag} class="{classes}"', html)
    return html


def _to_our_pages(tag: str, attribute: str, value: str) -> str:
    """A link that names a page ("england/mediation") leads to where it is served."""
    return value if re.match(r"[a-z]+:|[/#]", value) else f"/guidance/{value}"


def _with_numbers(html: str, contacts: Iterable[ContactGiven]) -> str:
    """The numbers and addresses of contacts as links that ring or write."""
    reachable = list(contacts)
    numbers = {_digits(one.phone) for one in reachable if one.phone}
    emails = {one.email for one in reachable if one.email}

    def ring(match: re.Match[str]) -> str:
        digits = _digits(match[0])
        if digits not in numbers:
            return match[0]
        # Of five digits are the numbers to which one sends a text message.
        scheme = "sms" if len(digits) == 5 else "tel"
        return f'<a class="govuk-link app-number" href="{scheme}:{digits}">{match[0]}</a>'

    def write(match: re.Match[str]) -> str:
        if match[0] not in emails:
            return match[0]
        return f'<a class="govuk-link" href="mailto:{match[0]}">{match[0]}</a>'

    return _in_words(
        _in_words(html, lambda words: EMAIL.sub(write, words)), lambda words: PHONE.sub(ring, words)
    )


def _digits(number: str) -> str:
    return re.sub(r"\s", "", number)


def _in_words(html: str, change: Callable[[str], str]) -> str:
    """HTML with its words changed, and its tags left alone."""
    parts = _TAG.split(html)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)
