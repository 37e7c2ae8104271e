"""A saved web page → its main text, by heading; menus, banners and what is hidden are left out."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.reading.extracts import Extract, plain, table_in_words

_NOT_TEXT = (
    "script, style, noscript, template, svg, iframe, form, button, nav, footer, header, aside, dialog, "
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], [hidden], "
    "[aria-hidden=true], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], "
    "[class*=cookie], [id*=cookie], [class*=breadcrumb], [class*=skip-link], [class*=visually-hidden]"
)
_MAIN = ("main", "[role=main]", "article", "#content", "#main", ".content")
_HEADINGS = {"h1", "h2", "h3", "h4"}
_LINES = {
    "p",
    "li",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figcaption",
    "caption",
    "h5",
    "h6",
    "address",
}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
# A list whose words are mostly links is a menu.
_MOSTLY_LINKS = 0.7


def read_html(source: bytes) -> list[Extract]:
    """Extracts in the page's order; those before the first heading stand under the page's title.

    ValueError where its letters are not those that it says they are.
    """
    tree = LexborHTMLParser(_text(source))
    title = tree.css_first("title")
    for node in tree.css(_NOT_TEXT):
        node.decompose()
    extracts = [Extract(plain(title.text()) if title else "")]
    for tag, text in _texts(_main(tree)):
        if tag in _HEADINGS:
            extracts.append(Extract(text))
        else:
            extracts[-1].lines.append(text)
    return [one for one in extracts if one.lines]


def _text(source: bytes) -> str:
    named = _CHARSET.search(source[:2048])
    try:
        return source.decode(named[1].decode("ascii") if named else "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise ValueError("not UTF-8 text; save the page as UTF-8") from error


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The part of the page that is its own; the whole body where it marks none."""
    found = (tree.css_first(selector) for selector in _MAIN)
    return next((node for node in found if node and len(node.text()) > 200), tree.body)


def _texts(node: LexborNode | None) -> Iterator[tuple[str, str]]:
    """Tag and words of headings, paragraphs, list items and rows, top to bottom."""
    if node is None:
        return
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "table":
            yield from (("row", line) for line in table_in_words(_rows(child)))
        elif tag in ("ul", "ol") and _is_menu(child):
            continue
        elif tag in _HEADINGS or (tag in _LINES and not _has_blocks(child)):
            if text := plain(child.text(separator=" ")):
                yield tag, text
        elif tag == "-text":
            if text := plain(child.text()):
                yield "p", text
        else:
            yield from _texts(child)


def _has_blocks(node: LexborNode) -> bool:
    return node.css_first("p, ul, ol, table, h1, h2, h3, h4, div") not in (None, node)


def _rows(table: LexborNode) -> list[list[str]]:
    return [
        [plain(cell.text(separator=" ")) for cell in row.css("th, td")] for row in table.css("tr")
    ]


def _is_menu(node: LexborNode) -> bool:
    links = sum(len(plain(link.text())) for link in node.css("a"))
    return links >= _MOSTLY_LINKS * max(len(plain(node.text(separator=" "))), 1)
