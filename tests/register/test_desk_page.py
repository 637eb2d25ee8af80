"""The register page: who is on it, for whom, sifted and sorted as the address says."""

import pytest
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from register.models import RegisterColumns, SavedView, Status

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "found"}


@pytest.fixture
def desk(cast):
    """Ann on SEN support, Ben with an EHC plan, Dot watched; Cal is on the roll alone."""
    return [cast.ann, cast.ben, cast.cal, cast.dot]


def listed(answer):
    """The names on the page, in order."""
    return [entry.listed_name for entry in answer.context["desk"].page]


def test_the_register_shows_who_has_support_a_plan_or_is_watched(cast, visit, desk):
    assert listed(visit(cast.sendco, "/register/")) == ["Archer, Ann", "Barker, Ben", "Dyer, Dot"]


def test_a_pupil_who_left_is_not_on_the_register(cast, visit, desk):
    cast.ben.left_on = "2026-10-01"
    cast.ben.save()
    assert listed(visit(cast.sendco, "/register/")) == ["Archer, Ann", "Dyer, Dot"]


def test_a_teacher_sees_the_pupils_they_teach(cast, visit, desk):
    answer = visit(cast.teacher, "/register/")
    assert listed(answer) == ["Archer, Ann", "Dyer, Dot"]
    assert "2 pupils you teach" in answer.content.decode()


def test_an_assistant_sees_the_pupils_they_are_named_for(cast, visit, desk):
    answer = visit(cast.assistant, "/register/")
    assert listed(answer) == ["Archer, Ann"]
    assert "1 pupil you are named for" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.FINANCE, Role.SITE, Role.MEDICAL])
def test_who_may_not_see_the_register_is_refused(cast, visit, desk, role):
    assert visit(cast.person(role), "/register/").status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=E", ["Barker, Ben"]),
        ("status=M", ["Dyer, Dot"]),
        ("need=SLCN", ["Archer, Ann"]),
        ("need=area-CI", ["Archer, Ann", "Barker, Ben"]),
        ("need=none", ["Dyer, Dot"]),
        ("year=3&class=3A", ["Archer, Ann", "Dyer, Dot"]),
        ("class=4B", ["Barker, Ben"]),
        ("adult=none&status=K", ["Archer, Ann"]),
        ("q=dot", ["Dyer, Dot"]),
        ("q=Archer%2C+Ann", ["Archer, Ann"]),
        ("q=ann+arch", ["Archer, Ann"]),
        ("q=nobody", []),
        ("sort=-name", ["Dyer, Dot", "Barker, Ben", "Archer, Ann"]),
        ("sort=status", ["Barker, Ben", "Archer, Ann", "Dyer, Dot"]),
        ("sort=need", ["Barker, Ben", "Archer, Ann", "Dyer, Dot"]),
        ("sort=-need", ["Archer, Ann", "Barker, Ben", "Dyer, Dot"]),
    ],
)
def test_the_address_says_who_is_shown_and_in_what_order(cast, visit, desk, query, names):
    assert listed(visit(cast.sendco, f"/register/?{query}")) == names


def test_flags_sift_the_register(cast, visit, desk):
    cast.ann.is_looked_after, cast.ann.first_language = True, "POL"
    cast.ann.save()
    for flag in ("looked_after", "eal"):
        assert listed(visit(cast.sendco, f"/register/?flag={flag}")) == ["Archer, Ann"]


def test_a_pupil_is_to_look_at_again_from_the_day_itself(cast, visit, desk):
    dot = cast.dot.status_periods.get()
    dot.look_again_on = timezone.localdate()
    dot.save()
    assert listed(visit(cast.sendco, "/register/?again=past")) == ["Dyer, Dot"]
    assert "Due today" in visit(cast.sendco, "/register/").content.decode()


@pytest.mark.parametrize("query", ["status=X", "class=9Z", "adult=1", "need=area-", "year=99"])
def test_a_filter_that_cannot_be_is_left_out_and_the_page_says_so(cast, visit, desk, query):
    answer = visit(cast.sendco, f"/register/?{query}")
    assert len(listed(answer)) == 3
    assert "We left that filter out." in answer.content.decode()


def test_an_unknown_order_is_by_name_and_the_page_says_so(cast, visit, desk):
    answer = visit(cast.sendco, "/register/?sort=shoe")
    assert listed(answer)[0] == "Archer, Ann"
    assert "The list is sorted by name." in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "99", "x", "-1"])
def test_a_page_that_is_not_there_shows_the_nearest(cast, visit, desk, page):
    assert len(listed(visit(cast.sendco, f"/register/?page={page}"))) == 3


def test_quick_views_count_what_the_other_filters_leave(cast, visit, desk):
    views = visit(cast.sendco, "/register/?class=3A&status=K").context["desk"].views
    counts = {words: number for words, _, number, _ in views}
    assert counts["Everyone"] == 2
    assert (counts["EHC plan"], counts["SEN support"], counts["Monitoring"]) == (0, 1, 1)


def test_totals_follow_the_filter(cast, visit, desk):
    shown = visit(cast.sendco, "/register/?class=3A").context["desk"]
    assert shown.by_status == [("SEN support", 1), ("Monitoring", 1)]
    assert sorted(shown.by_need) == [
        ("No main need recorded", 1),
        ("Speech, language and communication needs", 1),
    ]


def test_the_heading_counts_everybody_whatever_the_filter(cast, visit, desk):
    for query in ("", "?status=K"):
        text = visit(cast.sendco, f"/register/{query}").content.decode()
        assert "2 on the register, 1 monitored" in text


def test_a_filtered_list_that_holds_nobody_offers_the_way_back(cast, visit, desk):
    text = visit(cast.sendco, "/register/?q=zzz").content.decode()
    assert "No pupils match these filters" in text
    assert "Clear all filters" in text


