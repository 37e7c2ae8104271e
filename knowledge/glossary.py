"""Words and short forms: what they mean, and how search spells them out."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import PackFaults, faults_of
from knowledge.reading.toml import Entry, entries_of, read_toml

_WORD = re.compile(r"[\w&’'-]+")


class Term(Entry):
    """A word that pages use, what else people call it, and what it means, in plain words.

    `search` is what to search for in place of the other names, where the term alone says too little.
    """

    term: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    search: str = ""
    means: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @property
    def shown(self) -> tuple[str, ...]:
        """The forms that are recognised in a text; a single plain word has other meanings too."""
        return (self.term, *(form for form in self.also if form != form.lower() or " " in form))


class _Glossary(BaseModel):
    model_config = ConfigDict(extra="forbid")
    short_forms: dict[str, str] = {}
    terms: dict[str, dict[str, object]] = {}


def read_glossary(path: Path) -> tuple[dict[str, str], tuple[Term, ...]]:
    """Short form → words to search by, and the terms, from a pack's glossary.toml; none without a file."""
    if not path.exists():
        return {}, ()
    said, lines = read_toml(path)
    try:
        glossary = _Glossary.model_validate(said)
    except ValidationError as error:
        raise PackFaults(faults_of(error, path, lines)) from error
    terms = entries_of(glossary.terms, Term, path, lines, prefix="terms.")
    searched = {form.lower(): term.search or term.term for term in terms for form in term.also}
    forms = {short.lower(): words for short, words in glossary.short_forms.items()}
    return searched | forms, tuple(terms)


class Glossary:
    """Spells short forms out for search, what the person wrote staying beside them; explains the terms of a text."""

    def __init__(self, short_forms: Mapping[str, str], terms: Iterable[Term] = ()) -> None:
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], Term]]] = {}
        forms = ((form, term) for term in terms for form in term.shown)
        for form, term in sorted(forms, key=lambda one: len(one[0]), reverse=True):
            self._by_first_word.setdefault(_first_word(form), []).append((_whole(form), term))
        self._short_forms = dict(short_forms)
        longest_first = sorted(self._short_forms, key=len, reverse=True)
        each = "|".join(map(re.escape, longest_first)) or r"(?!)"
        # ASCII alone: else “ſat” would match “sat”, and its lower case is no short form.
        self._pattern = re.compile(rf"(?<![\w.])(?:{each})(?!\w)", re.IGNORECASE | re.ASCII)

    def spell_out(self, text: str) -> str:
        """The text with the words of each short form after it."""
        return self._pattern.sub(self._with_words, text)

    def explained(self, text: str) -> list[Term]:
        """The terms that a text uses, in the order in which they first occur in it, the longest where several fit."""
        found: dict[str, Term] = {}
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._by_first_word.get(_first_word(word[0]), ()):
                if match := pattern.match(text, word.start()):
                    found.setdefault(term.id, term)
                    end = match.end()
                    break
        return list(found.values())

    def _with_words(self, match: re.Match[str]) -> str:
        return f"{match[0]} ({self._short_forms[match[0].lower()]})"


def _first_word(form: str) -> str:
    """What a form is looked up by: its first word in small letters, in the singular."""
    word = _WORD.search(form)
    return word[0].lower().removesuffix("s") if word else ""


def _whole(form: str) -> re.Pattern[str]:
    """A form as whole words, in the plural too; one in small letters may open a sentence."""
    first = f"[{form[0].upper()}{form[0]}]" if form[0].islower() else re.escape(form[0])
    return re.compile(rf"{first}{re.escape(form[1:])}s?(?![\w-])")
