"""What the service says of dates: when each is, why, and what to do; and how a date that is in doubt was read."""

from collections.abc import Iterator, Sequence

from assistant.date_doubts import DateDoubt
from knowledge.clock.deadlines import Deadline
from knowledge.clock.in_words import distance, due, in_words, moves, sentence
from knowledge.clock.rules import Event

SEE_ALL = "[See these dates drawn out, and put them in your calendar]({address})."
GIVE_HOLIDAYS = (
    "I do not know the school's holidays and training days. [Give the days on which it is closed]({address}) to have "
    "them counted, see the dates drawn out, and put them in your calendar."
)
# Of more dates than that the page tells the rest.
_MOST_IN_FULL = 3
_OFFER = "{asks} Tell me, and I will work out your dates."
_IF_NOT = " If that is not right, tell me."
_DOUBTS = {
    "vague": "To work out your dates I need the day: “{words}” may be several. What is the date, as the letter has it?",
    "ambiguous": "I read “{words}” as {day}.{or_else}",
    "impossible": "There is no such day as “{words}”. Please look at the date again, and tell me.",
    "weekday": "“{words}”: that date is no such weekday. I took it for {day}.{or_else}",
    "future": "“{words}” has not come yet. Please look at the date again, and tell me.",
    "which": "What happened on {day}? Tell me what the date is of, such as a decision letter or a meeting.",
}


def dates(found: Sequence[Deadline], *, is_known: bool) -> str:
    """The dates that follow, under what they follow from; in short where they were said before."""
    return "\n\n".join(_of_one_event(each, is_known) for each in _by_event(found))


def offer(event: Event) -> str:
    return _OFFER.format(asks=event.asks)


def doubt(one: DateDoubt) -> str:
    """How a date in doubt was read, or what to look at again."""
    or_else = f" If you meant {in_words(one.other)}, tell me." if one.other else _IF_NOT
    day = in_words(one.day) if one.day else ""
    return _DOUBTS[one.kind].format(words=one.words, day=day, or_else=or_else)


def _by_event(found: Sequence[Deadline]) -> list[list[Deadline]]:
    starts = dict.fromkeys((one.event.id, one.start) for one in found)
    return [[one for one in found if (one.event.id, one.start) == start] for start in starts]


def _of_one_event(found: Sequence[Deadline], is_known: bool) -> str:
    first = found[0]
    head = f"**Your dates** (counted from: {_within(first.event.what)}, {in_words(first.start)})"
    if is_known:
        return "\n\n".join([head, "\n".join(f"- {_when(one)}" for one in found)])
    say = _in_short if len(found) > _MOST_IN_FULL else _said
    lines = [head, "\n".join(f"- {' '.join(say(one))}" for one in found)]
    taken = first.event.assumes
    return "\n\n".join(
        [*lines, f"All of this holds if {', and if '.join(taken)}."] if taken else lines
    )


def _in_short(one: Deadline) -> Iterator[str]:
    yield f"{_when(one).removesuffix('.')} ({one.limit.source})."
    if one.is_overdue:
        yield f"If it has not happened yet: {_within(one.limit.missed)}"


def _when(one: Deadline) -> str:
    return f"**{sentence(due(one))}** ({distance(one)}): {_within(one.limit.what)}."


def _said(one: Deadline) -> Iterator[str]:
    yield _when(one)
    yield f"{sentence(one.limit.rule)} ({one.limit.source})."
    if why := moves(one):
        yield f"{why}."
    if one.is_overdue:
        yield f"This date has passed. If it has not happened yet: {_within(one.limit.missed)}"
    elif one.is_not_before and one.days_left < 0:
        yield f"This date may have passed. If it has not happened yet: {_within(one.limit.missed)}"
    elif one.act_by and one.days_left >= 0:
        yield f"It is no working day, so act by {in_words(one.act_by)}."
    own = [each for each in one.assumes if each not in one.event.assumes]
    yield from (f"This holds if {each}." for each in own)


def _within(words: str) -> str:
    """Words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
