"""The bank of outcomes, strategies and interventions of a school: found, added to, withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr.forms.bank import BankFilter, BankItemForm, Kind
from apdr.models import BankItem, Rating
from apdr.reviewing import labels
from apdr.services import bank as services
from apdr.what_worked import with_effect

ITEMS_ON_A_PAGE = 40


@require_safe
@requires(Permission.VIEW_PROVISION)
def bank(request):
    form = BankFilter(request.GET or {})
    items = BankItem.objects
    items = items.withdrawn() if form.asks_for_withdrawn else items.offered()
    page = Paginator(form.narrow(items), ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_effect(page.object_list)
    context = {"filter": form, "page": page, "ratings": rating_words()}
    return render(request, "apdr/bank.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROVISION)
def add(request):
    """First of which kind it is, then what that kind needs."""
    kind = request.GET.get("kind")
    if kind not in Kind:
        return render(request, "apdr/bank_kind.html", {"kinds": Kind.choices})
    form = BankItemForm(request.POST or None, kind=kind, others=BankItem.objects.offered())
    if request.method == "POST" and form.is_valid():
        services.add_to_bank(by=request.user, **form.answers)
        messages.success(request, "It is in the bank of your school.")
        return redirect("bank")
    status = 422 if form.is_bound else 200
    return render(request, "apdr/bank_add.html", {"form": form}, status=status)


@require_POST
@requires(Permission.MANAGE_PROVISION)
def withdraw(request, pk):
    """Withdraw an item, or offer again what the school withdrew."""
    item = get_object_or_404(BankItem, pk=pk)
    if item.is_withdrawn:
        services.offer_again(item, by=request.user)
        messages.success(request, "It is offered again.")
    else:
        services.withdraw_from_bank(item, by=request.user)
        messages.success(request, "It is withdrawn. Plans that use it keep their words.")
    return redirect("bank")


def rating_words():
    """(rating, its label), for a chart's words."""
    return list(zip(Rating.values, labels(), strict=True))
