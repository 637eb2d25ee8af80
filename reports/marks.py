"""Text with simple marks, as people write it in a plain text field, to clean HTML and back.

    ## A heading, ### a smaller one      - an item of a list      1. an item of a numbered list
    | a | row | of a table |             **strong words**         [words](https://address)

Everything else is text and is escaped, so nothing typed can become a script or a style. Text that
comes from a word processor or a web page arrives as HTML: it is cleaned (nh3) and turned into
marks, which keeps its headings, lists, tables and links and loses everything else.
"""

import re
from html.parser import HTMLParser

import nh3
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

ADDRESS = r"(?:https?://|mailto:|tel:)[^\s()<>\"|]+"
LINK = re.compile(rf"\[([^\]\n]+)\]\(({ADDRESS})\)|({ADDRESS[:-1]}*[^\s()<>\"|.,;:!?])")
STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
BULLET, NUMBERED = re.compile(r"[-*•·]\s+(.*)"), re.compile(r"\d{1,3}[.)]\s+(.*)")
HEADING = re.compile(r"(#{2,3})\s+(.*)")
RULE_OF_TABLE = re.compile(r"\|[\s:|-]+\|?$")
FROM_ELSEWHERE = re.compile(
    r"</?(?:p|div|span|h[1-6]|ul|ol|li|table|tr|td|th|br|a|b|strong|i|em|font|o:p|img|script|style"
    r"|iframe|svg|object|meta|html|body)(?:\s[^<>]*|/)?>|<!--",
    re.IGNORECASE,
)
KEPT = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
LOST_WHOLE = {"script", "style", "title", "template", "noscript"}


# To HTML ------------------------------------------------------------------------------------------
def to_html(text, *, level=3):
    """Clean HTML. `level` is the rank of a heading that is marked ##."""
    blocks = [_block(kind, lines, level) for kind, lines in _blocks(text)]
    return format_html_join("\n", "{}", ((block,) for block in blocks))


def _blocks(text):
    """(kind, lines) of each paragraph, heading, list and table."""
    kind, lines = "", []
    for line in text.replace("\r\n", "\n").split("\n"):
        now = _kind_of(line.strip())
        if now != kind or now == "heading":
            if lines:
                yield kind, lines
            kind, lines = now, []
        if now:
            lines.append(line.strip())
    if lines:
        yield kind, lines


def _kind_of(line):
    if not line:
        return ""
    if HEADING.fullmatch(line):
        return "heading"
    if line.startswith("|") and line.count("|") > 1:
        return "table"
    if BULLET.fullmatch(line):
        return "ul"
    return "ol" if NUMBERED.fullmatch(line) else "p"


def _block(kind, lines, level):
    if kind == "heading":
        marks, words = HEADING.fullmatch(lines[0]).groups()
        rank = min(level + len(marks) - 2, 6)
        return format_html("<h{}>{}</h{}>", rank, _inline(words), rank)
    if kind == "table":
        return _table(lines)
    if kind in ("ul", "ol"):
        mark = BULLET if kind == "ul" else NUMBERED
        items = ((_inline(mark.fullmatch(line)[1]),) for line in lines)
        rows = format_html_join("", "<li>{}</li>", items)
        return format_html("<{}>{}</{}>", kind, rows, kind)
    # A break is markup of ours; what it joins is escaped.
    joined = format_html_join(mark_safe("<br>"), "{}", ((_inline(line),) for line in lines))
    return format_html("<p>{}</p>", joined)


def _table(lines):
    """The first row is the head, so that each cell has a heading to be read out with it."""
    rows = [_cells(line) for line in lines if not RULE_OF_TABLE.fullmatch(line)]
    if not rows:
        return ""
    width = max(map(len, rows))
    head, *body = [row + [""] * (width - len(row)) for row in rows]
    heads = format_html_join("", '<th scope="col">{}</th>', ((_inline(one),) for one in head))
    lines = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in body))
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads, lines)


def _row(row):
    return format_html_join("", "<td>{}</td>", ((_inline(cell),) for cell in row))


def _cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _inline(words):
    """Links and strong words; all else escaped."""
    done, at = [], 0
    for found in LINK.finditer(words):
        done.append(_strong(words[at : found.start()]))
        address = found[2] or found[3]
        shown = found[1] or address.partition(":")[2].lstrip("/")
        done.append(format_html('<a href="{}">{}</a>', address, shown))
        at = found.end()
    done.append(_strong(words[at:]))
    return format_html_join("", "{}", ((one,) for one in done))


def _strong(words):
    marked = STRONG.sub(r"<strong>\1</strong>", escape(words))
    return mark_safe(marked)  # noqa: S308  escaped, then our own two tags put round words of it


def links_of(text):
    """The web addresses that the text points to, each once, in their order."""
    found = (one[2] or one[3] for one in LINK.finditer(text))
    return list(dict.fromkeys(one for one in found if one.startswith("http")))


def plain(text):
    """The words alone, for counting: a line a sentence at least."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        line = re.sub(r"^\s*(?:#{2,3}|[-*•·]|\d{1,3}[.)])\s+", "", line).replace("|", ". ")
        lines.append(LINK.sub(lambda found: found[1] or "", line).replace("**", ""))
    return "\n".join(lines)


# From elsewhere -----------------------------------------------------------------------------------
def tidy(text):
    """What was typed or pasted, as text with marks. Plain text comes back as it is, but for
    characters that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u200b", "")
    if not FROM_ELSEWHERE.search(text):
        return text.strip()
    clean = nh3.clean(
        text,
        tags=KEPT,
        clean_content_tags=LOST_WHOLE,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Turns clean HTML into marks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.lists, self.address, self.in_cell = [], [], "", False

    @property
    def text(self):
        lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(self.parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag, attrs):
        if tag in ("h1", "h2", "h3"):
            self.parts.append("\n\n## ")
        elif tag in ("h4", "h5", "h6"):
            self.parts.append("\n\n### ")
        elif tag in ("p", "div", "table"):
            self.parts.append(" " if self.in_cell or self.lists else "\n\n")
        elif tag in ("ul", "ol"):
            self.parts.append("\n" if self.lists else "\n\n")
            self.lists.append(tag)
        elif tag == "li":
            self.parts.append("\n1. " if self.lists and self.lists[-1] == "ol" else "\n- ")
        elif tag == "tr":
            self.parts.append("\n|")
        elif tag in ("td", "th"):
            self.parts.append(" ")
            self.in_cell = True
        elif tag == "br":
            self.parts.append(" " if self.in_cell or self.lists else "\n")
        elif tag in ("strong", "b"):
            self.parts.append("**")
        elif tag == "a":
            self.address = dict(attrs).get("href", "")
            self.parts.append("[" if self.address else "")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            self.lists = self.lists[:-1]
            self.parts.append("" if self.lists else "\n\n")
        elif tag in ("td", "th"):
            self.in_cell = False
            self.parts.append(" |")
        elif tag in ("strong", "b"):
            self.parts.append("**")
        elif tag == "a" and self.address:
            self.parts.append(f"]({self.address})")
            self.address = ""
        elif tag in ("p", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.parts.append("" if self.in_cell or self.lists else "\n\n")

    def handle_data(self, data):
        self.parts.append(data.replace("\n", " ").replace("\u00a0", " "))
