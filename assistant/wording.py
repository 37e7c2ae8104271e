"""Every sentence that the service says in its own voice. What is quoted comes from pages and is not here."""

from collections.abc import Mapping, Sequence
from string import Formatter

from assistant.kinds import Kind, is_medical, plain
from assistant.masking import Masked
from assistant.screening import Danger
from assistant.understanding import Understood
from knowledge.contacts import Contact
from knowledge.documents import Audience
from knowledge.packs import PackSettings

GREETING = (
    "Hello. I can help with special educational needs and disabilities (SEND) in {area}: support at school, "
    "education, health and care plans (EHC plans), reviews, transport and more. What would you like to know?"
)
GOODBYE = "Goodbye, and all the best. Come back whenever you have a question."
THANKS = "You are welcome. If another question comes up, ask me here."
NOT_KEPT = (
    "I can't keep or answer messages at the moment. Your words are still in the box: "
    "please try again in a few minutes."
)
EMPTY = "Please type a question first."
TOO_LONG = (
    "Your message has {length:,} characters, and I can read up to {most:,}. Please send a shorter one: "
    "the main question and the dates are enough. Nothing that you wrote has been lost."
)
STARTERS = (
    "How do I ask for an EHC needs assessment?",
    "What should school do before a plan?",
    "The council said no. What can I do?",
)
CLARIFY = "I can help with that. People often ask one of these:"
WHICH = "Which is nearest? Or tell me in your own words what has happened."
NOT_FOUND = "I have no answer to that in the pages I hold, so I won't guess."
A_PERSON = "To speak to a person, call {council} on {phone}{team}. Say what it is about."
AROUND = "What I can tell you:"
NOT_SUBJECT = (
    "I can only help with special educational needs and disabilities (SEND) in {area}. "
    "For anything else, you can call {council} on {phone}."
)
NOT_SUBJECT_ANYWHERE = "I can only help with special educational needs and disabilities (SEND)."
OTHER_COUNCIL = (
    "I cover {area}. {other} looks after families who live there, so its own SEND team will need to help. "
    "The law and its time limits are the same all over England, and I can explain those."
)
OTHER_NATION = (
    "I cover {area}, and the law that I know is England's. {nation} has a law of its own, "
    "so please ask your own council there."
)
NO_OPINION = (
    "I can't give a medical or legal opinion, and I can't say how a decision will go. "
    "I can explain how it is made, and who can help."
)
# Stands behind the refusal of an opinion where it is about health; the numbers are those of the contacts.
_HEALTH = (
    "For medicine and health, ask your GP or a pharmacist, or call NHS {nhs-mental-health} at any time.",
    "In an emergency, call {emergency}.",
)
NO_LETTER = (
    "I can't write a case for you as a lawyer would. "
    "I can explain how it works, and who can help you with it for free."
)
NO_DECISIONS = (
    "I can't make or change decisions, and I can't act as somebody else. I can explain who decides and how, "
    "when they must answer, and who to contact."
)
OWN_CASE = (
    "I can't see anybody's records, and I can't send or chase anything, "
    "so I can't say where your own case stands. {person}"
)
SOMEBODY_ELSE = (
    "I can't tell you about another person, and I know nothing about anybody's child. "
    "I can explain how things work for you and your own child."
)
COMPLAINT = "I'm sorry that this has been so hard. You can complain, and I can show you where."
COMPLAINT_SERVICE = (
    "I'm sorry that this was no help. You can press No under “Was this useful?” and ask again in other words, "
    "or speak to a person."
)
ALSO_ASKED = "You also asked: “{question}”"
OTHER_LANGUAGE = (
    "It looks as if you did not write in English. I can answer in English only. You can ask for an interpreter: "
    "call {council} on {phone} and say your language."
)
OTHER_LANGUAGE_ANYWHERE = (
    "It looks as if you did not write in English. I can answer in English only. "
    "Your council or your child's school can arrange an interpreter."
)
MASKED = (
    "I took out what could identify somebody ({kinds}) before keeping your message. "
    "You don't need to give it here."
)

