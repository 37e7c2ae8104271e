"""The needs that somebody names: stated, waited for, or taken back."""

import re

from assistant.asserting import DATA, GUARDS, Fact, Message, Standing, compiled

_NEEDS = list(DATA["needs"])
_ANY = compiled(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?P<n{number}>{'|'.join(DATA['needs'][need])})" for number, need in enumerate(_NEEDS)
    )
    + r")(?![\w])"
)
_ABOUT = DATA["about_needs"]
_WAITED_FOR = frozenset(_ABOUT["waited_for"])
_NOT_THE_CHILDS = compiled(_ABOUT["not_the_childs"])
_OF_SOMETHING_ELSE = compiled(_ABOUT["of_something_else"])
_BEFORE_SOMETHING_ELSE = compiled(_ABOUT["before_something_else"])
_WAITING = " (waiting)"
_BETWEEN = ", "


def needs_told(message: Message, before: Fact | None, *, is_own: bool) -> Fact | None:
    """The needs that are known after a message, joined by commas. `is_own`: the speaker speaks of themselves."""
    held = dict.fromkeys(before.value.split(_BETWEEN)) if before else {}
    words = [before.said] if before else []
    for match in _ANY.finditer(message.plain):
        need = _NEEDS[int(str(match.lastgroup)[1:])]
        standing, value = _standing(message, match, need, is_own)
        if standing is Standing.UNSAID:
            continue
        if standing is Standing.DENIED:
            held.pop(need, None)
            held.pop(need + _WAITING, None)
        else:
            held = _with(held, need, value)
            words.append(message.text[match.start() : match.end()])
    return Fact(_BETWEEN.join(held), _BETWEEN.join(dict.fromkeys(words))) if held else None


def _with(held: dict[str, None], need: str, value: str) -> dict[str, None]:
    """A need keeps its place when it is said again."""
    others = (need, need + _WAITING)
    if held.keys().isdisjoint(others):
        return {**held, value: None}
    return dict.fromkeys(value if one in others else one for one in held)


def _standing(
    message: Message, match: re.Match[str], need: str, is_own: bool
) -> tuple[Standing, str]:
    before, after = message.before(match.start()), message.after(match.end())
    if not is_own and _NOT_THE_CHILDS.search(before):
        return Standing.UNSAID, need
    standing = message.standing(match.start(), match.end())
    if standing is not Standing.STATED:
        return standing, need
    if need in _WAITED_FOR:
        waits = GUARDS["waits"].search(before) or GUARDS["waits_after"].match(after)
        if waits:
            return Standing.STATED, need + _WAITING
    if _OF_SOMETHING_ELSE.match(after) or _BEFORE_SOMETHING_ELSE.search(before):
        return Standing.UNSAID, need
    return message.standing(match.start(), match.end(), "doubts"), need
