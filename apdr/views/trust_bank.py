"""The trust's bank, which every school has a copy of: found, added to, changed, withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr.forms.bank import ASKED, BankFilter, BankItemForm, Kind
from apdr.impact import AREAS
from apdr.services import trust_bank as services
from apdr.views.bank import ITEMS_ON_A_PAGE
from register.forms.seen import see_again
from register.versions import SavedMeanwhile, version_of
from schools.models import TrustBankItem

SOON = "The schools have it within a few minutes."
MEANWHILE = (
    "Somebody else changed this while you were typing. It now says “{}”. Your answers are still "
    "here: save them again if yours should stand"
)


@require_safe
@requires(Permission.EDIT_TRUST_BANK)
def trust_bank(request):
    form = BankFilter(request.GET or {})
    items = TrustBankItem.objects
    items = items.withdrawn() if form.asks_for_withdrawn else items.offered()
    page = Paginator(form.narrow(items), ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    for item in page:
        item.kind_words, item.area_words = Kind(item.kind).label, AREAS[item.area]
    return render(request, "apdr/trust_bank.html", {"filter": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_TRUST_BANK)
def add(request):
    """First of which kind it is, then what that kind needs."""
    kind = request.GET.get("kind")
    if kind not in Kind:
        return render(request, "apdr/trust_bank_kind.html", {"kinds": Kind.choices})
    form = BankItemForm(request.POST or None, kind=kind, others=TrustBankItem.objects.offered())
    if request.method == "POST" and form.is_valid():
        services.add_trust_item(by=request.user, **form.answers)
        messages.success(request, f"It is in the trust’s bank. {SOON}")
        return redirect("trust_bank")
    return _page(request, "trust_bank_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_TRUST_BANK)
def change(request, pk):
    item = get_object_or_404(TrustBankItem, pk=pk)
    saved = {name: getattr(item, name) for name in ASKED[Kind(item.kind)]}
    form = BankItemForm(
        request.POST or None,
        kind=item.kind,
        others=TrustBankItem.objects.offered().exclude(pk=item.pk),
        initial={**saved, "seen": version_of(item)},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            services.change_trust_item(item, by=request.user, seen=seen, **form.answers)
        except SavedMeanwhile:
            see_again(form, version_of(item))
            form.add_error("text", MEANWHILE.format(item))
            return _page(request, "trust_bank_change.html", form, item=item, status=409)
        messages.success(request, f"It is changed. {SOON}")
        return redirect("trust_bank")
    return _page(request, "trust_bank_change.html", form, item=item)


@require_POST
@requires(Permission.EDIT_TRUST_BANK)
def withdraw(request, pk):
    """Withdraw an item, or offer again what is withdrawn."""
    item = get_object_or_404(TrustBankItem, pk=pk)
    if item.is_withdrawn:
        services.offer_trust_item_again(item, by=request.user)
        messages.success(request, f"It is offered again. {SOON}")
    else:
        services.withdraw_trust_item(item, by=request.user)
        messages.success(request, f"It is withdrawn. Plans that use it keep their words. {SOON}")
    return redirect("trust_bank")


def _page(request, template, form, status=200, **context):
    status = 422 if form.is_bound and status == 200 else status
    return render(request, f"apdr/{template}", {"form": form, **context}, status=status)