# For somebody who writes as one kind of reader (a fact) and is answered as another.
OFFERS: Mapping[tuple[Audience, str], str] = {
    (Audience.PARENT, "school"): (
        "Do you work in a school, nursery or college? Choose “SENCO or school” under “Who are you?”, "
        "and I will put duties and references to the law first."
    ),
    (Audience.PARENT, "young person"): (
        "Are you the young person? Choose “Young person” under “Who are you?”, and I will speak to you directly."
    ),
}
FORGOTTEN = "I have forgotten that: {what}. I won't use it any more."
FORGOTTEN_ALL = "I have forgotten what you told me about yourself, and start afresh. What would you like to know?"
OPEN_TOOLKIT = "You can [open these in the toolkit]({address}), choose some and print a plan."
OPEN_LETTER = "You can [fill in, copy or print this letter]({address})."


def a_person(local: PackSettings) -> str:
    """The way to a person at the council."""
    if not local.council_phone:
        return "Your council's SEND team would know."
    team = f" and ask for {local.send_team}" if local.send_team else ""
    return A_PERSON.format(council=local.council, phone=local.council_phone, team=team)


def forgotten(dropped: Sequence[str]) -> str:
    """That facts are forgotten, by their labels."""
    return FORGOTTEN.format(what=", ".join(dropped).lower().replace("ehc", "EHC"))


def leads_to(address: str) -> str:
    """What can be done with what was quoted, where it is more than a page to read."""
    if address.startswith("/toolkit"):
        return OPEN_TOOLKIT.format(address=address)
    return OPEN_LETTER.format(address=address) if address.startswith("/letters/") else ""


def not_found(local: PackSettings) -> str:
    """That there is no answer here, and who would know."""
    return f"{NOT_FOUND} {a_person(local)}"


def not_subject(local: PackSettings) -> str:
    """That this is another subject, and where to turn."""
    if not local.council_phone:
        return NOT_SUBJECT_ANYWHERE
    return NOT_SUBJECT.format(area=local.area, council=local.council, phone=local.council_phone)


def of_kind(understood: Understood, local: PackSettings, contacts: Sequence[Contact]) -> str:
    """The opening for a message that is not simply a question of ours."""
    area, other = local.area or "England", understood.reading.other
    return {
        Kind.PERSON: a_person(local),
        Kind.COMPLAINT: COMPLAINT,
        Kind.COMPLAINT_SERVICE: f"{COMPLAINT_SERVICE} {a_person(local)}",
        Kind.OTHER_COUNCIL: OTHER_COUNCIL.format(area=local.area, other=other),
        Kind.OTHER_NATION: OTHER_NATION.format(area=area, nation=other),
        Kind.NOT_OURS: not_subject(local),
        Kind.OPINION: _no_opinion(understood.question.text, contacts),
        Kind.LETTER: NO_LETTER,
        Kind.MISUSE: NO_DECISIONS,
        Kind.SOMEBODY_ELSE: SOMEBODY_ELSE,
        Kind.OWN_CASE: OWN_CASE.format(person=a_person(local)),
    }[understood.kind]


def _no_opinion(text: str, contacts: Sequence[Contact]) -> str:
    health = _said(_HEALTH, numbers(contacts)) if is_medical(plain(text)) else ()
    return " ".join([NO_OPINION, *health])


def other_language(local: PackSettings) -> str:
    """That we answer in English, and the way to an interpreter."""
    if not local.council_phone:
        return OTHER_LANGUAGE_ANYWHERE
    return OTHER_LANGUAGE.format(council=local.council, phone=local.council_phone)


def numbers(contacts: Sequence[Contact]) -> dict[str, str]:
    """What to ring or text, by the contact's id."""
    return {contact.id: contact.phone or contact.text for contact in contacts}


def place(local: PackSettings, contacts: Sequence[Contact]) -> dict[str, str]:
    """What a reply in another language names of this place."""
    emergency = numbers(contacts).get("emergency", "")
    return {
        "area": local.area or "England",
        "council": local.council,
        "phone": local.council_phone,
        "emergency": emergency,
    }


def urgent(
    dangers: Sequence[Danger], contacts: Sequence[Contact], audience: Audience, *, later: str = ""
) -> str:
    """Help first, for everything that was found: short, no questions, numbers from the contacts alone.

    `later` is what else was asked: it gets a line, and waits.
    """
    bold = {id: f"**{number}**" for id, number in numbers(contacts).items()}
    lines = dict.fromkeys(line for danger in dangers for line in _said(_HELP[danger], bold))
    thanks = _THANKS_YOUNG if audience is Audience.YOUNG_PERSON else _THANKS
    after = LATER.format(question=later) if later else ANY_TIME
    return "\n\n".join([thanks, *lines, f"{AFTER_URGENT} {after}"])


