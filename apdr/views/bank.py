"""The bank of outcomes, strategies and interventions: found, added to, withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr.forms.bank import BankFilter, BankItemForm
from apdr.models import BankItem
from apdr.services import bank as services

ITEMS_ON_A_PAGE = 40


@require_safe
@requires(Permission.VIEW_PROVISION)
def bank(request):
    form = BankFilter(request.GET or {})
    page = Paginator(form.items(), ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"filter": form, "page": page, "has_trusts": BankItem.objects.of_the_trust().exists()}
    return render(request, "apdr/bank.html", context)


@require_POST
@requires(Permission.MANAGE_PROVISION)
def take_trusts(request):
    new = services.take_trust_bank(by=request.user)
    said = f"{new} new items of the trust’s bank are here." if new else "Nothing new in it."
    messages.success(request, f"The trust’s bank is taken. {said}")
    return redirect("bank")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROVISION)
def add(request):
    form = BankItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_to_bank(by=request.user, **form.cleaned_data)
        messages.success(request, "It is in the bank of your school.")
        return redirect("bank")
    return render(
        request, "apdr/bank_add.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@requires(Permission.MANAGE_PROVISION)
def withdraw(request, pk):
    """Withdraw an item, or offer again what was withdrawn."""
    item = get_object_or_404(BankItem, pk=pk)
    if item.is_withdrawn:
        services.offer_again(item, by=request.user)
        messages.success(request, "It is offered again.")
    else:
        services.withdraw_from_bank(item, by=request.user)
        messages.success(request, "It is withdrawn. Plans that use it keep their words.")
    return redirect("bank")
