"""Documents as councils have them: web pages, PDFs and Word files, with front matter beside them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.documents import Query
from knowledge.errors import PackFaults
from knowledge.packs import read_packs
from knowledge.reading.html import read_html
from knowledge.reading.imported import read_imported
from knowledge.reading.pdf import read_pdf
from knowledge.reading.word import read_word
from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.knowledge.reading.files import (
    PAGE,
    locked_pdf,
    long_pdf,
    picture_pdf,
    word_with_tables,
)
from tests.packs import PackDir

FRONT = {
    "title": "Guide to reviews",
    "summary": "How reviews go in Anyshire.",
    "audience": ["parent"],
    "topics": ["reviews"],
    "phase": "all",
    "sources": [{"tag": "Cambridgeshire page", "name": "Anyshire guide", "date": "2026"}],
    "owner": "The team",
    "checked": "2026-11-23",
    "review_by": "2027-05-23",
}


def put(pack_dir: PackDir, name: str, content: bytes, **front: Any) -> Path:
    """A file in the pack's documents/, and its front matter beside it."""
    folder = pack_dir.begin("england") / "documents"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    said = yaml.safe_dump({**FRONT, **front})
    path.with_suffix(".md").write_text(f"---\n{said}---\n", "utf-8")
    return path


def fault_of(path: Path) -> str:
    with pytest.raises(PackFaults) as raised:
        read_imported(path, id="england/guide", publisher="Anyshire")
    (fault,) = raised.value.faults
    return fault.message


def test_a_web_page_is_its_main_text_without_menus_banners_and_what_is_hidden() -> None:
    extracts = read_html(PAGE.encode())

    assert [(one.heading, one.lines) for one in extracts] == [
        ("Annual reviews", ["Every plan is looked at once a year with parents and school."]),
        (
            "What happens when",
            [
                "Weeks after the meeting: 2; What happens: School sends its report.",
                "Weeks after the meeting: 4; What happens: The council decides.",
                "Loose words in a box.",
                "And a paragraph.",
                "Bring a friend, or an adviser , to the meeting if you like",
            ],
        ),
    ]


def test_a_long_pdf_is_cut_at_headings_and_pages_without_running_lines() -> None:
    extracts = read_pdf(long_pdf())

    headings = [one.heading for one in extracts]
    text = "\n".join(line for one in extracts for line in one.lines)
    assert headings[:2] == ["Chapter 1: swimming (page 1)", "Chapter 1: swimming (page 2)"]
    assert headings[-1] == "Chapter 37: maths (page 40)"
    assert "Anyshire guide to reviews" not in text
    assert "of 40" not in text
    assert "The council reads what was written about swimming within four weeks." in text
    assert extracts[1].lines[-1] == "Ask for note 14 on lunch."


def test_each_row_of_a_word_table_is_told_under_its_columns_names() -> None:
    extracts = read_word(word_with_tables())

    assert [(one.heading, one.lines) for one in extracts] == [
        ("", ["Words before any heading."]),
        (
            "Support in class",
            [
                "School writes the plan down.",
                "Need: Reading; Help: Small group; How often: Daily.",
                "Need: Noise; How often: Always.",
            ],
        ),
        ("Afterwards", ["It is looked at again.", "One wide cell."]),
    ]


@pytest.mark.parametrize("name", ["guide.html", "guide.pdf", "guide.docx"])
def test_a_document_is_searched_and_cited_by_heading_like_a_page(
    pack_dir: PackDir, tmp_path: Path, name: str
) -> None:
    contents = {"html": PAGE.encode(), "pdf": long_pdf(8), "docx": word_with_tables()}
    put(pack_dir, name, contents[name.partition(".")[2]])
    pack_dir.publish(tmp_path / "index", WordEmbedder())
    retriever = PackRetriever(tmp_path / "index", WordEmbedder())

    best = retriever.search(Query("what the council decides about swimming, or support in class"))[
        0
    ]

    assert best.passage.is_imported
    assert best.passage.address.startswith("/guidance/england/guide#")
    assert best.passage.blocks[0].statements[0].references == ("Anyshire guide, 2026",)


