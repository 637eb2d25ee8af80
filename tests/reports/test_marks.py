"""Text with simple marks: what comes out, and what nothing that is typed or pasted can do."""

import pytest

from reports.marks import links_of, tidy, to_html

BAD = ("<script", "<img", "<svg", "<iframe", "<p style", 'href="javascript', '"onmouse')
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal
{margin:0cm;font-family:Calibri}</style></head><body><!--StartFragment-->
<h1 style='color:#2F5496'>Our <span lang=EN-GB>school</span><o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'><b>Every</b> pupil&nbsp;counts.<o:p></o:p></p>
<ul type=disc><li class=MsoNormal>Reading</li><li>Talk <a href="https://x.example/a">more</a></li></ul>
<table border=1><tr><td><p>What</p></td><td>When</td></tr>
<tr><td>Talk</td><td>Daily</td></tr></table>
<!--EndFragment--></body></html>"""


def test_headings_lists_tables_and_links_come_out_as_such():
    text = "## A\nWords\n- one\n- two\n\n1. first\n\n| What | When |\n| Talk | Daily |"
    assert to_html(text) == (
        "<h3>A</h3>\n<p>Words</p>\n<ul><li>one</li><li>two</li></ul>\n<ol><li>first</li></ol>\n"
        '<table><thead><tr><th scope="col">What</th><th scope="col">When</th></tr></thead>'
        "<tbody><tr><td>Talk</td><td>Daily</td></tr></tbody></table>"
    )


def test_a_link_has_its_words_and_an_address_alone_is_one_too():
    assert to_html("[our plan](https://x.example/a)") == (
        '<p><a href="https://x.example/a">our plan</a></p>'
    )
    assert 'href="https://x.example/b">x.example/b</a>.' in to_html("See https://x.example/b.")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '[x](https://a.example/"onmouseover="alert(1))',
        "<img src=x onerror=alert(1)>",
        '<p style="position:fixed">x</p>',
        "**<svg/onload=alert(1)>**",
        "| <iframe src=//x> | b |",
    ],
)
def test_nothing_typed_becomes_a_script_or_a_style(typed):
    for html in (to_html(typed), to_html(tidy(typed))):
        for bad in (
            "<script",
            "<img",
            "<svg",
            "<iframe",
            "<p style",
            'href="javascript',
            '"onmouse',
        ):
            assert bad not in html


def test_what_is_pasted_from_word_keeps_its_shape_and_loses_its_mess():
    assert tidy(FROM_WORD) == (
        "## Our school\n\n**Every** pupil counts.\n\n- Reading\n- Talk [more](https://x.example/a)"
        "\n\n| What | When |\n| Talk | Daily |"
    )


def test_plain_text_with_a_sign_in_it_stays_as_it_is():
    assert tidy("We aim for 3 < 5 & more") == "We aim for 3 < 5 & more"


def test_the_web_addresses_of_a_text_are_found_once():
    text = "[a](https://a.example) https://b.example, [c](mailto:c@d.example) https://b.example"
    assert links_of(text) == ["https://a.example", "https://b.example"]
