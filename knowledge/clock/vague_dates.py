"""Words that tell when but name no one day ("in September"), or take a date's exactness away ("around", "or so")."""

from dataclasses import replace
from datetime import date, timedelta
from re import Match

from knowledge.clock.date_readings import VAGUE, Doubt, Form, Reading
from knowledge.clock.date_tokens import Tokens, has, pattern


def _vague(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    return VAGUE


def _in_month(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "In September"; March is a town too, and "may" a verb."""
    month = tokens.part(match, "month")
    if month is None:
        return None
    is_other_word = (
        month.word in ("may", "mar", "jun", "dec")
        and not has(match, "year")
        and not has(match, "in")
    )
    lives = tokens.word_before(match.start()) in _LIVING
    return None if is_other_word or (lives and month.word == "march") else VAGUE


_LIVING = frozenset("live lives living based lived we're moved are school house from re".split())


def _of_unit(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Last week", "next month"; "in the last week" counts back from now, and so does "last year group"."""
    before, after = tokens.word_before(match.start()), tokens.word_after(match.end())
    if tokens.value(match, "unit") == "day" or after in ("s", "group", "groups", "of"):
        return None
    return None if before in ("the", "our", "my", "his", "her") else VAGUE


def _this_unit(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "This week", "this term"; a day or a year is another matter ("this year group")."""
    if tokens.word_after(match.end()) in ("s", "group", "groups", "coming", "time"):
        return None
    return VAGUE if tokens.value(match, "unit") in (None, "week", "month") else None


def _tide(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    return None if tokens.word_before(match.start()) in _WISHES else VAGUE


def _wished(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Happy new year" tells no day."""
    return None if tokens.word_before(match.start()) == "happy" else VAGUE


def _in_school_year(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "When he was in year 3"."""
    is_told = tokens.word(match.start()) == "when" and tokens.value(match, "unit") == "year"
    return VAGUE if is_told else None


def _waited(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Waiting 20 odd weeks"."""
    return VAGUE if tokens.word_before(match.start()) in ("waiting", "waited", "been") else None


_WISHES = frozenset("happy merry a the for his her our my at".split())
_PERIOD = r"(?:(?:LAST|NEXT|THIS|THE|MONTH|SEASON|TIDE)[-_])*(?:HALF[-_]?)?TERM"
_LEAD = r"(?:IN|WITHIN|ON|SINCE|BEFORE|AFTER|ABOUT|JUST_(?:BEFORE|AFTER)|(?:IN_)?SMALL_(?=LAST))"
_TIME = (
    rf"(?:{_PERIOD}|(?:(?:LAST|NEXT|THIS|THE)_)?(?:MONTH|TIDE|SEASON)|(?:LAST|NEXT|THIS|THE)_UNIT)"
)
_YEAR = r"(?:,?_(?:OF_)?(?P<year>FULLYEAR|(?:LAST|NEXT|THIS)_UNIT|'DAYLIKE))?"
_DAY = r"DAYLIKE(?:_?SUFFIX)?"
VAGUE_FORMS = tuple(
    Form(pattern(kinds), read)
    for kinds, read in (
        (r"VAGUE", _wished),
        (r"(?P<when>SMALL)_(?:SMALL|~)_SMALL_(?:IN|WITHIN)_(?P<unit>UNIT)_COUNT", _in_school_year),
        (r"COUNT_FEW_UNIT", _waited),
        (r"COUNT_WORKDAY_(?:AGO|BACK)", _vague),
        (r"FOLLOWING_(?:ANYDAY|UNIT)|THAT_ANYDAY|(?<!EACH_)OTHER_(?:ANYDAY|PART)", _vague),
        (r"ANYDAY_(?:BEFORE|AFTER)(?=$|[,.;!?])", _vague),
        (
            r"(?:LETTERA|CARDINAL|FEW)_WEEKDAY(?!_UNIT|,?_(?:ON_)?(?:THE_)?(?:DAYLIKE|ORDINAL|ANYMONTH))",
            _vague,
        ),
        (r"COUNT_UNIT_ANYDAY(?!_?(?:-|TO))", _vague),
        (r"UNIT_AND_LETTERA_(?:HALF|~)_(?:AGO|BACK)", _vague),
        (r"(?:UNIT|HALF[-_]TERM|TERM|SEASON|TIDE)_BEFORE_LAST", _vague),
        (r"IN_FULLYEAR(?![-/])|MONTH_ABOUT|(?<![-/.~])SMALLNUMBER/FULLYEAR(?![-/])", _vague),
        (
            r"(?P<in>IN|ON|OF|WITHIN|SINCE|BEFORE|AFTER|LAST|NEXT|ABOUT)_(?:ABOUT_)?(?:THE_)?(?:STAGE[-_](?:OF_)?)?(?P<month>MONTH)"
            r"(?:[/-]MONTH|_(?:OR|TO|AND)_MONTH)?" + _YEAR + r"(?!_(?:THE_)?DAYLIKE)",
            _in_month,
        ),
        (
            r"(?P<month>MONTH)_(?:OF_)?(?P<year>FULLYEAR|'DAYLIKE|(?:LAST|NEXT|THIS)_UNIT)",
            _in_month,
        ),
        (
            rf"STAGE[-_](?:IN_)?(?:OF_)?(?:THE_)?(?:{_TIME}|WEEKDAY_)" + _YEAR + r"(?!_DAYLIKE)",
            _vague,
        ),
        (
            rf"(?:(?:THE|LETTERA|COUNT|FEW|ORDINAL|LAST)_)?(?:UNIT|JUST|~(?=_OF)|WEEKDAY|PART)_(?:BEFORE|AFTER|OF)_(?:THE_)?(?:{_PERIOD}|TIDE)",
            _vague,
        ),
        (rf"{_LEAD}_(?:THE_)?(?:{_PERIOD}|TIDE)", _vague),
        (r"(?:LAST|NEXT)_(?:MONTH_|SEASON_|TIDE_)?(?:HALF[-_]?)?(?:TERM|SEASON|TIDE)", _vague),
        (
            r"(?:IN|WITHIN|SINCE|BEFORE|AFTER|ABOUT)_(?:THE_)?(?:LAST_|NEXT_|THIS_)?SEASON(?:_TERM)?",
            _vague,
        ),
        (r"(?:LAST|NEXT)_(?P<unit>UNIT)", _of_unit),
        (r"THIS_(?P<unit>UNIT)|THIS_(?:HALF[-_]?)?TERM", _this_unit),
        (r"(?:IN|WITHIN|ABOUT)_(?:THE_)?(?:LAST|PAST)_(?:FEW_|COUNT_)?UNIT", _vague),
        (
            r"(?:LETTERA|CARDINAL|FEW)_(?:WEEKDAY|UNIT)_(?:IN|OF)_(?:ABOUT_)?(?:MONTH|LAST_UNIT)",
            _vague,
        ),
        (r"(?:SEASON|TIDE)_(?:FULLYEAR|TERM)|MONTH_TIME|FROM_MONTH", _vague),
        (r"STAGE_(?:OF_)(?:THE_|SMALL_)?(?:~_|SMALL_)?UNIT(?:_DAYLIKE)?", _vague),
        (r"TIDE(?!_?[-']?_?~|_(?:PART|TERM))", _tide),
        (r"(?:FEW|(?:LETTERA_)?FEW|COUNT)(?:_OF)?_UNIT_(?:LATER|AFTER)", _vague),
        (
            rf"(?:BETWEEN|ABOUT|ABOUT_ON)_(?:THE_)?(?:{_DAY}|ANYDAY)(?:_(?:OF_)?ANYMONTH)?(?:_?-_?|_(?:AND|TO|WITHIN)_)"
            rf"(?:THE_)?(?:DAYLIKE_?SUFFIX(?:_(?:OF_)?ANYMONTH)?|DAYLIKE_(?:OF_)?ANYMONTH|ANYDAY)",
            _vague,
        ),
        (
            r"(?:THE_)?(?:DAYLIKE(?:_?SUFFIX)?|ANYDAY)_?(?:(?:OF_)?ANYMONTH)?(?:_OR_|/)(?:THE_)?DAYLIKE(?:_?SUFFIX)?_?(?:OF_)?ANYMONTH"
            r"|(?:LAST_|ON_)?ANYDAY_OR_(?:LAST_|ON_)?ANYDAY|(?:THE_)?DAYLIKE_?SUFFIX_OR_(?:THE_)?DAYLIKE_?SUFFIX|MONTH(?:_OR_|/)MONTH",
            _vague,
        ),
    )
)


# "The letter about 3 March": what it is about.
_BESIDE = frozenset(
    """what how letter email complain complained talk talked call called ask asked spoke more question info information
    thing bit forget said""".split()
)
_ABOUT = pattern(r"(?:HEDGE|HEDGE\.|HEDGE:)_(?:THE_|ON_)?(?:THE_)?$")
_ORSO = pattern(
    r"[,_]{0,2}[-(]?_?(?:ORSO|MAYBE(?=$|[.,;!?)]|_(?:THE_)?(?:COUNT|DAYLIKE)))"
    r"|_OR_(?:MAYBE_)?(?:THE_|LETTERA_)?(?:DAYLIKE|UNIT|NAMED|ANYDAY)"
)
_BOUND = pattern(
    r"(?:(?:(?:THE|LETTERA|COUNT|FEW)_)?(?P<unit>UNIT)_|(?:JUST|HEDGE)_)?(?:(?P<before>BEFORE)|AFTER)_(?:THE_)?$"
)
_FAR = 10


def hedged(tokens: Tokens, first: int, last: int, reading: Reading) -> tuple[int, int, Reading]:
    """A date with its first token and the place behind its last, and with the words that hedge it."""
    if reading.doubt is Doubt.IMPOSSIBLE:
        return first, last, reading
    lead = tokens.kinds[max(0, first - _FAR) : first]
    if (before := _ABOUT.search(lead)) and not _is_topic(tokens, first - len(before[0])):
        return first - len(before[0]), last, VAGUE
    if (bound := _BOUND.search(lead)) and not _is_of_a_thing(tokens, last):
        start = first - len(bound[0])
        away = -1 if has(bound, "before") else 1
        return start, last, _moved(reading, away) if _is_one_day(tokens, start) else VAGUE
    if after := _ORSO.match(tokens.kinds, last):
        return first, after.end(), VAGUE
    return first, last, reading


def _is_topic(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) == "about" and tokens.word_before(at) in _BESIDE


def _is_of_a_thing(tokens: Tokens, at: int) -> bool:
    """ "After the 29 April review", "before Friday's meeting": the date is of the thing."""
    rest = tokens.kinds[at : at + 2]
    return (
        rest.startswith("'") or rest[1:2] == "~" or tokens.word_after(at) in ("review", "meeting")
    )


def _is_one_day(tokens: Tokens, at: int) -> bool:
    """ "Day before", "the day after", "a day after"."""
    words = [one.word for one in tokens.tokens[at : at + 3]]
    return words[0] in ("day", "dya") or words in (["the", " ", "day"], ["a", " ", "day"])


def _moved(reading: Reading, days: int) -> Reading:
    def away(day: date | None) -> date | None:
        return day + timedelta(days) if day else None

    return replace(
        reading, day=away(reading.day), coming=away(reading.coming), other=away(reading.other)
    )
