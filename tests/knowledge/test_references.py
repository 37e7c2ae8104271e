"""References to law, and where each can be read."""

import pytest

from knowledge.references import address, source_of, split

LAW = "https://www.legislation.gov.uk/"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("CFA 2014 s.36(5)", "ukpga/2014/6/section/36"),
        ("CFA 2014 s.36(5), s.51", "ukpga/2014/6/section/36"),
        ("Regs 2014 reg 13(2)", "uksi/2014/1530/regulation/13"),
        ("Regs 2014 regs 5 and 6", "uksi/2014/1530/regulation/5"),
        ("SI 2014/1652 reg 8", "uksi/2014/1652/regulation/8"),
        ("SI 2017/1306 reg 4", "uksi/2017/1306/regulation/4"),
        ("EA96 s.508B", "ukpga/1996/56/section/508B"),
        ("CA89 s.17", "ukpga/1989/41/section/17"),
        ("EqA 2010 s.20", "ukpga/2010/15/section/20"),
        ("Care Act 2014 s.58", "ukpga/2014/23/section/58"),
        ("Mental Capacity Act 2005 s.2", "ukpga/2005/9/section/2"),
        ("HESC Rules 2008 rule 20", "uksi/2008/2699/article/20"),
        ("CSDPA 1970 s.2", "ukpga/1970/44/section/2"),
    ],
)
def test_a_reference_to_law_links_to_its_section(reference: str, path: str) -> None:
    assert address(reference) == LAW + path


def test_the_code_of_practice_has_one_address() -> None:
    code = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"

    assert address("CoP 9.14") == code
    assert address("CoP") == code


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "CFA 2014",
        "SI 2017/1306",
        "EqA 2010 Schedule 13",
        "CFA 20145 s.1",
        "GOV.UK: SEND18 s.36",
    ],
)
def test_what_the_rule_does_not_cover_has_no_address(reference: str) -> None:
    assert address(reference) is None


def test_one_mark_may_hold_several_references() -> None:
    assert split("CFA 2014 s.51;  Regs 2014 reg 33; ") == ("CFA 2014 s.51", "Regs 2014 reg 33")


def test_a_reference_belongs_to_the_source_with_the_longest_fitting_name() -> None:
    names = ["CoP", "CoP 2015", "CFA 2014"]

    assert source_of("CoP 2015 9.14", names) == "CoP 2015"
    assert source_of("CoP 9.14", names) == "CoP"
    assert source_of("CoPilot 9.14", names) is None
