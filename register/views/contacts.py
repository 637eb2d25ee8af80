from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from register.conflicts import conflict, removed
from register.forms.contacts import ContactForm
from register.forms.seen import see_again
from register.models import Contact
from register.services import contacts as services
from register.versions import SavedMeanwhile, version_of
from register.views.frame import page_of, show, typed

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CONTACTS)
def contacts(request, pk):
    page = page_of(request, pk, to=Permission.VIEW_CONTACTS)
    mine = page.pupil.contacts.all()
    return show(
        request, page, "pupil_contacts.html", part="contacts", tab="Contacts", contacts=mine
    )


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_CONTACTS)
def add(request, pk):
    page = page_of(request, pk, to=Permission.EDIT_CONTACTS)
    form = ContactForm(typed(request))
    if form.is_bound and form.is_valid():
        services.add_contact(page.pupil, by=request.user, **form.answers)
        messages.success(request, f"{form.cleaned_data['name']} is added.")
        return redirect("pupil_contacts", pk)
    return _form(request, page, form)


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_CONTACTS)
def edit(request, pk, contact):
    if request.method == "POST" and (gone := _removed_meanwhile(request, pk, contact)):
        return gone
    page, contact = _found(request, pk, contact)
    seen, clash = version_of(contact), None
    form = ContactForm(typed(request), instance=copy(contact), initial={"seen": seen})
    if form.is_bound and form.is_valid():
        theirs = form.cleaned_data["seen"]
        try:
            services.change_contact(contact, by=request.user, seen=theirs, **form.answers)
        except SavedMeanwhile:
            if gone := _removed_meanwhile(request, pk, contact.pk):
                return gone
            saved = {name: getattr(contact, name) for name in form.answers}
            clash = conflict(form, saved, row=contact)
            see_again(form, seen)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is saved.")
            return redirect("pupil_contacts", pk)
    return _form(request, page, form, contact=contact, conflict=clash)


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_CONTACTS)
def remove(request, pk, contact):
    """Asks first."""
    page, contact = _found(request, pk, contact)
    if request.method == "POST":
        services.remove_contact(contact, by=request.user)
        messages.success(request, f"{contact.name} is no longer a contact.")
        return redirect("pupil_contacts", pk)
    return show(request, page, "pupil_contact_remove.html", part="contacts", contact=contact)


@require_POST
@requires(Permission.EDIT_CONTACTS)
def move_up(request, pk, contact):
    _, contact = _found(request, pk, contact)
    services.move_contact_up(contact, by=request.user)
    return redirect("pupil_contacts", pk)


def _found(request, pk, contact):
    """The pupil's page, and one of this pupil's contacts."""
    page = page_of(request, pk, to=Permission.EDIT_CONTACTS)
    try:
        return page, page.pupil.contacts.get(pk=contact)
    except Contact.DoesNotExist:
        raise Http404 from None


def _removed_meanwhile(request, pk, contact):
    """Where somebody took this contact off while another changed it: what was written, to be added
    anew or left. None where the contact is there, or never was."""
    page = page_of(request, pk, to=Permission.EDIT_CONTACTS)
    removal = removed(Contact(pk=contact, pupil=page.pupil))
    if removal is None:
        return None
    form = ContactForm(request.POST)
    return _form(request, page, form, conflict=removal, is_removed=True)


def _form(request, page, form, **context):
    return show(
        request, page, "pupil_contact.html", part="contacts", tab="Contacts", form=form, **context
    )
