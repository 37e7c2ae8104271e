"""How hard a text is to read: the Flesch–Kincaid grade (Kincaid et al. 1975)."""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
# Endings whose vowel is not said ("named", "times", "safe"); "needed", "places" and "table" say theirs.
_SILENT_END = re.compile(
    r"(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$"
)


def grade(text: str) -> float:
    """Years of American schooling that the text asks for; add five for a reading age. 0 without words.

    A line's end closes a sentence too: a list item is read by itself.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels that are said; a short form in capitals counts one for each letter."""
    if word.isupper() and 1 < len(word) <= 3:
        return len(word)
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", word.lower()))))
