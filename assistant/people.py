"""Where a message names somebody: patterns over the letters that its words have."""

import re
from collections.abc import Iterator

from assistant.lettering import bare, is_misspelt, letters_of, tokens_of
from assistant.sparing import spared

# A letter stands for its finer kinds too; "§" and the like stand for the letter alone.
_FINER = {
    "b": "b345",
    "f": "fRJ01~",
    "A": "A2",
    "G": "GK@",
    "H": "H8",
    "P": "P%_",
    "9": "9!",
    "w": "w7",
}


def _pattern(letters: str) -> re.Pattern[str]:
    def finer(match: re.Match[str]) -> str:
        one = match[0]
        if one[0] == "(":
            return one
        if one[0] == "[":
            return "".join(_FINER.get(letter, letter) for letter in one)
        return f"[{_FINER[one]}]"

    spread = re.sub(rf"\(\?P<n>|\[[^\]]*\]|[{''.join(_FINER)}]", finer, letters)
    return re.compile(spread.replace("§", "G").replace("ħ", "H").replace("π", "P%"))


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
        r"t\.?(?:I\.?)*(?P<n>[NnSTHGUVLZwuzOFBCπxYyI])",
        rf"v\.?(?:I\.?)*(?P<n>[NSTHGUVLZI]|[nwuzBF]{_ENDED}|C(?=[bO9s,.()/cfh]|$)|π(?=[b9]))",
        r"(?:^|(?<=[j./,c]))v(?P<n>[nwuzBFOπ])(?![Rf])",
        r"(?:^|(?<=[./,c]))v(?P<n>π)(?=[bf])",
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
        r"o[foaO]{0,4}[,.:/-]{0,4}(?P<n>[uwnz]{1,2})(?=[o./]*$)",
        # Name: Scarlett Dunmore
        r"(?:^|(?<=[./(]))[aOCj]{0,2}[flrjk]s?(?:f?[lrk])?[:-]"
        r"(?P<n>[NnSTHGUVLZI](?:[.-]?[NSHGULZIC]){0,4})(?=[,./(cD]|$)",
        # a child in my class (Destiny) · spoke to Priti from
        r"[rjh][^./(]{0,5}\((?P<n>[nSTHG])\)",
        r"ef?(?P<n>[NnSTHU])(?=[bs,.()/cfX]|$)",
        # Dear Ms Vandersteen · hi Kasha,
        r"g(?P<n>[NnSTHGUZ])(?=[,./c-]|$)",
        # Hope is 7 · April has an EHCP · Rose's mum · Ottilie (8) · Abdulrahman, my son
        r"(?P<n>[nSTHGUVw])(?:,?aD|,D(?=[.,)/fcab]|$)|\(a?D|b[fA]?aD)",
        # Georgia got a place · Lincoln hates it · Emeline is the one, she
        r"(?:^|(?<=[./]))[fc]?(?P<n>[§TVUSħ@])(?=4|3[^./rMN:;]{1,16}h)",
        r"(?:^|(?<=[./]))[fc]?(?P<n>Q(?=4)|V(?=b)|F(?=4|3[fa]{0,2}[dDa]|3ma{0,3}r))",
        r"(?:^|(?<=[.,/ch]))f?(?P<n>w)(?=4)",
        r"(?<=[hfc])(?P<n>[Uħ])(?=[34])",
        r"(?P<n>[STHGUV])(?=c[^c./]{1,8}c3D)",
        # will is 6 · may hates maths
        r"(?:^|(?<=[,./cf]))(?P<n>5)(?=4|3[fa]{0,2}[DdE])",
        # help for Chelsea, · get brooklyn seen · for rob my lad
        r"[9R](?P<n>[Uħ])(?=[b,./h?]|$|f[^D])",
        r"[9R](?P<n>w)(?=[hJD345.,/0]|$|aD|,?m[aD]{0,3}r)",
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
        r"(?<![ADqxCPUHS0-])(?<![P8][c,])(?P<n>S(?![DyYxCPUHSA]|q$)|n(?=[bscieWdX,.()/;fhm]|$))",
        r"0(?P<n>S)(?=4|s[rdEjO])",
        r"(?:^|(?<=[./(c]))(?P<n>I\.[VUZN])",
        r"(?P<n>[T@]c[SU])",
        r"(?P<n>SS)(?![xYyE])",
        r"(?<=q)(?P<n>[SnH]|[TV@](?=[b4,s]))(?=[bs,])",
        r"(?P<n>T)(?=[bs])",
        # Zefirio sits · told Zefirio she · but not the Wechsler test, in Catterick, Numicon and Rekenrek
        r"(?<![2ADCPxYy&0-])(?<![PV%][c,])(?P<n>U)(?![xYyECPA&-])",
        r"[012](?P<n>[Uħ])(?=4|sa{0,2}[rdEj]|3[^./]{0,8}h|b[^./]{0,8}h)",
        r"[fhbJ](?P<n>[ħQ])(?=4|b[^./]{0,12}[hm]|s[rj])",
        r"(?:^|(?<=[./]))(?P<n>[VTS@]U)(?![xYyEPA&])",
        # Rose is · Hope's 8 · Thandokazi's been · Zefirio at
        r"(?:^|(?<=[./c]))f?(?P<n>@)(?=[b3s])",
        r"(?:^|(?<=[./]))(?P<n>T)(?=3)",
        r"(?:^|(?<=[./]))(?P<n>V)(?=s[b3aD]|0|m[aD]{0,3}a)",
        # Pip (real name · Dawn's 13, · Art is in Y3. · Jesus - as we say - is 9 · Rose (dyslexia)
        r"(?P<n>[nSTHGUVKw])\((?:[^./()]{0,3}k|d|a)",
        r"(?P<n>[nSTHGUVQ8w])sa?D(?=[.,)/cf]|$)",
        r"(?P<n>[STHGUV8w])30?D(?=[.,)/cf]|$)",
        r"(?P<n>[STHGUVPw])-[^./-]{1,12}-3?D",
        r"(?:^|(?<=[./]))(?P<n>P)3D(?=[.,c])",
        r"(?P<n>[STHGUV])D(?=c)",
        r"(?:^|(?<=/))(?P<n>[VTG]),?[.:(-]?a?D",
        r"(?<=\.)(?P<n>[VT@]):a?D",
        r"(?:^|(?<=[./]))(?P<n>[VT])(?=fb)",
        r"(?:^|(?<=[./]))(?P<n>T)(?=[.,:(-])",
        r"(?:^|(?<=[./]))(?P<n>[KG])(?=4|b[^./]{0,10}h|3[b9d]|s[b3]|3[m2]a?r|3[^./rMN:;]{1,16}h)",
        r"(?:^|(?<=[./]))(?P<n>Q)(?=4|3[dDb9]|b[^./]{0,10}[hm]|3[^./J]{1,14}h)",
        r"(?P<n>Q[UZ])",
        r"(?<=[,:c])(?P<n>Q)\(a?D\)",
        r"9(?P<n>[Q8])(?=[hb4])",
        r"[fhbJ9R](?<![01])(?P<n>8)(?=4|3[^./]{0,12}[hm]|b[^./]{0,12}h)",
        r"R(?P<n>8)(?=[.,]h)",
        r"(?:^|(?<=[./]))[RA](?P<n>[US])(?=[-./,]|$)",
        r"(?:^|(?<=[./]))k[:-]?(?P<n>[NSTHUVQ][UZLCSH]?)(?=[,./(D]|$)",
        r"(?<=[,:c/])(?P<n>[STHGUV])D(?=[.,c]|$)",
        r"(?P<n>I\.?Z)",
        # Rose, my youngest · Will, the eldest, is
        r"(?P<n>[nSTHGUVQ8w]),?ma{1,2}(?=[,./bW])",
        r"(?P<n>[STHGUV8w]),2a{1,2}(?=[,./bW])",
        # want Summer to go · would Destiny get
        r"b(?P<n>[QUHSw])(?=1[b4])",
        r"b(?P<n>[HS])(?=b)",
        # its Rose. · call me Mark · we call him Bear · I'm his mother. Faith.
        r"(?:^|(?<=[./,cg]))O?~f?(?P<n>[NnSTHGUw])(?=[,./h]|f|X|$)",
        r"![hf](?P<n>[nSTHGUVQ])(?=[,./cb-]|f|$)",
        r"!h(?P<n>[wFu])(?=[,./cb-]|f|$)",
        r"r\.(?P<n>[STHGUV])(?=[./])",
        # mum of sky, · mam is Mark · one of them, Hope, has
        r"r1(?P<n>[nSTHGUVwFQzu])(?=[,./cbhX(i]|f|$)",
        r"rb(?P<n>[STHGU])(?=[,./c]|$)",
        r",(?P<n>[UHS]),(?=b|W)",
        # emailed jade · lilys · but not a robin, his teddy, hazel class
        r"(?<![2mADPxYy-])(?<![2m]a)(?P<n>7)(?![yxYE-])",
        # about zefirio. she · told brexlyn he · zefirio has · brexlyns ehcp
        r"R(?P<n>u)(?=[.,]?h)",
        r"[9](?P<n>u)(?=[hJ])",
        r"(?:^|(?<=[./,cJ]))(?P<n>u)(?=3|4|sa{0,2}[rdE])",
        # the school nurse, jan pettifer · childminder pam reckons
        r"j,?(?P<n>[uzwFQnB][uzwB])(?=b|[,./c]|f|$)",
        r"[jr],?(?P<n>[zwFQnB][zwB])(?=b|[,./c]|f|$)",
        r"j(?P<n>u)(?=b)",
        r"m[aD]{0,3}r(?P<n>[wF])(?=D)",
        r"[jr],?(?P<n>[zwF])(?=b|[,.]b)",
        r"(?P<n>[wFQn]z)",
        # so mason is on · if hope can have her · moved drew to his · teddy his brother
        r"(?:^|(?<=[./,cJ]))c?(?P<n>w)(?=[b34])",
        r"(?<![2AmDPE])(?<![2m]a)(?P<n>w)(?=4|s[aD]{0,2}[rdEOj]|3[0bdD]|3fD)",
        r"b(?P<n>[wu])(?=b)",
        r"(?<=[bJO])(?P<n>F)(?=4)",
        r"(?P<n>F)(?=\((?:D|d|aD?)\)|,?W[bs])",
        r"(?<![2aAD])(?P<n>F)(?=s)",
        r"(?<![@GTwF]),(?P<n>[wF]),(?![wF])",
        r"(?<=[35])(?P<n>w)(?=[bd9])",
        r"!m(?P<n>[7w])",
        r"(?P<n>u),?ma{0,3}r",
        r"i(?P<n>w)(?=[,./])",
        r"(?:^|(?<=[./,J]))(?P<n>F)(?=[b34][^./]{0,10}[hm]|30?[dD]|3[b9])",
        r"[9b](?P<n>w)(?=1[^./]{0,12}[hm])",
        r"b(?P<n>F)(?=1[^./]{0,6}0[^./]{0,6}[hm])",
        r"(?P<n>w)(?=m[aD]{0,3}r)",
        # Zefirio UPN [pupil number] · call Hope [phone number]
        r"(?P<n>[STHGUV8][UZLC]?)[lCOAfb.,:(/-]{0,4}#",
        r"(?:^|(?<=[./]))b?(?P<n>[wFnz]{1,2})[lf,:]{0,2}#",
        # A name alone in the last line · - Destiny W.
        r"(?:/-?|^-)(?P<n>[STHGUV][UZLI]?)\.?$",
        r"(?:,(?P<n>[ST]))[./]?$",
        r"a,(?P<n>[HG])$",
        # Zephyrine Smith
        r"(?P<n>[STHGUV](?=Z)|[ST@](?=U))",
    )
)
# What stands beside a name that was found: surnames, and others in a list.
_BESIDE = tuple(
    _pattern(pattern)
    for pattern in (
        r"(?<=M)-?(?P<n>[ZU]|[LIHS](?!D)|z|p{1,2}[UNLZHSMC]|P(?=[UZLbs])|%(?![ExYyO])|C(?=[b,./()D]|$))",
        r"(?<=M)(?P<n>u)(?=[.,/aDbscR]|f|$)",
        r"(?<=M)(?P<n>B)(?=[b3s,./]|$)",
        r"(?P<n>u)(?=cM)",
        rf"(?<=M)s?,?c(?P<n>{_ONE}|[FQ](?=f?b|[.,/]|$))",
        r"(?<=M),(?P<n>[NnSTHUVLZwu])(?=,|c)",
        r"(?P<n>[nSTHGUV])(?=,?cM)",
        r"(?<=MDc)(?P<n>[NnSTHUVLZwu])(?=D)",
        r"(?<=MaDc)(?P<n>[NnSTHUVLZwu])(?=,?a?D)",
        r"(?P<n>[NnSHU])(?=,M,?c)",
        r"(?<=M)(?:fk|\(|\(fk)(?P<n>[NnSTHUV])(?=\))",
        r"(?P<n>[VTSUH@])(?=\(?M)",
        r"(?P<n>[STHUV@])(?=s,?cM)",
        r"(?:^|(?<=[./,c]))(?P<n>[wFQ])(?=cM)",
    )
)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name, in order; a name of several words is one."""
    tokens = tokens_of(text)
    letters = spared(tokens, letters_of(text, tokens))
    found = {
        i
        for i in _found(letters)
        if not _may_be_misspelt(letters, i) or not is_misspelt(bare(tokens[i][0]))
    }
    if found:
        found |= _again(tokens, letters, found)
    return _spans(text, tokens, sorted(found))


_TITLED = ("t.", "v.", "I.")


def _may_be_misspelt(letters: str, i: int) -> bool:
    """ "my son realy struggles", "Skool said"."""
    if letters[i] == "V":
        return letters[i + 1 : i + 2] != "(" and letters[i - 2 : i] not in _TITLED
    return letters[i] == "u" and letters[i - 1] not in "tv."


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
