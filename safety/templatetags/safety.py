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
