"""What a school has published, for everybody: no sign-in, no script, no cookie."""

import json

from csp.decorators import csp_replace
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from access.checks import open_to
from reports.models import PublishedVersion
from reports.views.frame import paper as pdf_answer

WHY = "A paper that the law makes the school publish. Nothing in it is about one child."
FIVE_MINUTES = 300  # seconds in which a page may be shown again without being asked for


def public(view):
    """A door that stands open to everybody."""
    return require_safe(
        open_to("anyone", reason=WHY)(cache_control(public=True, max_age=FIVE_MINUTES)(view))
    )


@public
def papers(request):
    """All that the school has published here."""
    found = PublishedVersion.objects.without_files().newest()
    return _answer("papers.html", versions=found, school=request.tenant)


@public
def paper(request, paper):
    """The version in force."""
    return _in_force(request, paper)


@public
def version(request, paper, number):
    """One version, in force or not."""
    found = _version(paper, number)
    newest = _newest(paper)
    return _page(request, found, newer=newest if newest.number > number else None)


@public
def versions(request, paper):
    """What changed with each version, newest first."""
    found = list(PublishedVersion.objects.of(paper).without_files())
    if not found:
        raise Http404
    return _answer("versions.html", versions=found, newest=found[0])


@public
def paper_pdf(request, paper, number):
    """The same as a tagged PDF, as it was made when the version was published."""
    return pdf_answer(bytes(_version(paper, number).pdf), f"{paper}-version-{number}.pdf")


@public
def feed(request, paper):
    """An Atom feed of the versions."""
    found = list(PublishedVersion.objects.of(paper).without_files())
    if not found:
        raise Http404
    here = request.build_absolute_uri
    atom = Atom1Feed(
        title=f"{found[0].title}, {found[0].school_name}",
        link=here(found[0].get_absolute_url()),
        description="",
        feed_url=here(),
        language="en-GB",
        author_name=found[0].school_name,
    )
    for one in found:
        address = here(one.get_absolute_url())
        atom.add_item(
            title=f"Version {one.number}",
            link=address,
            description=one.change_note,
            updateddate=one.published_at,
            pubdate=one.published_at,
            unique_id=address,
            enclosures=[Enclosure(f"{address}paper.pdf", "0", "application/pdf")],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


@xframe_options_exempt
@public
@csp_replace({"frame-ancestors": "*"})  # type: ignore[arg-type]  # the stub knows views of one argument
def embed(request, paper):
    """The version in force to stand inside a page of the school's own website."""
    return _in_force(request, paper, is_embedded=True)


def _in_force(request, paper, is_embedded=False):
    """The page of the newest version. What is published never changes, so it is put together once
    and kept: under the version's own key, and the name under which the site was asked."""
    key = PublishedVersion.objects.of(paper).values_list("pk", flat=True).first()
    if key is None:
        raise Http404
    kept_as = f"published:{key}:{request.get_host()}:{int(is_embedded)}"
    page = cache.get(kept_as)
    if page is None:
        page = _page(request, _newest(paper), is_embedded=is_embedded).content
        cache.set(kept_as, page)
    return HttpResponse(page)


def _page(request, version, newer=None, is_embedded=False):
    return _answer(
        "page.html",
        version=version,
        newer=newer,
        is_embedded=is_embedded,
        metadata=_metadata(request, version),
        brand=version.brand.lower().removeprefix("#"),
    )


def _answer(template, **context):
    """The page without what frames the pages of those who are signed in."""
    return HttpResponse(render_to_string(f"reports/published/{template}", context))


def _newest(paper):
    version = PublishedVersion.objects.of(paper).defer("pdf").first()
    if version is None:
        raise Http404
    return version


def _version(paper, number):
    found = PublishedVersion.objects.of(paper).with_number(number)
    if found is None:
        raise Http404
    return found


def _metadata(request, version):
    """Schema.org's words for it, for machines that read the page."""
    here = request.build_absolute_uri
    told = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": version.title,
        "version": str(version.number),
        "datePublished": version.published_at.date().isoformat(),
        "inLanguage": "en-GB",
        "url": here(version.get_absolute_url()),
        "publisher": {"@type": "School", "name": version.school_name},
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": here(f"{version.get_absolute_url()}paper.pdf"),
        },
    }
    text = json.dumps(told).replace("<", "\\u003c")
    return mark_safe(text)  # noqa: S308  JSON in which no sign can end the element it stands in
