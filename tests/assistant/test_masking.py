"""What identifies somebody is taken out, and what an answer needs stays."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from assistant.masking import mask

CONTACTS = [
    contact[way]
    for file in Path(knowledge.__file__).parent.glob("packs/*/contacts.toml")
    for contact in tomllib.loads(file.read_text(encoding="utf-8")).values()
    for way in ("phone", "email", "text")
    if way in contact
]

DETAILS = {
    "e-mail address": [
        "write to sam.example+send@example.org please",
        "it is sam dot example at gmail dot com",
        "sam(at)example(dot)org",
        "sam_x0 @ example.co.uk, sorry for the spaces",
    ],
    "date of birth": [
        "dob 12/03/2015",
        "D.O.B.: 12.3.15",
        "he was born on 3rd of March 2015",
        "Date of birth 2015-03-12",
        "her birthday is 3 March 2015",
        "dob120315",
        "born 14th December '18",
        "born 5 weeks early on 12 March 2015",
        "born in March 2015",
        "born on the third of march twenty fifteen",
        "12/03/2015 (dob)",
        "DOB (dd/mm/yyyy): 08/08/2018",
        "her b'day: 01.02.2019",
        "was born on christmas day 2014",
        "eldest 11/02/2008, middle 4.7.11, those are the birthdays",
        "ur. 12.03.2015",
        "data de nascimento 12/03/2015",
        '{"dob": "2015-03-12", "letter": "see below"}',
        '"date_of_birth":"12/03/2015"',
    ],
    "National Insurance number": [
        "AB123456C",
        "my number is ab 12 34 56 c",
        "NI: QQ 12 34 56 C",
        "TB246810D is on the card",
    ],
    "pupil number": ["UPN A823432108001", "upn b82343210800a"],
    "NHS number": [
        "943 476 5919",
        "9434765919",
        "NHS no 943-476-5919.",
        "943.476.5919 is the number",
        "NHS number 943 476 5918, which has another check digit",
    ],
    "social media name": [
        "snapchat xx_example.14 is hers",
        "add me on discord example_boy#4471",
        "my tiktok is @example.and.proud_09",
    ],
    "phone number": [
        "07700 900123",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "(01632) 960001",
        "ring 01632960001",
        "07700.900.123",
        "o7700 900 123, my zero key is broken",
        "7700900123 without the zero",
        "whatsapp +48 601 234 567",
        "oh seven seven double zero nine hundred one two three",
    ],
    "postcode": [
        "CB1 2AB",
        "pe29 3tn",
        "we live in CB12AB",
        "from cb1 9 ab to school",
        "Cb7 5dz any clubs",
    ],
    "address": [
        "12 Mill Road",
        "4a, Old Orchard Close",
        "my address 33 orchard close",
        "Apartment 9 The Maltings, Brewery Lane",
        "Flat 3, 17 victoria road",
        "Address: the old rectory, church lane",
        "we live at 23 Eastgate",
        "Willow Cottage, Drove End",
        "61 Queensway, St Neots",
        "flat 12 princes court",
        "collect them from 18 st peters walk",
    ],
    "reference number": [
        "ref EHC/2025/01234",
        "case number 00123456",
        "our ref: 5567-ABX",
        "EH873/25/00012 is listed in March",
        "ticket #448120",
        "fostering file CLA 55183",
        "my case is 2026-00417",
        "quote 77-1234-AB when ringing",
        "blue badge number 4WX7A2",
        "the ombudsman gave me 26 004 871",
    ],
    "name": [
        "my son Ravi",
        "My Daughter Amelia is nine",
        "my son, Ravi, is nine",
        "my son's name is Ravi",
        "my daughter’s name is Mary-Jane O'Brien",
        "my 7 year old son Ravi Sample",
        "our eldest daughter Amelia!",
        "my grandson is called Ravi.",
        "my sons Ravi and Tom",
        "My name is Sam Sample",
        "he was called Ravi at birth",
        "jake cant cope in class",
        "MY SON RAVI HAS NO SCHOOL",
        "Tobias Grünewald moved from Germany",
        "little mia cant sit still",
        "my son zefirio has autism",
        "Is Rose allowed extra time? She has dyslexia",
        "April has an EHCP",
        "Hope is 7",
        "for Daisy and nobody else",
        "Abdulrahman, my son",
        "a young man, Zefirio, who is 19",
        "Name: Scarlett Dunmore\nSchool: Linton Heights",
        "Regards,\nM. Szymańska",
        "Many thanks, kez",
        "im kelly my boys plan ran out",
        "the senco mrs patel said",
        "our caseworker Joanne Firth has left",
        "Dr. H. Venkataraman discharged us",
        "Mrs Young refused",
        "Mój syn Antoni ma autyzm",
        "Мій син Назар має аутизм",
        "Mano sūnus Dominykas turi autizmą",
        "Fiica mea Ilinca are dislexie",
        "আমার ছেলে আরিয়ান কথা বলে না",
        "Minha filha Beatriz tem autismo",
    ],
}
KEPT = [
    "I got the letter on 2 November 2026.",
    "The review was on 12/11/2026 at 10:30",
    "the plan is dated 2026-11-12",
    "943 476 5918 has another check digit, so it is no NHS number",
    "on 10 11 26 a letter came",
    "I rang 0345 045 5200 and 0300 123 4567",
    "Childline is 0800 1111, Samaritans 116 123, and then there is 999",
    "my area is CB1, or PE29",
    "he starts Y7 2nd term, after KS1 1st year",
    "send@cambridgeshire.gov.uk did not answer",
    "my son Has no plan",
    "My son Monday to Friday",
    "my child Benefit stopped",
    "my son Autistic and in year 4",
    "Is the school called Reception?",
    "They offered 15 hours, 3 times a week, for 6 to 12 weeks",
    "the £6,000 rule, section F, s.36(8) and reg 13(2)",
    "she turns 16 on 3 March 2027",
    "Born in Georgia, and the review was on 12 March 2026",
    "the birth certificate, the letter of 3 March 2026",
    '{"dob": "unknown", "issued": "2026-03-02", "letter": "12/03/2026"}',
    "the parcel says 4829105736284, on facebook or tiktok at 3",
    "birth to 5 matters 2021, P-levels 4-8",
    "in CB1 2 at a time, PE29 3 he says",
    "SI 2014/1530 and [2019] UKUT 84",
    "ombudsman decision 24 007 461",
    "form SEND35A, COVID-19, the A14, 22q11.2 and 2025/26",
    "a 30 minute walk, 3 schools close by, Centre 33",
    "King Street is closed and Victoria Road is dangerous",
    "Down syndrome, Asperger's, Rett, Tourette's and Williams syndrome",
    "Grace Primary, St Mary's, Hills Road and Sir Harry Smith",
    "Samuel Pepys or Martin Bacon Academy",
    "Robin class, Hazel class and Ruby group",
    "every Tom, Dick and Harry gets a plan, and they rob Peter to pay Paul",
    "I may ask in May, or I may not. Will they? Mark scheme. Grant funding",
    "moving from Bath, Chelsea or Milton to Ely",
    "my daughter Really hates school",
    "my son realy strugles with maths",
    "My Child Needs A School And Nobody Cares",
    "I am Desperate. I'm Deaf. I'm Polish",
    "my son was called stupid, is it called Early Help, a school named in section I",
    "Kind regards,\nA worried mum",
    "Thanks, Mum of Three",
    "Dear Local Authority, please",
    "Re: Annual Review paperwork",
    "i miss school and i miss work",
    "The Statutory Assessment Team, YOUnited, SENDIASS and the Virtual School",
    "o padrasto dá-lhe com o cinto",
    "Szkoła mówi że muszą minąć dwa semestry",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in DETAILS.items() for text in texts]
)
def test_an_identifying_detail_is_taken_out(kind: str, text: str) -> None:
    masked = mask(text)

    assert masked.kinds == (kind,)
    assert masked.text != text


@pytest.mark.parametrize("text", KEPT)
def test_what_identifies_nobody_stays(text: str) -> None:
    assert mask(text).text == text


def test_a_detail_is_replaced_by_what_it_was() -> None:
    masked = mask("My son Ravi, dob 12/03/2015, NHS 943 476 5919: ring 07700 900123.")

    assert masked.text == (
        "My son [name], dob [date of birth], NHS [NHS number]: ring [phone number]."
    )
    assert masked.kinds == ("date of birth", "NHS number", "phone number", "name")


def test_of_a_postcode_the_first_half_stays_as_it_was_written() -> None:
    assert mask("We live in cb1 2ab now").text == "We live in cb1 now"


@pytest.mark.parametrize("contact", CONTACTS)
def test_what_our_own_pages_say_to_ring_or_write_to_stays(contact: str) -> None:
    assert mask(f"I tried {contact} twice").kinds == ()


def test_a_name_that_was_found_is_taken_out_wherever_it_stands() -> None:
    masked = mask("My son Zefirio has autism. Can zefirio's school say ZEFIRIO is fine?")

    assert masked.text == "My son [name] has autism. Can [name]'s school say [name] is fine?"


def test_a_name_that_is_also_a_word_leaves_the_word() -> None:
    masked = mask("My son Will has a plan. Will they keep it, and will Will get a taxi?")

    assert masked.text == "My son [name] has a plan. Will they keep it, and will [name] get a taxi?"


def test_every_name_of_a_list_is_taken_out() -> None:
    masked = mask("my kids are Finlay, Zefirio and Hope and all three have hearing aids")

    assert masked.text == "my kids are [name], [name] and [name] and all three have hearing aids"


def test_a_surname_goes_with_its_name() -> None:
    assert mask("Evie-Rose van der Berg-Hill waits").text == "[name] waits"


def test_an_old_date_beside_a_name_is_a_birthday_and_a_young_one_is_none() -> None:
    masked = mask("Zara, 23-11-2013, refused. Zara, 5 May 2026, appeal")

    assert masked.text == "[name], [date of birth], refused. [name], 5 May 2026, appeal"


def test_a_date_stays_beside_the_same_date_of_birth() -> None:
    masked = mask("born 9 May 2013, the plan was finalised on 9 May 2025")

    assert masked.text == "born [date of birth], the plan was finalised on 9 May 2025"


def test_a_kind_that_occurs_twice_is_named_once() -> None:
    assert mask("07700 900123 or 07700 900456").kinds == ("phone number",)


def test_masking_twice_changes_nothing_where_details_stand_side_by_side() -> None:
    once = mask("CB1 2AB 3DD and 12 12 Mill Road Road").text

    assert mask(once).text == once


detail = st.sampled_from([text for texts in DETAILS.values() for text in texts] + KEPT)


@given(st.lists(st.one_of(detail, st.text(max_size=8)), max_size=6).map(" ".join))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)

    twice = mask(once.text)

    assert twice.text == once.text
    assert twice.kinds == ()
