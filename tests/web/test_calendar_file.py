"""Dates as a calendar file, opened again as calendars do."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar, Component

from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.packs import PackDir
from tests.web.test_dates import EVENTS, EXTENSIONS, LIMITS

REQUEST = {"what": "request", "on": "2026-05-28"}


@pytest.fixture
def retriever(anyshire: PackDir, tmp_path: Path) -> PackRetriever:
    folder = anyshire.path / "england"
    (folder / "events.toml").write_text(EVENTS, "utf-8")
    (folder / "time_limits.toml").write_text(LIMITS, "utf-8")
    (folder / "extensions.toml").write_text(EXTENSIONS, "utf-8")
    anyshire.publish(tmp_path / "index", WordEmbedder())
    return PackRetriever(tmp_path / "index", WordEmbedder())


def entries(client: TestClient, **given: str) -> list[Component]:
    reply = client.get("/dates.ics", params=given)
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(reply.content).walk("VEVENT")


def test_each_date_is_a_whole_day(client: TestClient) -> None:
    first, last = entries(client, **REQUEST)

    assert (first.decoded("dtstart"), first.decoded("dtend")) == (
        date(2026, 7, 9),
        date(2026, 7, 10),
    )
    assert str(first["summary"]) == "The council says whether it will assess"
    assert last.decoded("dtstart") == date(2026, 10, 15)


def test_an_entry_says_what_it_rests_on_and_to_check_it(client: TestClient) -> None:
    said = str(entries(client, **REQUEST)[0]["description"])

    assert "Within 6 weeks of the request. Regs 2014 reg 5(1)." in said
    assert "This is right if the council received it on that day." in said
    assert "It may be later if you are away for 4 weeks (Regs 2014 reg 5(4))." in said
    assert "Worked out by Signpost on Wednesday 1 July 2026" in said
    assert "Check with the council." in said


def test_a_date_on_a_weekend_says_by_when_to_act(client: TestClient) -> None:
    said = str(entries(client, what="decision-letter", on="2026-05-11")[0]["description"])

    assert "Not a working day: act by Friday 10 July 2026, the working day before." in said


def rings(entry: Component) -> list[datetime]:
    """When its alarms ring, in the order of the file."""
    midnight = datetime.combine(entry.decoded("dtstart"), time())
    return [midnight + alarm.decoded("trigger") for alarm in entry.walk("VALARM")]


def test_alarms_ring_in_the_morning_a_week_before_and_when_something_must_come(
    client: TestClient,
) -> None:
    (entry, _) = entries(client, **REQUEST)

    assert rings(entry) == [datetime(2026, 7, 2, 9), datetime(2026, 7, 9, 9)]
    assert {alarm["action"] for alarm in entry.walk("VALARM")} == {"DISPLAY"}


def test_an_alarm_rings_on_the_working_day_before_what_the_family_must_do(
    client: TestClient,
) -> None:
    (entry,) = entries(client, what="decision-letter", on="2026-05-13")

    assert rings(entry) == [datetime(2026, 7, 6, 9), datetime(2026, 7, 10, 9)]


def test_no_alarm_rings_in_the_past(client: TestClient) -> None:
    (today,) = entries(client, what="decision-letter", on="2026-05-01")

    assert today.decoded("dtstart") == date(2026, 7, 1)
    assert rings(today) == []


def test_a_date_that_may_be_later_says_so_in_its_title(client: TestClient) -> None:
    given = {"what": "governors-letter", "on": "2026-06-15"}
    (own,) = entries(client, **given)
    (met,) = entries(client, what="exclusion", on="2026-06-15")

    assert str(own["summary"]) == "The last day to ask for a panel (to be safe; it may be later)"
    assert str(met["summary"]) == "Not before: The governors meet"


def test_an_entry_leads_to_its_source(client: TestClient) -> None:
    said = str(entries(client, **REQUEST)[0]["description"])

    assert (
        "Regs 2014 reg 5(1): https://www.legislation.gov.uk/uksi/2014/1530/regulation/5"
        in said.splitlines()
    )


def test_what_has_passed_is_left_out(client: TestClient) -> None:
    (only,) = entries(client, what="request", on="2026-05-01")

    assert str(only["summary"]) == "The final plan"


def test_an_entry_stays_the_same_entry_when_it_is_worked_out_again(client: TestClient) -> None:
    (before,) = entries(client, what="decision-letter", on="2026-05-06")
    given = {"what": "decision-letter", "on": "2026-05-06", "mediation-certificate": "2026-06-20"}
    (after,) = entries(client, **given)
    (other,) = entries(client, what="decision-letter", on="2026-05-07")

    assert before["uid"] == after["uid"] != other["uid"]
    assert before.decoded("dtstart") < after.decoded("dtstart")


def test_the_stamp_is_the_moment_in_universal_time(client: TestClient) -> None:
    stamp: datetime = entries(client, **REQUEST)[0].decoded("dtstamp")

    assert stamp.isoformat() == "2026-07-01T09:15:00+00:00"


def test_the_file_is_in_short_lines_as_calendars_want_it(client: TestClient) -> None:
    reply = client.get("/dates.ics", params=REQUEST)

    lines = reply.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"PRODID:-//Signpost//Dates//EN" in lines
    assert reply.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'


def test_where_nothing_is_to_come_the_page_is_shown(client: TestClient) -> None:
    given = {"what": "request", "on": "2025-05-01"}

    page = client.get("/dates.ics", params=given)

    assert page.url.path == "/dates"
    assert "None of these dates is still to come" in page.text
    assert "/dates.ics" not in page.text
