"""Small pieces of the design that a template writes in one word. Loaded in every template."""

import datetime
import functools
from decimal import Decimal

import lucide
from django import template
from django.templatetags.static import do_static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from schools import addresses

register = template.Library()

register.tag("static", do_static)
register.simple_tag(addresses.trust_url, name="trust_url")
register.simple_tag(addresses.school_url, name="school_url")

DUE_SOON_DAYS = 14  # the same two weeks in which a reminder goes out

STATUS = {
    "K": ("k", "K", "SEN support"),
    "E": ("e", "E", "EHC plan"),
    "M": ("m", "", "Monitoring"),
}

FLAGS = {
    "risk": ("Risk assessment", "shield-alert", "red"),
    "peep": ("PEEP", "accessibility", "blue"),
    "looked_after": ("Looked after", "heart-handshake", "grey"),
    "previously_looked_after": ("Previously looked after", "heart-handshake", "grey"),
    "care_plan": ("Healthcare plan", "heart-pulse", "blue"),
    "young_carer": ("Young carer", "hand-heart", "grey"),
    "service_child": ("Service child", "flag", "grey"),
    "pupil_premium": ("Pupil premium", "badge-plus", "grey"),
    "eal": ("EAL", "languages", "grey"),
    "interpreter": ("Interpreter needed", "languages", "blue"),
}


# Icons ------------------------------------------------------------------------------------------
@functools.cache
def _drawn(name, size):
    svg = lucide._render_icon(
        name, size, **{"aria_hidden": "true", "focusable": "false", "class": "icon"}
    )
    return mark_safe(svg)  # noqa: S308  drawn from the package's own files, by names we wrote


@register.simple_tag
def icon(name, size=20):
    """A picture beside words, never instead of them: screen readers skip it."""
    return _drawn(str(name), int(size))


# Dates and numbers ------------------------------------------------------------------------------
@register.filter
def day(value):
    """18 Jan 2027. An instant is shown as the day it fell on here; nothing as nothing."""
    value = _local(value)
    return f"{value.day} {value:%b %Y}" if value else ""


@register.filter
def long_day(value):
    """Monday 18 January 2027"""
    value = _local(value)
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""


@register.filter
def moment(value):
    """18 Jan 2027, 14:05"""
    return f"{day(value)}, {_local(value):%H:%M}" if value else ""


def _local(value):
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def number(value):
    """1,205"""
    return "" if value is None else f"{value:,}"


@register.filter
def pounds(pence, places=2):
    """£1,205.50; whole pounds with `pounds:0`. Money is kept in pence; nothing is a dash."""
    if pence is None:
        return "–"
    sign = "−" if pence < 0 else ""
    return f"{sign}£{Decimal(abs(pence)) / 100:,.{places}f}"


@register.filter
def counted(total, noun):
    """1,205 pupils; 1 pupil; 2 children with `"child,children"`."""
    one, _, many = noun.partition(",")
    return f"{total:,} {one if total == 1 else many or one + 's'}"


# Tags of a record -------------------------------------------------------------------------------
@register.simple_tag
@functools.cache
def status_tag(code):
    """The SEN status: the letter of the school census and its words. No status, no tag."""
    if code not in STATUS:
        return ""
    look, letter, words = STATUS[code]
    mark = format_html("<b>{}</b>", letter) if letter else ""
    return format_html('<span class="tag tag--{}">{}{}</span>', look, mark, words)


@register.simple_tag
def tag(words, tone="grey"):
    """Words on a tone: red, amber, green, blue, purple or grey. The tone only repeats them."""
    return format_html('<span class="tag tag--{}">{}</span>', tone, words)


@register.simple_tag
@functools.cache
def flag(kind):
    """What every adult must know before anything else, such as a risk assessment."""
    words, picture, tone = FLAGS[str(kind)]
    return format_html('<span class="flag flag--{}">{}{}</span>', tone, icon(picture, 16), words)


@register.simple_tag
def due(date, today=None):
    """Overdue or due within two weeks; nothing when later, as only exceptions are coloured."""
    if date is None:
        return ""
    days = (date - (today or timezone.localdate())).days
    if days > DUE_SOON_DAYS:
        return ""
    if days < 0:
        return tag(f"{counted(-days, 'day')} overdue", "red")
    return tag("Due today" if days == 0 else f"Due in {counted(days, 'day')}", "amber")


# Addresses --------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def qs(context, **changes):
    """This page's query with the changes made; empty leaves out, and the page number goes back."""
    query = context["request"].GET.copy()
    for key, value in {"page": None, **changes}.items():
        if value in ("", None):
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page, all_limit=400):
    """Pages of a list, with "Show all" up to 400 rows."""
    return {
        "request": context["request"],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
        "show_all": page.paginator.count <= all_limit,
    }


TICK = (
    '<div class="govuk-checkboxes tick"><div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" id="{}"{}>'
    '<label class="govuk-label govuk-checkboxes__label" for="{}">'
    '<span class="govuk-visually-hidden">{}</span></label></div></div>'
)


@register.simple_tag
def tick(value, label, name="pk", checked=False):
    """The box that ticks one row for the bulk bar; `label` names the pupil."""
    attrs = format_html(' name="{}" value="{}"{}', name, value, " checked" if checked else "")
    return format_html(TICK, f"{name}-{value}", attrs, f"{name}-{value}", f"Select {label}")


@register.simple_tag
def tick_all(label="Select all on this page"):
    """The box in the head of the table; without a script it does nothing, so it is not shown."""
    return format_html(TICK, "all", mark_safe(" data-all"), "all", label)


@register.inclusion_tag("components/sort_heading.html", takes_context=True)
def sort_heading(context, words, key, sort, css=""):
    """A column heading that sorts: once up, again down. `sort` is the order in use, "-key" down."""
    direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "none")
    return {
        "request": context["request"],
        "words": words,
        "css": css,
        "direction": direction,
        "next": f"-{key}" if direction == "ascending" else key,
    }


# Forms ------------------------------------------------------------------------------------------
@register.inclusion_tag("forms/field.html")
def field(field, look="", label="", hints=None, asked=False):
    """One field. look: "two" (two columns), "pills" (short multi-choice), "plain" (no border).
    asked: not optional on this page, whatever the field says by itself."""
    return {"field": field, "look": look, "label": label, "hints": hints or {}, "asked": asked}


@register.inclusion_tag("forms/error_summary.html")
def error_summary(*forms):
    """What to check, at the top of the page, each line leading to its field. A formset counts as
    its forms."""
    problems = []
    for form in (one for given in forms for one in getattr(given, "forms", [given])):
        problems += [("", message) for message in form.non_field_errors()]
        problems += [(answer.first_id, answer.errors[0]) for answer in form if answer.errors]
    return {"problems": problems}


@register.filter
def hint_of(option, hints):
    """What stands under an option in small letters, where the page gave a hint for its value."""
    return hints.get(str(option.data["value"]), "") if hints else ""


@register.filter
def undo_address(message):
    """Where a message may be undone: sent as `extra_tags="undo <address>"`."""
    kind, _, address = (message.extra_tags or "").partition(" ")
    return address if kind == "undo" else ""
