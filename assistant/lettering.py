"""A message, each word as one letter: what the word is to a sentence that names somebody.

Names:  N a given name that is no word, n the same where it is short and in small letters; S and H names that are also
        words, inside a sentence with a capital letter (S: soft, hardly ever a word there; H: hard, often one; 8: hard,
        oftener a place), T, G and K the same where a sentence opens (@: S inside, but opens as a word), w in small
        letters (7: seldom a word there; F: hardly ever a name; 6: with the s of a possessive); Q a month or season;
        Z and L surnames (L: also a word), z and B the same in small letters; U, V, u a word that we do not know,
        inside, opening, in small letters; I an initial.
Words:  C an ordinary word with a capital letter, O one without; P a place, service, school or diagnosis, % one that
        is famous, _ one of a phrase that names nobody; A a short form, 2 an article; b what somebody is said to do:
        3 is, has, was, 4 what only a person does, 5 will, may; R for, about, with; J if, because; 0 in, at; 1 of, to;
        ~ its; ! call; x, Y, y what makes a place of the name before; the others as in `_LETTERS`.
Marks:  D a number, s a possessive, M a name already masked, # another detail, q a quotation mark, / a new line; the
        rest as they are.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_DATA = files("assistant")
_LISTS = tomllib.loads((_DATA / "people.toml").read_text(encoding="utf-8"))
_GIVEN = frozenset((_DATA / "given_names.txt").read_text(encoding="utf-8").split())
_WORDS = frozenset(
    word
    for line in (_DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_SOFT, _FIRM, _HARD, _PLACES, _SEASONS, _NEVER_SMALL, _HARDLY_SMALL = (
    frozenset(_LISTS[name].split())
    for name in ("soft", "firm", "hard", "places", "seasons", "never_small", "hardly_small")
)
_SELDOM_WORDS, _SHORT_NAMES = (
    frozenset(_LISTS[name].split()) for name in ("seldom_words", "short_names")
)
_TIMES_OF_YEAR = frozenset(_LISTS["times_of_year"].split())
_WORD_NAMES = _SOFT | _FIRM | _HARD | _PLACES
_SURNAMES, _CAPITAL_INSTITUTIONS, _GROUPS, _PROPER = (
    frozenset(_LISTS[name].split())
    for name in ("surnames", "institutions_capital", "groups", "proper")
)
# The letter of each list; where a word stands in two, the later one counts.
_LETTERS = {
    "proper": "P",
    "months": "P",
    "institutions": "x",
    "needs": "d",
    "schools": "E",
    "small": "f",
    "conjunctions": "J",
    "wheres": "0",
    "whose": "1",
    "it_is": "~",
    "about": "R",
    "acts": "9",
    "calls": "!",
    "verbs": "b",
    "finite": "3",
    "person_verbs": "4",
    "modals": "5",
    "qualities": "a",
    "farewells": "o",
    "labels": "l",
    "jobs": "j",
    "relatives": "r",
    "possessives": "m",
    "hails": "g",
    "introductions": "i",
    "called": "k",
    "titles": "t",
    "weak_titles": "v",
    "who": "W",
    "joins": "c",
    "heres": "X",
    "articles": "2",
    "persons": "h",
    "meetings": "e",
    "particles": "p",
}
_FAMOUS = frozenset(
    word
    for name in ("famous", "schools")
    for word in tomllib.loads((_DATA / "spared.toml").read_text(encoding="utf-8"))[name].split()
)
_ROLES = {word: letter for name, letter in _LETTERS.items() for word in _LISTS[name].split()}

_TOKEN = re.compile(
    r"\[[A-Za-z -]{3,30}\]"
    r"|['’]s\b"
    r"|[\u0980-\u09ff]+"
    r"|[^\W_]*\d[^\W_]*(?:[.:/][^\W_]*\d[^\W_]*)*"
    r"|[^\W\d_]+(?:-[^\W\d_]+|['’](?!s\b)[^\W\d_]+)*"
    r"|\n|[^\s\w]"
)
_MARKS = dict(zip(",.!?;…\n•():&+/-–—\"“”'’‘", ",.....//():ccc---qqqqqq", strict=True))
_OPENS_SENTENCE = "./:q(-"


def tokens_of(text: str) -> list[re.Match[str]]:
    """Words, numbers and marks, in order; what is masked already is one."""
    return list(_TOKEN.finditer(text))


def letters_of(text: str, tokens: list[re.Match[str]]) -> str:
    """One letter for each token, in order."""
    is_shouted = _is_shouted(text)
    letters: list[str] = []
    opens = True
    for token in tokens:
        word = token[0]
        letter = _letter(word.lower() if is_shouted else word, opens)
        opens = letter in "./" or (opens and letter in _OPENS_SENTENCE)
        letters.append(letter)
    if _is_foreign(letters):
        letters = [
            "O" if one in "Nnwuz" and token[0].islower() else one
            for one, token in zip(letters, tokens, strict=True)
        ]
    return "".join(letters)


def _is_foreign(letters: list[str]) -> bool:
    """Where most words are none of English, small letters say little; capital letters still mark names."""
    unknown, small = (sum(map(letters.count, group)) for group in ("uUVnz", "fRA2b345h"))
    words = sum(map(str.isalpha, letters))
    return unknown > 4 and unknown > 0.3 * words and small < 0.25 * words


def _is_shouted(text: str) -> bool:
    """Where all is in capital letters, they say nothing."""
    return text.isupper() or sum(map(str.isupper, text)) > 2 * sum(map(str.islower, text)) > 0


def _mark(word: str) -> str:
    if any(map(str.isdigit, word)):
        return "D"
    if word[0].isalpha() or word[0] in "\u0981\u0982\u0983":
        return ""
    if word[0] == "[":
        return {"[name]": "M", "[": ";"}.get(word, "#")
    if word in ("'s", "’s"):
        return "s"
    return _MARKS.get(word, ";")


@lru_cache(maxsize=16384)
def _letter(word: str, opens: bool) -> str:
    return _mark(word) or _word(word, opens)


def _word(word: str, opens: bool) -> str:
    small = word.lower().replace("’", "'")
    if len(word) == 1 and word.isupper() and small not in ("i", "a"):
        return "I"
    if word[0].isupper():
        return _capital(small, opens, is_short=_is_short_form(word))
    return _small(small)


def _is_short_form(word: str) -> bool:
    """EHCP, CoP, P-levels and YOUnited, but not McDonald, O'Neill or Evie-Rose."""
    if word[1:2] == "-" and word[2:3].islower():
        return True
    parts = re.split(r"['’-]|(?<=Mc)|(?<=Mac)", word)
    return len(word) > 1 and any(part[1:] != part[1:].lower() for part in parts)