def test_a_document_stands_behind_a_page_that_says_the_same(
    pack_dir: PackDir, tmp_path: Path
) -> None:
    words = "School writes the plan down."
    put(pack_dir, "guide.html", f"<main><h1>Plans</h1><p>{words}</p></main>".encode())
    pack_dir.write(
        "england/plans", f"## Plans\n\n{words} {{CFA 2014 s.36}}\n", title="Guide to reviews"
    )
    pack_dir.publish(tmp_path / "index", WordEmbedder())

    first, second = PackRetriever(tmp_path / "index", WordEmbedder()).search(Query(words))[:2]

    assert (first.passage.document, second.passage.document) == ("england/plans", "england/guide")


def test_a_web_page_in_an_older_encoding_is_read_as_it_says() -> None:
    page = "<meta charset=windows-1252><main><h1>Café</h1><p>It’s £5.</p></main>".encode("cp1252")

    assert read_html(page)[0].lines == ["It’s £5."]


def test_characters_of_markdown_are_shown_as_they_are(pack_dir: PackDir) -> None:
    path = put(pack_dir, "guide.html", b"<main><h1>A</h1><p>1 * 2 [x](y) {z} # _a_</p></main>")

    document = read_imported(path, id="england/guide", publisher="Anyshire")

    assert document.sections[0].blocks[0].text == "1 * 2 [x](y) (z) # _a_"
    assert document.sections[0].markdown == r"1 \* 2 \[x\](y) (z) \# \_a\_"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("guide.pdf", picture_pdf(), "no text in it, as in a scan"),
        ("guide.pdf", locked_pdf(), "locked with a password"),
        ("guide.pdf", b"%PDF-1.4 broken", "not a PDF that can be opened"),
        ("guide.pdf", b"", "not a PDF that can be opened"),
        ("guide.docx", b"PK\x03\x04 broken", "not a Word file (.docx) that can be opened"),
        ("guide.docx", b"\xd0\xcf\x11\xe0 an old .doc", "not a Word file (.docx)"),
        ("guide.html", b"<nav><a href='/'>Home</a></nav>", "no text in it"),
        ("guide.html", b"\xff\xfe\x00", "not UTF-8 text; save the page as UTF-8"),
        ("guide.html", b"<meta charset='klingon'><p>Words</p>", "save the page as UTF-8"),
        ("guide.odt", b"words", "“.odt” files cannot be read; use one of .html"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    pack_dir: PackDir, name: str, content: bytes, message: str
) -> None:
    path = put(pack_dir, name, content)

    assert message in fault_of(path)


def test_a_file_without_front_matter_beside_it_is_a_fault(pack_dir: PackDir) -> None:
    path = put(pack_dir, "guide.html", PAGE.encode())
    path.with_suffix(".md").unlink()

    assert fault_of(path) == "no front matter; add “guide.md” beside it"


def test_words_after_the_front_matter_are_a_fault(pack_dir: PackDir) -> None:
    path = put(pack_dir, "guide.html", PAGE.encode())
    beside = path.with_suffix(".md")
    beside.write_text(beside.read_text("utf-8") + "\nMore words.\n", "utf-8")

    assert "words after the front matter" in fault_of(path)


def test_a_page_and_a_document_with_one_address_are_a_fault(pack_dir: PackDir) -> None:
    pack_dir.write("england/guide")
    path = put(pack_dir, "Guide.pdf", long_pdf(1))

    with pytest.raises(PackFaults) as raised:
        read_packs(pack_dir.path, pack_dir.names)

    (fault,) = raised.value.faults
    assert (fault.path, fault.message) == (
        str(path),
        "has the address of guide.md; give one of them another name",
    )
