"""A letter → a Word file."""

from io import BytesIO


def letter_in_word(title: str, text: str) -> bytes:
    """The letter's paragraphs on A4, in letters large enough to read."""
    from docx import Document  # slow to import, and seldom needed
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for paragraph in text.split("\n\n"):
        lines = document.add_paragraph()
        for number, line in enumerate(paragraph.split("\n")):
            if number:
                lines.add_run().add_break()
            lines.add_run(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()
