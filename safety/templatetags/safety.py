"""Addresses of safety plans in templates: each kind has its own doors."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def plan_url(plan, page, *further):
    """The address of one of this plan's pages."""
    return plan.url_of(page, *further)


@register.filter
def start_url(kind, pupil):
    """Where a plan of this kind is started for a pupil."""
    return reverse(f"{kind.code}_start", args=[pupil])


@register.filter
def lasting(span):
    """45 minutes; 3 hours 20 minutes; 2 days 4 hours. The two largest parts say enough."""
    minutes = max(round(span.total_seconds() / 60), 0)
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in parts if n]
    return " ".join(said[:2]) or "0 minutes"
