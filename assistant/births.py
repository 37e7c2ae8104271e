"""Dates of birth: a date beside a word for birth. The same date elsewhere stays, for a deadline may need it."""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|[^\W\d_]{3,12}(?=\W{0,3}(?:19|20)\d\d))"
)
_NUMBER_WORD = (
    r"(?:(?:twent|thirt)(?:y|ieth)|ten(?:th)?|\w{2,6}teen(?:th)?|eleventh?|twel(?:ve|fth)|one|first|two|second|three"
    r"|third|four(?:th)?|fi(?:ve|fth)|six(?:th)?|seven(?:th)?|eight?h?|nine?th|nine|thousand|oh|and|hundred)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d(?!\d))"
_DAY_MONTH = (
    rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\.?\s*(?:day\s+)?(?:of\s+)?{_MONTH}"
    rf"|{_MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b)"
)
_DATE = (
    rf"(?:{_WEEKDAY}(?:the\s+)?(?:(?:19|20)\d\d\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?\s?[-/., ]\s?\d{{1,2}}(?:st|nd|rd|th)?\.?\s?[-/., ]\s?{_YEAR}"
    rf"|{_DAY_MONTH}[.,]?\s*{_YEAR}"
    r"|\d{8}(?!\d)|\d{6}(?!\d)|(?:christmas|boxing|new\s+year['’]?s|valentine['’]?s)\s+(?:day|eve),?\s+(?:19|20)\d\d"
    rf"|(?:{_NUMBER_WORD}[\s-]+){{1,2}}(?:of\s+)?{_MONTH}[\s,]+(?:{_NUMBER_WORD}\b[\s-]*){{1,5}}"
    rf"|(?:{_NUMBER_WORD}[\s-]+){{1,2}}(?:of\s+)?{_MONTH}[\s,]+\d{{2,4}}))"
)
_BIRTH = (
    r"(?<![\[\w])(?:d\.?\s?o\.?\s?b(?:\b|(?=\d))\.?|dobs?\b|dates?[\s_]*of[\s_]*birth|birth[\s_]?-?dates?"
    r"|turned\s+(?!up|down|away|out|in|off)\w+(?=\s+on\b)"
    r"|birth\s?days?|b[-'’]?day|born|b\.(?=\s?\d)|birth\b(?!\s+to\b)|ur\.|urodz\w+|data\s+(?:urodzenia|de\s+nascimento|nașterii|nasterii)|gim[ęeu]\w*"
    r"|n[ăa]scut\w*|nascid[oa]|nasceu|народ\w+|জন্ম\w*)"
)
# The words between "born" and the date; those that tell of something else that has a date end it.
_OTHER_THING = (
    r"(?:letters?|dated|receiv\w*|reviews?|meetings?|panel|plan|sent|got|decision|since|appeal|hearing|draft|request\w*"
    r"|asked|refus\w*|deadline|born|birth\w*|on\s+the\s+form|turns?|will\s+be|starts?|started)\b"
)
_BETWEEN = (
    r"(?:\s?\(?dd\W?mm\W?yy(?:yy)?\)?)?"
    r"(?:\s\d{1,2}\s(?:weeks?|months?|days?)\s(?:early|late|prem\w*))?"
    rf"(?:[\s:;,.()’'–—-]{{1,4}}(?!{_OTHER_THING})[^\W\d_]+(?:['’]s)?){{0,6}}?[\s:;,.()=\"“”–—-]{{0,4}}"
)
BORN = re.compile(
    rf"(?P<lead>{_BIRTH}{_BETWEEN}){_DATE}"
    rf"|(?P<lead2>{_BIRTH}(?:{_BETWEEN}\b(?:is|on|was)|\s?:)\s+(?:the\s+)?){_DAY_MONTH}\b(?!\s*\d)"
    rf"|(?P<lead3>{_BIRTH}\s+in\s+){_MONTH}\s+(?:of\s+)?(?:19|20)\d\d(?:,?\s+(?:on\s+)?the\s+\d{{1,2}}(?:st|nd|rd|th))?",
    re.I,
)
BORN_BEFORE_WORD = re.compile(
    rf"(?<![\w/.-])(?=\d|{_WEEKDAY}(?:the\s+)?(?:\d|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)){_DATE}"
    r"(?P<tail>[\s,(–—-]{1,3}(?:is\s|was\s|=\s)?(?:(?:his|her|their|my|the|a)\s)?"
    r"(?:d\.?o\.?b\b|date\s+of\s+birth|birthday|birth\s?date|(?:is\s|was\s)?(?:when|the\s+day)\s+(?:\w+\s){1,3}?born\b))",
    re.I,
)
_CHILDS_YEAR = r"(?:(?:199\d|200\d|201\d|202[0-3])|['’]?(?:9\d|[01]\d|2[0-3]))(?!\d)"
_CHILDS_DATE = rf"\b(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?|{_DAY_MONTH}[.,]?\s*){_CHILDS_YEAR}"
# A date long ago beside a name: a letter that somebody asks about is younger.
BORN_BESIDE_NAME = re.compile(
    rf"(?P<lead>\[name\][,(\s–-]{{1,3}}){_CHILDS_DATE}(?=\s*(?:[,.;)\n]|$))", re.I
)
BIRTHS = re.compile(
    r"^(?=.*\b(?:birthdays|dobs|d\.o\.b\.s|dates\s+of\s+birth|birth\s?dates)\b).+$", re.I | re.M
)

BIRTH_WORD = re.compile(
    r"turned|b\.? ?o?\.?r?n?\b|birth|b[-'’]?day|born|d\.?\s?o\.?\s?b|\bur|urodz|gim|scut|nasc|народ|জন্ম|data",
    re.I,
)


def without_births(match: re.Match[str], mark: str) -> str:
    """Of a line with several birthdays, every date of a childhood."""
    return re.sub(_CHILDS_DATE, mark, match[0], flags=re.I)


def keeping_tail(match: re.Match[str], mark: str) -> str:
    return f"{mark}{match['tail']}"
