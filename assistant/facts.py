"""What somebody has told us so far: facts, each with the words that it came from, added to and corrected over turns."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.asserting import DATA, GUARDS, Message, Standing, compiled, fact_of, patterns_of
from assistant.asserting import Fact as Fact
from assistant.forgetting import forgotten
from assistant.needs import needs_told
from assistant.stages import take_stage_and_plan
from knowledge.phases import Phase, phase_in
from knowledge.places import Places

# Each fact by its name, in the order in which they are kept and shown, with its label.
LABELS: dict[str, str] = {
    "role": "You are",
    "age": "Age",
    "year": "School year",
    "setting": "Setting",
    "stage": "Where things stand",
    "plan": "EHC plan",
    "attendance": "In or out of school",
    "district": "District",
    "needs": "Needs, as you said them",
    "date of request": "Date of the request",
    "date of refusal letter": "Date of the refusal letter",
    "date of draft plan": "Date of the draft plan",
    "date of final plan": "Date of the final plan",
    "date of review meeting": "Date of the review meeting",
    "date of decision letter": "Date of the decision letter",
    "date of exclusion": "Date of the exclusion or suspension",
    "date out of school since": "Out of school since",
} | DATA["date_labels"]
_OF_THE_SPEAKER = ("role", "district")


def shown(name: str, fact: Fact) -> tuple[str, str]:
    """How a fact is shown to the person: its label, and its value in words."""
    value = fact.value
    if "date" in name:
        day = date.fromisoformat(value)
        value = f"{day.day} {day:%B %Y}"
    return LABELS[name], _IN_WORDS.get((name, value), value)


def phase_known(facts: Mapping[str, Fact]) -> Phase | None:
    """The stage of education of the person spoken of, by school year, age or setting."""
    told = {name: facts[name].value for name in ("year", "age", "setting") if name in facts}
    if "age" in told:
        told["age"] += " years old"
    return next((phase for value in told.values() if (phase := phase_in(value))), None)


_IN_WORDS = {
    ("plan", "yes"): "Yes",
    ("plan", "no"): "No",
    ("role", "school"): "School or nursery staff",
}


def facts_after(
    text: str, before: Mapping[str, Fact], *, today: date, places: Places
) -> dict[str, Fact]:
    """What is known after one more message: facts added, corrected, and forgotten where that is asked.

    Only what is said of the person's own child counts. Another child ("my other son") begins anew.
    """
    text, known = forgotten(text, before, places)
    message = Message(text, knows_child=bool(before.keys() - _OF_THE_SPEAKER))
    if _begins_anew(message):
        known = {name: known[name] for name in _OF_THE_SPEAKER if name in known}
    _take_role(message, known)
    for name in ("age", "year", "attendance"):
        _take(name, list(_told(message, name)), known, message)
    _take_needs(message, known)
    take_stage_and_plan(message, known, today)
    _take_setting(message, known)
    _take_district(message, known, places)
    return {name: known[name] for name in LABELS if name in known}


_Told = tuple[Standing, Fact]
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split(),
        start=1,
    )
}
_YEARS = {"r": "Reception", "yr": "Reception", "recepton": "Reception"} | {
    "foundation stage": "Reception"
}
_GUARDED = {
    "age": ("coming", "past"),
    "year": ("coming", "past"),
    "setting": ("coming", "past"),
    "attendance": ("past", "proposed"),
    "no school place": ("past",),
}
_AGES = [compiled(one) for one in DATA["age"]["said"]]
_CASED_AGES = [compiled(one) for one in DATA["age"]["cased"]]
_YEAR = [compiled(one) for one in DATA["year"]["said"]]
_YEARS_NAMED = patterns_of("year_named")
_OWN_ROLES = patterns_of("role_own")


_SETTINGS, _SETTINGS_ALONE = patterns_of("setting"), patterns_of("setting_alone")
_ATTENDANCE, _ATTENDANCE_ALONE = (
    patterns_of("attendance"),
    patterns_of("attendance_alone"),
)
_CLEAR_ROLES = {role: compiled("|".join(each)) for role, each in DATA["role"]["clear"].items()}
_LIKELY_ROLES = {role: compiled("|".join(each)) for role, each in DATA["role"]["likely"].items()}
_SETTING_ORDER = (
    "resource base,special school,home educated,no school place,sixth form,college,secondary school,"
    "primary school,nursery"
).split(",")
_FIRST_PERSON = re.compile(r"\b(?:i'm|im|i am)\b")
_THIRD_PERSON = re.compile(r"\b(?:he|she|his|her|hes|shes|he's|she's|him)\b")
_STAFF_SETTING = re.compile(
    r"\b(?:we're|we are|i work|i teach|i run|manager|lead|senco|teacher)\b[^.]*$"
)


def _begins_anew(message: Message) -> bool:
    match = GUARDS["second_child"].search(message.plain)
    return bool(match) and not GUARDS["compares"].search(message.plain)


def _take(name: str, told: list[_Told], known: dict[str, Fact], message: Message) -> None:
    """Of what is stated the first counts, or the last where the message corrects something; what is denied goes."""
    for standing, fact in told:
        if standing is Standing.DENIED and name in known and known[name].value == fact.value:
            del known[name]
    stated = [fact for standing, fact in told if standing is Standing.STATED]
    if stated:
        known[name] = stated[-1 if GUARDS["correcting"].search(message.plain) else 0]


def _told(message: Message, name: str) -> Iterator[_Told]:
    read = {"age": _ages, "year": _years, "attendance": _attendances}[name]
    guards = _GUARDED[name]
    found = sorted(read(message), key=lambda pair: pair[0].start())
    for match, value in found:
        yield message.standing(match.start(), match.end(), *guards), fact_of(message, match, value)


def _ages(message: Message) -> Iterator[tuple[re.Match[str], str]]:
    is_beside_child = bool(_FIRST_PERSON.search(message.plain)) and _speaks_of_a_child(message)
    for pattern in _AGES:
        for match in pattern.finditer(message.plain):
            number = next(one for one in match.groups() if one)
            is_speakers = is_beside_child and _FIRST_PERSON.match(match[0])
            if not is_speakers and not _is_of_another(message, match, number):
                yield match, _NUMBERS.get(number, number)
    for pattern in _CASED_AGES:
        for match in pattern.finditer(message.text):
            yield match, match[1]


def _is_of_another(message: Message, match: re.Match[str], number: str) -> bool:
    """No age of anybody's: "reads like a ten year old", "four hours a week. FOUR."."""
    if GUARDS["age_before"].search(message.before(match.start())):
        return True
    is_bare = match[0].strip(" ,.;!()") == number
    lead = message.plain[max(0, match.start() - 200) : match.start()]
    return is_bare and bool(re.search(rf"\b{number} (?!years?|yrs?)[a-z]", lead))