def _capital(small: str, opens: bool, *, is_short: bool) -> str:
    if small in _PROPER or f"{small}'s" in _PROPER:
        return "P"
    if small in _FAMOUS:
        return "%"
    if small in _SEASONS:
        return "H" if small in _TIMES_OF_YEAR and not opens else "Q"
    if _is_given(small):
        return "T" if len(small) <= 3 and (opens or is_short) else "N"
    if is_short and small in _WORD_NAMES:
        return "A"
    for names, letters in ((_SOFT, "TS"), (_FIRM, "@S"), (_HARD, "GH"), (_PLACES, "K8")):
        if small in names:
            return "G" if opens and _ROLES.get(small) == "5" else letters[not opens]
    if small in _SURNAMES:
        return "C" if opens and small in _ROLES else ("L" if _is_ordinary(small) else "Z")
    if small in _CAPITAL_INSTITUTIONS:
        return "Y"
    if role := _ROLES.get(small):
        return role
    if _is_ordinary(small):
        return "C"
    if is_short:
        return "A"
    if small.endswith(_PLACE_ENDINGS):
        return "Z"
    if opens:
        return "V"
    return "N" if _is_inflected(small) and small[-1] != "s" else "U"


def _small(small: str) -> str:
    if role := _ROLES.get(small):
        return role if role != "P" or small not in _SOFT else "w"
    if small in _GROUPS:
        return "y"
    if len(small) < 2 or small in _NEVER_SMALL:
        return "O"
    if small in _SELDOM_WORDS:
        return "7"
    if small in _SHORT_NAMES:
        return "N"
    if small in _GIVEN or ("-" in small and _is_given(small)):
        return "N" if len(small) > 3 else "n"
    if small in _SEASONS and small not in _NEVER_SMALL:
        return "Q"
    if small in _HARDLY_SMALL:
        return "F"
    if small in _WORD_NAMES:
        return "w"
    if small[-1] == "s" and small[:-1] in (_SOFT | _FIRM) - _NEVER_SMALL - _HARDLY_SMALL:
        return "6"
    is_possessive = small[-1] == "s" and len(small) > 4 and small[:-1] in _GIVEN
    if _is_ordinary(small):
        return "B" if small in _SURNAMES else "O6"[is_possessive]
    if is_possessive:
        return "N"
    return "z" if small in _SURNAMES or small.startswith(("mc", "o'")) else "u"


