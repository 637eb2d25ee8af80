"""What the views of papers share."""

from django.http import HttpResponse


def paper(pdf, name):
    """A PDF under a neutral name: a file name never tells whom it is about."""
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=said)
