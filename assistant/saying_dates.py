"""What the service says of dates: when each is, why, and what to do; and how a date that is in doubt was read."""

from collections.abc import Iterator, Sequence

from assistant.date_doubts import DateDoubt
from knowledge.clock.deadlines import Deadline
from knowledge.clock.in_words import distance, due, in_words, many_days, moves, sentence
from knowledge.clock.rules import Event, Who

SEE_ALL = "[See these dates drawn out, and put them in your calendar]({address})."
GIVE_HOLIDAYS = (
    "I do not know the school's holidays and training days. [Give the days on which it is closed]({address}) to have "
    "them counted, see the dates drawn out, and put them in your calendar."
)
# Of more dates than that the page tells the rest.
_MOST_IN_FULL = 3
_LEFT = "**You have {days} left**, until {day}: {what}."
_TODAY = "**Today, {day}, is the day**: {what}."
_GONE = "**{passed} {days} ago**, on {day}: {what}. {if_not}: {missed}"
_OFFER = "{asks} Tell me, and I will work out your dates."
_IF_NOT = " If that is not right, tell me."
_DOUBTS = {
    "vague": "To work out your dates I need the day: “{words}” may be several. What is the date, as the letter has it?",
    "ambiguous": "I read “{words}” as {day}.{or_else}",
    "impossible": "There is no such day as “{words}”. Please look at the date again, and tell me.",
    "weekday": "“{words}”: that date is no such weekday. I took it for {day}.{or_else}",
    "future": "“{words}” has not come yet. Please look at the date again, and tell me.",
    "which": "What happened on {day}? Tell me what the date is of, such as a decision letter or a meeting.",
    "either": "You told me two dates for this. I counted from {day}.{or_else}",
    "sent": "I counted from {day}, when it was sent. "
    "The time runs from the day it was received: tell me if you know it.",
    "dated": "I counted from {day}, the date on it. The time runs from the day it came: tell me if that was later.",
    "received": "I counted from {day}, when it came. "
    "The time runs from the date on the letter: look for it, and tell me.",
}


def pressing(found: Sequence[Deadline]) -> list[Deadline]:
    """A family's next date, if it is near, with the others on its day.

    Where a family has no more time of its own, the date that passed last: somebody who may still act is not told first
    what is too late.
    """
    ahead = [one for one in found if one.days_left >= 0 and one.limit.who is Who.FAMILY]
    if near := [one for one in ahead if one.is_near]:
        return [one for one in near if one.day == near[0].day]
    if ahead:
        return []
    return sorted(filter(_may_be_missed, found), key=lambda one: -one.day.toordinal())[:1]


def first(most: Sequence[Deadline]) -> str:
    """The first thing to know: the few days that a family has left, or what passed last and what to do; or nothing."""
    if not most:
        return ""
    return _passed(most[0]) if most[0].days_left < 0 else _days_left(most)


def dates(found: Sequence[Deadline], *, is_known: bool, pressing: Sequence[Deadline] = ()) -> str:
    """The dates that follow, under what they follow from; in short where they were said before. What to do about those
    that press stands before them.
    """
    return "\n\n".join(_of_one_event(each, is_known, pressing) for each in _by_event(found))


def offer(event: Event) -> str:
    return _OFFER.format(asks=event.asks)


def doubt(one: DateDoubt) -> str:
    """How a date in doubt was read, or what to look at again."""
    or_else = f" If you meant {in_words(one.other)}, tell me." if one.other else _IF_NOT
    day = in_words(one.day) if one.day else ""
    return _DOUBTS[one.kind].format(words=one.words, day=day, or_else=or_else)


def _days_left(near: Sequence[Deadline]) -> str:
    """The days until a family's last day, and what falls on it."""
    first = near[0]
    what = ", and ".join(_within(one.limit.what) for one in near)
    said = _LEFT if first.days_left else _TODAY
    line = said.format(days=many_days(first.days_left), day=in_words(first.day), what=what)
    return f"{line} {_act_by(first)}".rstrip()


def _passed(one: Deadline) -> str:
    return _GONE.format(
        passed="This date may have passed" if one.is_not_before else "This date passed",
        days=many_days(-one.days_left),
        day=in_words(one.day),
        what=_within(one.limit.what),
        if_not=_not_done(one),
        missed=_within(one.limit.missed),
    )


def _may_be_missed(one: Deadline) -> bool:
    return one.is_overdue or (one.is_not_before and one.days_left < 0)


def _by_event(found: Sequence[Deadline]) -> list[list[Deadline]]:
    starts = dict.fromkeys((one.event.id, one.start) for one in found)
    return [[one for one in found if (one.event.id, one.start) == start] for start in starts]


def _of_one_event(found: Sequence[Deadline], is_known: bool, pressing: Sequence[Deadline]) -> str:
    first = found[0]
    head = f"**Your dates** (counted from: {_within(first.event.what)}, {in_words(first.start)})"
    if is_known:
        return "\n\n".join([head, "\n".join(f"- {_when(one)}" for one in found)])
    say = _in_short if len(found) > _MOST_IN_FULL else _said
    shared = _assumed_by_several(found)
    lines = [
        [*say(one), *(() if one in pressing else _to_do(one)), *_own(one, shared)] for one in found
    ]
    listed = "\n".join(f"- {' '.join(line)}" for line in lines)
    return "\n\n".join([head, listed, f"Right if {_listed(shared)}."] if shared else [head, listed])


def _assumed_by_several(found: Sequence[Deadline]) -> list[str]:
    """What was taken for granted of the event, or for more dates than one: it is said once, under them."""
    every = [each for one in found for each in one.assumes]
    common = [each for each in every if each in found[0].event.assumes or every.count(each) > 1]
    return list(dict.fromkeys(common))


def _own(one: Deadline, shared: Sequence[str]) -> Iterator[str]:
    if own := [each for each in one.assumes if each not in shared]:
        yield f"Right if {_listed(own)}."


def _listed(reasons: Sequence[str]) -> str:
    return ", and if ".join(reasons)


def _in_short(one: Deadline) -> Iterator[str]:
    yield f"{_when(one).removesuffix('.')} ({one.limit.source})."


def _when(one: Deadline) -> str:
    day, parted, rest = sentence(due(one)).partition(", or later")
    return f"**{day}**{parted}{rest} ({distance(one)}): {_within(one.limit.what)}."


def _said(one: Deadline) -> Iterator[str]:
    yield _when(one)
    yield f"{sentence(one.limit.rule)} ({one.limit.source})."
    if why := moves(one):
        yield f"{why}."


def _to_do(one: Deadline) -> Iterator[str]:
    """What to do about a date, beside the one that is said first of all."""
    if _may_be_missed(one):
        yield f"{_not_done(one)}: {_within(one.limit.missed)}"
    elif one.days_left >= 0 and (act_by := _act_by(one)):
        yield act_by


def _not_done(one: Deadline) -> str:
    is_own = one.limit.who is Who.FAMILY
    return "If you have not done it yet" if is_own else "If it has not happened yet"


def _act_by(one: Deadline) -> str:
    """When to act where the last day is no working day; empty where it is one."""
    if one.act_by is None:
        return ""
    by = f"by {in_words(one.act_by)}" if one.act_by > one.today else "today"
    return f"That is no working day, so act {by}."


def _within(words: str) -> str:
    """Words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