def test_an_empty_register_says_what_to_do_next(cast, visit):
    text = visit(cast.sendco, "/register/").content.decode()
    assert "Nobody is on the register yet" in text
    assert "Go to imports" in text
    assert "Go to imports" not in visit(cast.head, "/register/").content.decode()


def test_a_upn_is_found_by_those_who_read_the_whole_register(cast, visit, desk):
    cast.ann.upn = "A813204019301"
    cast.ann.save()
    assert listed(visit(cast.sendco, "/register/?q=a8132040")) == ["Archer, Ann"]
    assert listed(visit(cast.teacher, "/register/?q=a8132040")) == []
    RegisterColumns.objects.create(user=cast.teacher, columns=["upn", "class"])
    assert "A813204019301" not in visit(cast.teacher, "/register/?sort=upn").content.decode()


# For htmx ----------------------------------------------------------------------------------------
def test_a_change_of_the_filters_sends_the_list_and_a_clean_address(cast, visit, desk):
    answer = visit(cast.sendco, "/register/?q=&status=K&need=&sort=", **HTMX)
    assert answer["HX-Push-Url"] == "/schools/alder/register/?status=K"
    assert "HX-Request" in answer["Vary"]
    text = answer.content.decode()
    assert text.startswith('<div id="found">')
    assert "<html" not in text
    assert 'id="views"' in text


def test_the_list_of_a_swap_is_the_list_of_the_page(cast, visit, desk):
    page = visit(cast.sendco, "/register/?status=K").content.decode()
    swapped = visit(cast.sendco, "/register/?status=K", **HTMX).content.decode()
    rows = swapped[swapped.index("<tbody>") : swapped.index("</tbody>")]
    assert rows in page


# On record ---------------------------------------------------------------------------------------
def test_a_look_at_the_register_is_put_on_record_with_the_pupils_shown(cast, visit, desk):
    visit(cast.sendco, "/register/?status=E")
    event = AuditEvent.objects.get(action="register.viewed")
    assert event.detail == {"pupils": [str(cast.ben.pk)]}
    assert event.actor_id == cast.sendco.pk


# Speed -------------------------------------------------------------------------------------------
def test_the_page_asks_few_questions_for_any_number_of_rows(cast, visit, client, at_most):
    for number in range(60):
        pupil = cast.pupil("Many", f"Pupil {number}", cast.class_3a)
        cast.status(pupil, Status.SEN_SUPPORT)
    visit(cast.sendco, "/register/")
    with at_most(12):
        answer = client.get("/schools/alder/register/?show=all")
    assert len(listed(answer)) == 60


def test_fifty_to_a_page_and_all_when_asked(cast, visit):
    for number in range(51):
        cast.status(cast.pupil("Many", f"Pupil {number}"), Status.MONITORING)
    answer = visit(cast.sendco, "/register/")
    assert len(listed(answer)) == 50
    assert "Show all 51" in answer.content.decode()
    assert len(listed(visit(cast.sendco, "/register/?page=2"))) == 1


# What a person keeps -----------------------------------------------------------------------------
def test_chosen_columns_are_remembered(cast, visit, desk):
    answers = {"columns": ["area", "year", "nonsense"], "query": "?status=K"}
    answer = visit(cast.sendco, "/register/columns/", answers)
    assert answer.url == "/schools/alder/register/?status=K"
    columns = visit(cast.sendco, "/register/").context["desk"].columns
    assert [column.key for column in columns] == ["year", "area"]
    assert len(visit(cast.head, "/register/").context["desk"].columns) == 6


def test_no_column_chosen_brings_back_the_first_choice(cast, visit, desk):
    visit(cast.sendco, "/register/columns/", {"columns": ["year"]})
    visit(cast.sendco, "/register/columns/", {})
    assert len(visit(cast.sendco, "/register/").context["desk"].columns) == 6


def test_a_view_is_saved_opened_and_deleted(cast, visit, desk):
    answers = {"name": "Year 3 on K", "query": "?status=K&year=3"}
    answer = visit(cast.sendco, "/register/views/add/", answers)
    assert answer.url == "/schools/alder/register/?status=K&year=3"
    assert "Year 3 on K" in visit(cast.sendco, "/register/").content.decode()
    assert "Year 3 on K" not in visit(cast.head, "/register/").content.decode()
    view = SavedView.objects.get()
    visit(cast.sendco, f"/register/views/{view.pk}/delete/", {})
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name_and_keeps_its_filters(cast, visit, desk):
    answer = visit(cast.sendco, "/register/views/add/", {"name": "", "query": "?status=K"})
    assert answer.status_code == 422
    assert "Enter a name for this view" in answer.content.decode()
    assert 'value="?status=K"' in answer.content.decode()


def test_a_view_that_is_too_long_to_keep_says_so(cast, visit, desk):
    answers = {"name": "Long", "query": "?q=" + "%E5%AD%97" * 80}
    answer = visit(cast.sendco, "/register/views/add/", answers)
    assert answer.status_code == 422
    assert "Shorten the search" in answer.content.decode()


def test_nobody_deletes_the_view_of_another(cast, visit, desk):
    view = SavedView.objects.create(user=cast.head, name="Mine", query="?status=K")
    assert visit(cast.sendco, f"/register/views/{view.pk}/delete/", {}).status_code == 404


@pytest.mark.parametrize("query", ["https://elsewhere.example/", "//elsewhere.example", "x"])
def test_a_form_leads_back_to_the_register_and_nowhere_else(cast, visit, desk, query):
    answer = visit(cast.sendco, "/register/columns/", {"columns": ["year"], "query": query})
    assert answer.url == "/schools/alder/register/"
