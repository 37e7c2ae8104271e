"""Conversations for programs."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.conversation import MOST_CHARACTERS, Question
from assistant.quoting import Quoting
from assistant.store import Store
from knowledge.retrieval import PackRetriever
from tests.databases import read_only
from tests.web.conftest import NOW, Built

CONVERSATIONS = "/api/v1/conversations"
REFUSED = "The council refused to assess. What can I do?"
DANGER = "I want to kill myself"


class Program:
    """A program in a conversation that it began."""

    def __init__(self, client: TestClient, audience: str = "parent") -> None:
        began = client.post(CONVERSATIONS, json={"audience": audience}).json()
        self._client = client
        self.address = f"{CONVERSATIONS}/{began['id']}"
        self.own = {"Authorization": f"Bearer {began['token']}"}

    def ask(self, text: str, **headers: str) -> Any:
        return self._client.post(
            f"{self.address}/messages", json={"text": text}, headers=self.own | headers
        )

    def transcript(self) -> Any:
        return self._client.get(self.address, headers=self.own)


@pytest.fixture
def program(client: TestClient) -> Program:
    return Program(client)


def test_a_conversation_begins_with_an_id_and_a_token(client: TestClient) -> None:
    began = client.post(CONVERSATIONS, json={"audience": "senco", "locale": "cy"})

    assert began.status_code == 201
    assert began.json().keys() == {"id", "token"}


def test_an_answer_is_the_assistants_own(program: Program, retriever: PackRetriever) -> None:
    said = program.ask(REFUSED)

    answer = Assistant(retriever, Quoting()).answer(Question(REFUSED), now=NOW).as_json()
    assert said.status_code == 200
    assert {**said.json(), "id": "", "ms": 0} == {**answer, "id": "", "ms": 0}


def test_a_citation_opens_its_section(program: Program, client: TestClient) -> None:
    citation = program.ask(REFUSED).json()["citations"][0]

    address, _, anchor = citation["address"].partition("#")
    page = client.get(address)
    assert page.status_code == 200
    assert f'id="{anchor}"' in page.text
    assert citation["quote"] in page.text


def test_events_tell_stage_sentences_and_the_whole_answer(program: Program) -> None:
    said = program.ask(REFUSED, Accept="text/event-stream")

    events = [block.split("\n") for block in said.text.strip().split("\n\n")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    data = [json.loads(lines[1].removeprefix("data: ")) for lines in events]
    assert said.headers["content-type"].startswith("text/event-stream")
    assert names == ["stage", *["sentence"] * (len(names) - 2), "answer"]
    assert all(one["text"] in data[-1]["text"] for one in data[1:-1])
    assert data[-1]["outcome"] == "answered"


def test_a_transcript_gives_what_was_said_without_what_identifies(program: Program) -> None:
    answer = program.ask("My e-mail is jo@example.org. Can they refuse to assess?").json()

    turns = program.transcript().json()["turns"]

    assert [turn["answer"] for turn in turns] == [answer]
    assert "[e-mail address]" in turns[0]["question"]["text"]
    assert "jo@example.org" not in json.dumps(turns)


def test_a_deleted_conversation_is_gone(program: Program, client: TestClient) -> None:
    deleted = client.delete(program.address, headers=program.own)

    assert deleted.status_code == 204
    assert program.transcript().status_code == 404


def test_feedback_is_for_an_answer_of_the_conversation(
    program: Program, client: TestClient
) -> None:
    answer = program.ask(REFUSED).json()["id"]
    replies = [
        client.post(
            f"{program.address}/feedback",
            json={"answer_id": id, "useful": True, "comment": "Thank you"},
            headers=program.own,
        )
        for id in (answer, "another")
    ]

    assert [reply.status_code for reply in replies] == [204, 404]


@pytest.mark.parametrize("call", ["GET", "DELETE", "messages", "feedback"])
@pytest.mark.parametrize("token", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "x"}])
def test_without_its_token_there_is_no_conversation(
    program: Program, client: TestClient, call: str, token: dict[str, str]
) -> None:
    bodies = {"messages": {"text": "Hello"}, "feedback": {"answer_id": "1", "useful": True}}
    method, address = (
        ("POST", f"{program.address}/{call}") if call in bodies else (call, program.address)
    )

    reply = client.request(method, address, json=bodies.get(call), headers=token)
    unknown = client.get(f"{CONVERSATIONS}/unknown", headers=program.own)

    assert reply.status_code == unknown.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"] == unknown.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\x00\xff\xfe",
        b"[]",
        b'{"audience": "wizard"}',
        b'{"audience": 7}',
        b'{"audience": "parent", "locale": "\\ud800"}',
    ],
)
def test_a_wrong_beginning_is_told_as_a_problem(client: TestClient, body: bytes) -> None:
    reply = client.post(CONVERSATIONS, content=body, headers={"Content-Type": "application/json"})

    assert reply.status_code in (400, 422)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json().keys() == {"type", "title", "status", "detail", "instance"}


def test_saying_that_one_is_an_officer_opens_no_officers_pages(client: TestClient) -> None:
    begun = client.post(CONVERSATIONS, json={"audience": "officer"})
    address = f"{CONVERSATIONS}/{begun.json()['id']}/messages"

    reply = client.post(
        address,
        json={"text": "Where is the officers' cupboard key?"},
        headers={"Authorization": f"Bearer {begun.json()['token']}"},
    )

    assert begun.status_code == 201
    assert reply.status_code == 200
    assert "upstairs" not in reply.text


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200b", "\x00"])
def test_a_message_without_words_is_asked_for(program: Program, text: str) -> None:
    reply = program.ask(text)

    assert reply.status_code == 422
    assert program.transcript().json()["turns"] == []


def test_a_message_that_is_too_long_is_not_kept(program: Program) -> None:
    reply = program.ask("word " * MOST_CHARACTERS)

    assert reply.status_code == 422
    assert "20,000 characters" in reply.json()["detail"]
    assert program.transcript().json()["turns"] == []


def test_the_longest_message_is_answered(program: Program) -> None:
    assert program.ask((REFUSED * 100)[:MOST_CHARACTERS]).status_code == 200


def test_danger_in_a_message_that_is_too_long_is_answered(program: Program) -> None:
    reply = program.ask(f"{'word ' * MOST_CHARACTERS} {DANGER}")

    assert reply.status_code == 200
    assert reply.json()["outcome"] == "urgent"


def test_a_body_beyond_measure_is_refused(program: Program) -> None:
    reply = program.ask("x" * 300_000)

    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"


def test_hidden_and_broken_characters_do_no_harm(client: TestClient) -> None:
    program = Program(client)

    reply = client.post(
        f"{program.address}/messages",
        content=b'{"text": "refuse\\ud800 to\\u0000 assess \\u202e"}',
        headers={"Content-Type": "application/json", **program.own},
    )

    assert reply.status_code == 200
    assert program.transcript().json()["turns"][0]["question"]["text"] == "refuse to assess "


def test_a_database_that_cannot_be_written_is_told_as_a_problem(
    built: Built, kept: Store, sqlite_address: str
) -> None:
    store = Store(read_only(sqlite_address))

    reply = built(store=store).post(CONVERSATIONS, json={"audience": "parent"})
    store.close()

    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"


def test_the_schema_describes_answers_and_problems(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()

    ask = schema["paths"][f"{CONVERSATIONS}/{{id}}/messages"]["post"]["responses"]
    answer = schema["components"]["schemas"]["Answer"]["properties"]
    assert ask["200"]["content"].keys() == {"application/json", "text/event-stream"}
    assert {"404", "413", "422", "503"} <= ask.keys()
    assert "application/problem+json" in ask["422"]["content"]
    assert {"outcome", "text", "citations", "deadlines", "contacts"} <= answer.keys()


def test_a_fact_can_be_removed_by_its_name(program: Program, client: TestClient) -> None:
    told = program.ask("My son is in year 4. They refused to assess.").json()["facts"]

    removed = client.delete(f"{program.address}/facts/year", headers=program.own)

    assert told["year"] == {"value": "Year 4", "from": "year 4"}
    assert removed.status_code == 204
    assert "year" not in program.transcript().json()["turns"][-1]["answer"]["facts"]
    assert "year" not in program.ask("and then?").json()["facts"]


def test_nobody_else_can_remove_a_fact(program: Program, client: TestClient) -> None:
    program.ask("My son is in year 4.")

    assert client.delete(f"{program.address}/facts/year").status_code == 404