def _speaks_of_a_child(message: Message) -> bool:
    """Whether somebody speaks of a child ("I'm 19 and my boy is 2"); a young person's "she" is their mum or teacher."""
    if _LIKELY_ROLES["parent"].search(message.plain):
        return True
    is_theirs = GUARDS["of_young_person"].search(message.plain)
    return bool(_THIRD_PERSON.search(message.plain)) and not is_theirs


def _years(message: Message) -> Iterator[tuple[re.Match[str], str]]:
    for pattern in _YEAR:
        for match in pattern.finditer(message.plain):
            before, after = message.before(match.start()), message.after(match.end())
            if GUARDS["year_before"].search(before) or GUARDS["year_after"].match(after):
                continue
            word = match[1]
            number = _NUMBERS.get(word, word)
            named = _YEARS.get(word, word.title())
            yield match, f"Year {number}" if number.isdigit() else named
    for year, pattern in _YEARS_NAMED.items():
        yield from ((match, year) for match in pattern.finditer(message.plain))


def _attendances(message: Message) -> Iterator[tuple[re.Match[str], str]]:
    """Up to the first in the table that is stated: somebody who is not in school is not in part-time."""
    for value, pattern in _ATTENDANCE.items():
        if not message.may_tell(value):
            continue
        matches = [
            *pattern.finditer(message.plain),
            *(
                one
                for one in _ATTENDANCE_ALONE[value].finditer(message.plain)
                if message.alone(*one.span())
            ),
        ]
        yield from ((one, value) for one in matches)
        if any(message.standing(*one.span(), "past") is Standing.STATED for one in matches):
            return


def _take_role(message: Message, known: dict[str, Fact]) -> None:
    for role, pattern in (*_OWN_ROLES.items(), *_CLEAR_ROLES.items()):
        if not message.may_tell(role):
            continue
        for match in pattern.finditer(message.plain):
            if message.standing(match.start(), match.end()) is Standing.STATED:
                known["role"] = fact_of(message, match, role)
                return
    if "role" in known:
        return
    for role, pattern in _LIKELY_ROLES.items():
        sign = pattern.search(message.plain)
        if sign and not (role == "young person" and _speaks_of_a_child(message)):
            known["role"] = fact_of(message, sign, role)
            return


def _take_needs(message: Message, known: dict[str, Fact]) -> None:
    role = known["role"].value if "role" in known else ""
    needs = needs_told(message, known.get("needs"), is_own=role == "young person")
    if needs:
        known["needs"] = needs
    else:
        known.pop("needs", None)


def _take_setting(message: Message, known: dict[str, Fact]) -> None:
    left = GUARDS["left"].search(message.plain)
    if left and "setting" in known and known["setting"].value == left[1]:
        del known["setting"]
    told: dict[str, list[_Told]] = {}
    for value in _SETTING_ORDER:
        alone = (
            one
            for one in _SETTINGS_ALONE[value].finditer(message.plain)
            if message.alone(*one.span())
        )
        for match in [*_SETTINGS[value].finditer(message.plain), *alone]:
            guards = _GUARDED.get(value, _GUARDED["setting"])
            standing = message.standing(match.start(), match.end(), *guards)
            if standing is Standing.STATED and _is_staffs(message, match, known):
                continue
            told.setdefault(value, []).append((standing, fact_of(message, match, value)))
    for value in _SETTING_ORDER[::-1]:
        _take("setting", told.get(value, []), known, message)


def _is_staffs(message: Message, match: re.Match[str], known: Mapping[str, Fact]) -> bool:
    """Where staff work is no child's setting while they speak of no child."""
    is_staff = "role" in known and known["role"].value == "school"
    is_theirs = _STAFF_SETTING.search(message.before(match.start()) + match[0])
    return is_staff and bool(is_theirs) and not known.keys() & {"age", "year", "needs"}


def _take_district(message: Message, known: dict[str, Fact], places: Places) -> None:
    for home in places.homes(message.text):
        if message.is_closed(home.start):
            continue
        if home.district:
            known["district"] = Fact(home.district, home.words)
        else:
            known.pop("district", None)
