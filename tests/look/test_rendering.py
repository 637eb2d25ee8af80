"""Any form is drawn with labels, hints, errors and descriptions that belong together."""

from django import forms
from lxml import html

from trust_send.gallery import EveryField


def drawn(form):
    return html.fromstring(f"<div>{form}</div>")


def by_id(page, name):
    return page.get_element_by_id(name)


def test_every_field_has_a_label_or_a_legend():
    page = drawn(EveryField())
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")
    assert len(page.xpath("//fieldset")) == len(page.xpath("//fieldset/legend"))


def test_every_id_stands_once_and_every_description_exists():
    page = drawn(EveryField({}))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for described in page.xpath("//@aria-describedby"):
        assert set(described.split()) <= set(ids)


def test_an_error_stands_at_its_field_and_what_was_typed_is_kept():
    page = drawn(EveryField({"name": "", "note": "x" * 301}))
    name = by_id(page, "id_name")
    assert name.get("aria-invalid") == "true"
    assert "id_name_error" in name.get("aria-describedby")
    assert "Enter the name the pupil goes by" in by_id(page, "id_name_error").text_content()
    assert by_id(page, "id_note").text.strip() == "x" * 301


def test_optional_fields_say_so():
    page = drawn(EveryField())
    optional = [
        label.text_content() for label in page.xpath("//*[.//span[@class='optional']]/label")
    ]
    assert "Anything to add? (optional)" in optional
    assert not any("Preferred name" in words for words in optional)


def test_a_counter_is_said_with_the_textarea_and_stops_no_typing():
    note = by_id(drawn(EveryField()), "id_note")
    assert note.get("aria-describedby") == "id_note_helptext id_note-info"
    assert "govuk-js-character-count" in note.classes


def test_the_browser_does_not_get_in_before_our_words():
    assert not drawn(EveryField()).xpath("//*[@required]")


def test_a_choice_keeps_its_mark_and_a_radio_is_never_marked_invalid():
    page = drawn(EveryField({"status": "K", "helped": ["pre"]}))
    checked = page.xpath("//input[@checked]/@value")
    assert checked == ["K", "pre"]
    assert not page.xpath("//input[@type='radio'][@aria-invalid]")


class Choice(forms.Form):
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    born = forms.CharField()


def test_the_error_summary_leads_to_the_first_input_of_a_group():
    from trust_send.templatetags.look import error_summary

    assert error_summary(Choice({}))["problems"] == [
        ("id_kind_0", "This field is required."),
        ("id_born", "This field is required."),
    ]