def _is_given(small: str) -> bool:
    """A name that is no word; of two joined by a hyphen the first, where the other is a name as well."""
    if small in _GIVEN or _plain(small) in _GIVEN:
        return True
    parts = _plain(small).split("-")
    if len(parts) > 1 and all(part in _GIVEN | _WORD_NAMES | _SEASONS for part in parts):
        return True
    return any(part in _GIVEN for part in parts) and all(
        part in _GIVEN or part in _WORD_NAMES or not _is_ordinary(part) for part in parts
    )


def _plain(small: str) -> str:
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))


def _is_inflected(small: str) -> bool:
    """Polish, Ukrainian, Lithuanian and Romanian names have cases: "Wiktora", "Zuzanny"."""
    stems = (small[:-1], small[:-2], small[:-1] + "a", small[:-2] + "a")
    return len(small) > 5 and any(stem in _GIVEN for stem in stems)


def _is_ordinary(small: str) -> bool:
    if small in _WORDS:
        return True
    for ending in _ENDINGS:
        if small.endswith(ending) and small[: -len(ending)] in _WORDS:
            return True
    return "-" in small and all(_is_ordinary(part) for part in small.split("-") if part)


_WORD_ENDINGS = ("ing", "ed", "ly", "ness", "tion", "ment", "able", "less", "ies")
# An unknown word with one of these is a place, a school or a surname.
_PLACE_ENDINGS = (
    "wood", "field", "fields", "grove", "crest", "brook", "ford", "bridge", "side", "gate", "lands", "mead", "meadow",
    "meadows", "dale", "hurst", "worth", "bury", "combe", "stead", "thorpe", "wick", "ham", "croft", "view", "hill",
)  # fmt: skip
_ENDINGS = ("s", "'s", "es", "ed", "d", "ing", "ly", "er", "n't", "nt", "'ll", "'d", "'ve", "'re")


def bare(word: str) -> str:
    return word.lower().replace("’", "'")


def _is_compound(small: str) -> bool:
    """ "whiteboard", "hosepipe"."""
    return any(small[:i] in _WORDS and small[i:] in _WORDS for i in range(4, len(small) - 3))


def is_misspelt(small: str) -> bool:
    """One letter away from an ordinary word ("sais", "realy"), or with the ending of one."""
    if small.endswith(_WORD_ENDINGS) or _is_compound(small):
        return True
    splits = [(small[:i], small[i:]) for i in range(len(small) + 1)]
    near = {a + b[1:] for a, b in splits if b} | {
        a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1
    }
    near |= {
        a + c + b[cut:] for a, b in splits for c in "abcdefghijklmnopqrstuvwxyz'" for cut in (0, 1)
    }
    return any(word in _ROLES or _is_ordinary(word) for word in near if len(word) > 2)
