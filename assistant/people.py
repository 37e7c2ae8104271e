"""Where a message names somebody: patterns over the letters that its words have."""

import re
from collections.abc import Iterator

from assistant.lettering import bare, is_misspelt, letters_of, tokens_of

# A letter stands for its finer kinds too; "§" and the like stand for the letter alone.
_FINER = {"b": "b345", "f": "fR", "A": "A2", "G": "GK", "H": "H8"}


def _pattern(letters: str) -> re.Pattern[str]:
    def finer(match: re.Match[str]) -> str:
        one = match[0]
        if one[0] == "[":
            return "".join(_FINER.get(letter, letter) for letter in one)
        return f"[{_FINER[one]}]"

    spread = re.sub(rf"\[[^\]]*\]|[{''.join(_FINER)}]", finer, letters)
    return re.compile(spread.replace("§", "G").replace("ħ", "H"))


_ENDED = r"(?=[bsWchie,.()/;:q-]|f|A|h|m|P|M|$)"
_ONE = rf"(?:[NnSTHGUVZ](?!D)|[wuz]{_ENDED})"
_OF_A_PERSON = rf"(?:Q(?!D)|F(?=[bsW,.()/cDX]|$)|{_ONE})"
_PATTERNS = tuple(
    _pattern(pattern)
    for pattern in (
        # A name that is no word
        "(?P<n>N)",
        # my son Ravi · my eldest, Zephyr · our daughter is called Siân · daughters name is
        rf"m[aD]{{0,5}}rs?(?:b?kb?[,:]?|[,(:-])?(?P<n>{_OF_A_PERSON})",
        r"m[aD]{0,4}a[,(:-]?(?P<n>[NnSTHGUVQZ](?!D)|w)",
        rf"m[aD]{{0,5}}rb(?P<n>[NnSTHUVZ]){_ENDED}",
        rf"[aA]?rs?(?:b?kb?[,:]?|[,(:-])?(?P<n>[NnSTHUVZ](?!D)){_ENDED}",
        # She's called Niamh · my name is · Kenzie his name is
        rf"[hrij][sbfa]{{0,3}}kb?[:,]?(?P<n>{_OF_A_PERSON})",
        rf"mkb?[:,]?(?P<n>{_OF_A_PERSON})",
        rf"ks?[Wf]?b(?P<n>[NnSTHUVZ]){_ENDED}",
        r"(?P<n>[NSTHGUVQu]),?mkb",
        # Mrs F. Abernethy · dr patel
        r"t\.?(?:I\.?)*(?P<n>[NnSTHGUVLZwuzOFBCPxYyI])",
        rf"v\.?(?:I\.?)*(?P<n>[NSTHGUVLZI]|[nwuzBF]{_ENDED}|C(?=[bO9s,.()/cfh]|$)|P(?=[b9]))",
        r"(?:^|(?<=[j./,c]))v(?P<n>[nwuzBFOP])(?![Rf])",
        r"(?:^|(?<=[./,c]))v(?P<n>P)(?=[bf])",
        # our caseworker Joanne · the boy, Andrei
        rf"j[,(:-]?(?P<n>[NnSTHGUV][UZL]?){_ENDED}",
        r"j(?P<n>Z)",
        # I'm Ruby · im kasha, im 15 · this is Karen
        r"i(?P<n>[NSTHGZUQ]|n)(?=[,.(/;cifDraAhmW-]|b|$)",
        r"i(?P<n>[wuF])(?=,?(?:i|D|m?r)|$)",
        r"zb(?P<n>[NnSTHU])(?=[,.(/cfrh]|$)",
        # Lorraine here
        r"(?:^|(?<=[./]))(?P<n>[NSTHGUV])X[,./]",
        # Regards, M. Szymańska · thanks, kaz
        r"o[foacO]{0,4}[,.:/-]{0,4}"
        r"(?P<n>I?\.?[NnSTHGUVLZ](?:c[NSTHGUVLZC]|P\.?[NUVLZ]|[.-]?[NSTHGUVLZI]){0,4})(?=[,./(]|$)",
        r"o[foaO]{0,4}[,.:/-]{0,4}(?P<n>[uwnz]{1,2})(?=[./]*$)",
        # Name: Scarlett Dunmore
        r"(?:^|(?<=[./(]))[aOCj]{0,2}[flrjk]s?(?:f?[lrk])?[:-]"
        r"(?P<n>[NnSTHGUVLZI](?:[.-]?[NSHGULZI]){0,4})(?=[,./(cD]|$)",
        # a child in my class (Destiny) · spoke to Priti from
        r"[rjh][^./(]{0,5}\((?P<n>[nSTHG])\)",
        r"ef?(?P<n>[NnSTHU])(?=[bs,.()/cfX]|$)",
        # Dear Ms Vandersteen · hi Kasha,
        r"g(?P<n>[NnSTHGUZ])(?=[,./c-]|$)",
        # Hope is 7 · April has an EHCP · Rose's mum · Ottilie (8) · Abdulrahman, my son
        r"(?P<n>[nSTHGUVw])(?:,?aD|,D(?=[.,)/fcab]|$)|\(a?D|b[fA]?aD)",
        # Georgia got a place · Lincoln hates it · Emeline is the one, she
        r"(?:^|(?<=[./]))[fc]?(?P<n>[§TVUSħ])(?=4|3[^./rMN:;]{1,16}h)",
        r"(?:^|(?<=[./]))[fc]?(?P<n>Q(?=4)|V(?=b)|F(?=4|3[fa]{0,2}[dDa]|3ma{0,3}r))",
        r"(?:^|(?<=[.,/ch]))f?(?P<n>w)(?=4)",
        r"(?<=[hfc])(?P<n>[Uħ])(?=[34])",
        r"(?P<n>[STHGUV])(?=c[^c./]{1,8}c3D)",
        # will is 6 · may hates maths
        r"(?:^|(?<=[,./cf]))(?P<n>5)(?=4|3[fa]{0,2}[DdE])",
        # help for Chelsea, · get brooklyn seen · for rob my lad
        r"[9R](?P<n>[Uħ])(?=[b,./h?]|$|f[^D])",
        r"[9R](?P<n>w)(?=[hD345]|aD|,?m[aD]{0,3}r)",
        r"9(?P<n>w)(?=Of|2a)",
        r"(?:^|(?<=[.,/]))b(?P<n>w)(?=9|Of)",
        r"(?P<n>[nwSTHGUV])(?=,?2[j1r])",
        r"(?:^|(?<=[./,c]))j(?P<n>[UZ])",
        r"m[aD]{0,5}r(?P<n>C)(?=[34])",
        r"R(?P<n>[Fn])(?=,?m[aD]{0,3}r)",
        r"(?P<n>[nSTHGUVQw])(?:,?W[bs]|bD(?=[.,)/fcab]|$)|b[bfAmO]{0,3}[dE]|[,(]ma{0,3}r|3ma{0,3}r)",
        r"(?P<n>[nSTHGUVQ])sa{0,2}[dErjyY]",
        r"(?P<n>[nSTHG])cma{0,3}r",
        r"[9R](?P<n>[Sħ]C)(?=[b3fR,./]|$)",
        r"(?P<n>6)(?=a{0,2}[dErjy])",
        r"(?:^|(?<=[./]))b(?P<n>[nSH](?=[bd])|Q(?=d)|S(?=O))",
        # for Daisy and · Max can't
        r"(?<![ADqxCPUHS-])(?P<n>S(?![DyYxCPUHSA]|q$)|n(?=[bscieWdX,.()/;fhm]|$))",
        r"(?<=q)(?P<n>[SnH])(?=[bs])",
        r"(?P<n>T)(?=[bs])",
        # Zephyrine Smith
        r"(?P<n>[STHGUV](?=Z)|S(?=U))",
    )
)
# What stands beside a name that was found: surnames, and others in a list.
_BESIDE = tuple(
    _pattern(pattern)
    for pattern in (
        r"(?<=M)-?(?P<n>Z|[LUIHS](?!D)|z|p{1,2}[UNLZHSMC]|P(?=[UZLbs])|C(?=[b,./()D]|$))",
        r"(?<=M)(?P<n>u)(?=[.,/aD]|$)",
        rf"(?<=M)s?,?c(?P<n>{_ONE})",
        r"(?<=M),(?P<n>[NnSTHUVLZwu])(?=,|c)",
        r"(?P<n>[nSTHGUV])(?=,?cM)",
        r"(?<=MDc)(?P<n>[NnSTHUVLZwu])(?=D)",
        r"(?<=MaDc)(?P<n>[NnSTHUVLZwu])(?=,?a?D)",
        r"(?P<n>[NnSHU])(?=,M,?c)",
        r"(?<=M)(?:fk|\(|\(fk)(?P<n>[NnSTHUV])(?=\))",
    )
)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name, in order; a name of several words is one."""
    tokens = tokens_of(text)
    letters = letters_of(text, tokens)
    found = {
        i
        for i in _found(letters)
        if not _may_be_misspelt(letters, i) or not is_misspelt(bare(tokens[i][0]))
    }
    if found:
        found |= _again(tokens, letters, found)
    return _spans(text, tokens, sorted(found))


def _may_be_misspelt(letters: str, i: int) -> bool:
    """ "my son realy struggles", "Skool said"."""
    return (letters[i] == "u" and letters[i - 1] in "ra") or letters[i : i + 2] in (
        "Vb",
        "V4",
        "V3",
    )


def _found(letters: str) -> set[int]:
    """The words that are names, by their number."""
    found: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(letters):
            found.update(range(*match.span("n")))
    if not found:
        return found
    for _ in range(3):
        marked = "".join("M" if i in found else letter for i, letter in enumerate(letters))
        beside = {
            i
            for pattern in _BESIDE
            for match in pattern.finditer(marked)
            for i in range(*match.span("n"))
        }
        if beside <= found:
            break
        found |= beside
    return {i for i in found if letters[i] not in ".-c,M"}


def _again(tokens: list[re.Match[str]], letters: str, found: set[int]) -> set[int]:
    """The same names elsewhere: a name that is also a word only where it is written as a name."""
    names = {bare(tokens[i][0]): letters[i] for i in found}
    is_small = {bare(tokens[i][0]) for i in found if tokens[i][0].islower()}
    again = set()
    for i, token in enumerate(tokens):
        word = bare(token[0])
        letter = names.get(word) or names.get(word.removesuffix("s"))
        if letter is None or letters[i] in "PMI" or len(word) < 2:
            continue
        is_name_alone = letter in "NnUVuZz" or letters[i] in "SH8UL"
        opens_as_name = letters[i] in "TGK" and letters[i + 1 : i + 2] in ("", *"b34s,")
        if is_name_alone or opens_as_name or (word in is_small and letters[i] == "w"):
            again.add(i)
    return again


_JOINS = re.compile(r".[ \u00a0-]?|(?<![^\W\d_])[^\W\d_]\.? ?")


def _spans(text: str, tokens: list[re.Match[str]], found: list[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for index in found:
        token = tokens[index]
        if start >= 0 and _JOINS.fullmatch(text[start : token.start()], end - start - 1):
            end = token.end()
            continue
        if start >= 0:
            yield start, end
        start, end = token.start(), token.end()
    if start >= 0:
        yield start, end