def _said(templates: Sequence[str], numbers: Mapping[str, str]) -> list[str]:
    """The sentences whose numbers this place has."""
    wanted = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in templates]
    pairs = zip(templates, wanted, strict=True)
    return [one.format_map(numbers) for one, names in pairs if names <= numbers.keys()]


_THANKS = "Thank you for telling me."
_THANKS_YOUNG = "Thank you for telling me. You don't have to deal with this alone."
AFTER_URGENT = (
    "I am an automated service and nobody is reading this now, so please use the numbers above."
)
ANY_TIME = "I can help with your other questions when you are ready: just ask again."
LATER = "You also asked: “{question}” I can help with that when you are ready."
_DANGER_NOW = "If anyone is in danger or badly hurt now, call {emergency}."
_SOCIAL_CARE = (
    "To tell someone that a child may be at risk, call Children's Social Care on {childrens-social-care}, "
    "or out of hours (evenings, nights and weekends) {emergency-duty-team}."
)
_HELP: Mapping[Danger, tuple[str, ...]] = {
    Danger.EMERGENCY: (
        "Call {emergency} now. Say what has happened and where you are. They will tell you what to do.",
    ),
    Danger.SUICIDE: (
        "If a life may be at risk, or someone is hurt or has taken something, call {emergency} "
        "or go to A&E.",
        "To talk to a mental health worker now, call NHS {nhs-mental-health} and choose option 2. "
        "It is for any age, day or night.",
        "You can also call Samaritans on {samaritans}, or text Shout on {shout}. "
        "Children and young people can call Childline on {childline}.",
    ),
    Danger.CHILD: (
        _DANGER_NOW,
        f"{_SOCIAL_CARE} They will listen and decide what happens next. You do not need proof.",
        "Children and young people can call Childline on {childline}, about anything.",
    ),
    Danger.ADULT: (
        _DANGER_NOW,
        "If an adult may be at risk, call Adult Social Care on {adult-social-care}, "
        "or out of hours (evenings, nights and weekends) {emergency-duty-team}.",
    ),
    Danger.STAFF: (
        _DANGER_NOW,
        "Tell the school, or the council if it is about transport, straight away. "
        "If it may be a crime, tell the police.",
        _SOCIAL_CARE,
        "If somebody was hurt, see a GP and write down what happened.",
    ),
    Danger.PARENT: (
        _DANGER_NOW,
        "Asking for help is a strong thing to do. It is not a failing.",
        "To get help for your family, call Children's Social Care on {childrens-social-care}, "
        "or out of hours (evenings, nights and weekends) {emergency-duty-team}.",
        "If it is too much at the moment, call NHS {nhs-mental-health} and choose option 2, day or night.",
    ),
    Danger.THREAT: (
        "If somebody may be hurt soon, call {emergency}.",
        "Tell the school's head or safeguarding lead now.",
        _SOCIAL_CARE,
    ),
}
_BESIDE_HARM = (
    "Children's Social Care is on {childrens-social-care} (out of hours {emergency-duty-team}).",
)
_BESIDE_STRAIN = (
    "If it gets too much, NHS {nhs-mental-health}, option 2, is there day and night.",
)
_BESIDE_DANGER = ("If anyone is in danger now, call {emergency}.",)


def beside(dangers: Sequence[Danger], contacts: Sequence[Contact]) -> str:
    """One light line of help for what may be nothing."""
    is_strain = any(danger in (Danger.SUICIDE, Danger.PARENT) for danger in dangers)
    is_harm = any(danger not in (Danger.SUICIDE, Danger.PARENT) for danger in dangers)
    templates = (*(_BESIDE_HARM * is_harm), *(_BESIDE_STRAIN * is_strain), *_BESIDE_DANGER)
    return " ".join(_said(templates, numbers(contacts)))


def masked(masked: Masked) -> str:
    """What was taken out of a message, and why; empty where nothing was."""
    return MASKED.format(kinds=", ".join(masked.kinds)) if masked.kinds else ""
