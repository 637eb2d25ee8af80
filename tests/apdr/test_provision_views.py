"""The provision map and its pages: who sees what, what the filters leave, what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from access.roles import Role
from apdr.models import Enrolment, HourlyRate, Intervention, TopUp
from apdr.services import costs
from apdr.services.provision import enrol
from tests.factories.plans import agreed
from tests.factories.provision import rate, support, terms

ANSWERS = {
    "name": "Talk group",
    "layer": "targeted",
    "area": "CI",
    "minutes": "20",
    "sessions_a_week": "3",
    "starts_on": "7/9/2026",
    "weeks": "10",
}


@pytest.fixture
def school(cast):
    terms(cast.school)
    rate(cast)
    return cast.school


@pytest.fixture
def running(cast, school):
    """Two interventions that run today: a group with Ann and Ben, and one of Ben alone."""
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=7), "ends_on": today + timedelta(days=14)}
    group = support(cast, cast.ann, cast.ben, **days)
    alone = support(cast, cast.ben, name="Reading aloud", area="CL", led_by=cast.teacher, **days)
    return group, alone


def text_of(response):
    return response.content.decode()


# The map ------------------------------------------------------------------------------------------
def test_the_map_shows_support_with_its_costs_to_the_sendco(cast, running, visit):
    page = text_of(visit(cast.sendco, "/provision/"))
    assert "Talk group" in page
    assert "Reading aloud" in page
    assert "Cost to date" in page


def test_filters_stand_in_the_address_and_the_totals_follow(cast, running, visit):
    shown = visit(cast.sendco, "/provision/?area=CL").context["map"]
    assert [row.intervention.name for row in shown.rows] == ["Reading aloud"]
    assert len(shown.totals.pupils) == 1


def test_a_filter_by_pupils_counts_those_pupils_alone(cast, running, visit):
    everybody = visit(cast.sendco, "/provision/").context["map"].totals.to_date
    of_3a = visit(cast.sendco, "/provision/?class=3A").context["map"]
    assert [len(row.places) for row in of_3a.rows] == [1]
    assert of_3a.totals.to_date < everybody


def test_a_filter_that_nobody_knows_is_left_out(cast, running, visit):
    shown = visit(cast.sendco, "/provision/?layer=moon&view=never&in=xx").context["map"]
    assert len(shown.rows) == 2


def test_a_teacher_sees_support_of_own_pupils_and_no_cost(cast, running, visit):
    page = text_of(visit(cast.teacher, "/provision/"))
    assert "Talk group" in page
    assert "Cost to date" not in page
    assert "£" not in page


def test_a_teachers_page_of_a_group_names_own_pupils_alone(cast, running, visit):
    page = text_of(visit(cast.teacher, f"/provision/{running[0].pk}/"))
    assert "Archer" in page
    assert "Barker" not in page


def test_governors_and_the_office_do_not_see_the_map(cast, running, visit):
    for person in (cast.governor, cast.data_officer, cast.person(Role.FINANCE)):
        assert visit(person, "/provision/").status_code == 403


def test_support_stands_by_layer_with_what_each_adds_up_to(cast, running, visit):
    support(cast, cast.dot, name="Music", layer="universal", ends_on=None)
    layers = visit(cast.sendco, "/provision/").context["map"].layers
    assert [(words, len(rows)) for words, rows, _ in layers] == [("Universal", 1), ("Targeted", 2)]
    assert len(layers[1][2].pupils) == 2  # Ben once, although in both


def test_a_page_holds_fifty_and_the_totals_are_those_of_all(cast, school, visit):
    for n in range(52):
        support(cast, cast.ann, name=f"Group {n:02}", ends_on=None)
    shown = visit(cast.sendco, "/provision/?page=2").context["map"]
    assert [len(rows) for _, rows, _ in shown.layers] == [2]
    assert shown.totals.interventions == 52
    page = text_of(visit(cast.sendco, "/provision/?show=all"))
    assert "Group 00" in page
    assert "Group 51" in page


def test_three_hundred_places_take_fifteen_questions_at_most(cast, school, client, at_most):
    today = timezone.localdate()
    groups = [
        support(cast, name=f"Group {n}", starts_on=today, ends_on=today + timedelta(days=30))
        for n in range(20)
    ]
    pupils = [cast.pupil(f"N{n}", "Ng", cast.class_3a) for n in range(15)]
    Enrolment.objects.bulk_create(
        Enrolment(intervention=group, pupil=pupil, starts_on=today, ends_on=group.ends_on)
        for group in groups
        for pupil in pupils
    )
    client.force_login(cast.sendco)
    with at_most(15):
        assert "Group 19" in text_of(client.get("/schools/alder/provision/"))


def test_the_page_of_a_group_leads_to_its_reviews_where_some_wait(cast, running, visit):
    group, cycle = running[0], agreed(cast)
    address, link = f"/provision/{group.pk}/", f"/provision/{group.pk}/reviews/"
    assert link not in text_of(visit(cast.teacher, address))
    place = group.enrolments.get(pupil=cast.ann)
    cycle.outcomes.get().interventions.add(place, through_defaults={"pupil": cast.ann})
    assert link in text_of(visit(cast.teacher, address))
    assert visit(cast.teacher, link).status_code == 200
    assert link not in text_of(visit(cast.assistant, address))


# Setting up ---------------------------------------------------------------------------------------
def answers(cast, **others):
    return {**ANSWERS, "led_by": str(cast.assistant.pk), "names": "Ann Archer", **others}


def test_support_is_set_up_in_one_screen(cast, school, visit):
    assert visit(cast.sendco, "/provision/new/", answers(cast)).status_code == 302
    made = Intervention.objects.get()
    assert (made.minutes, made.sessions_a_week, made.paid_as) == (
        20, Decimal(3), "Teaching assistant"
    )  # fmt: skip
    assert made.enrolments.get().pupil == cast.ann


def test_weeks_are_weeks_of_school(cast, school, visit):
    """From 7 September ten weeks: the half-term of 26 October is not one of them."""
    visit(cast.sendco, "/provision/new/", answers(cast))
    assert Intervention.objects.get().ends_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"minutes": "0"}, "Enter how many minutes a session lasts"),
        ({"minutes": "long"}, "Enter how many minutes a session lasts"),
        ({"sessions_a_week": "0"}, "Enter how many sessions a week"),
        ({"weeks": "99"}, "Enter the number of weeks, from 1 to 52"),
        ({"led_by": ""}, "Choose who leads it"),
        ({"names": "Nobody Atall"}, "No pupil on the roll is called"),
        ({"starts_on": "31/2/2027"}, "There is no day 31"),
        ({"starts_on": "7/9/1926"}, "Enter a date on or after 1 Sep 2000"),
        ({"starts_on": "7/9/2062"}, "Enter a date on or before"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(cast, school, visit, wrong, words):
    cast.ann  # noqa: B018  the pupil whom the answers name
    response = visit(cast.sendco, "/provision/new/", answers(cast, **wrong))
    assert response.status_code == 422
    page = text_of(response)
    assert words in page
    assert 'value="Talk group"' in page
    assert not Intervention.objects.exists()


def test_a_pupil_who_left_is_named_at_the_list(cast, school, visit):
    cast.ann.left_on = date(2026, 9, 1)
    cast.ann.save()
    response = visit(cast.sendco, "/provision/new/", answers(cast))
    assert "Ann Archer left on 1 Sep 2026" in text_of(response)


def test_sixty_pupils_in_one_group_are_refused_at_the_list(cast, school, visit):
    names = "\n".join(cast.pupil(f"N{n}", "Ng").name for n in range(60))
    response = visit(cast.sendco, "/provision/new/", answers(cast, names=names))
    assert "60 pupils are too many for one group" in text_of(response)


def test_to_show_another_class_saves_nothing_and_keeps_what_was_typed(cast, school, visit):
    typed = answers(cast, show="1", from_class=str(cast.class_4b.pk), minutes="0")
    cast.ben  # noqa: B018  who is in the class
    response = visit(cast.sendco, "/provision/new/", typed)
    page = text_of(response)
    assert response.status_code == 200
    assert "Barker, Ben" in page
    assert 'value="Talk group"' in page


def test_a_last_day_before_the_first_is_refused_at_the_field(cast, running, visit):
    place = running[0].enrolments.get(pupil=cast.ann)
    wrong = {"starts_on": "1/12/2026", "ends_on": "1/11/2026"}
    page = text_of(visit(cast.sendco, f"/provision/places/{place.pk}/", wrong))
    assert "The last day comes before the first, 1 Dec 2026" in page


def test_why_a_pupil_stops_early_is_asked(cast, running, visit):
    place = running[0].enrolments.get(pupil=cast.ann)
    days = {
        "starts_on": f"{place.starts_on:%d/%m/%Y}",
        "ends_on": f"{timezone.localdate():%d/%m/%Y}",
    }
    address = f"/provision/places/{place.pk}/"
    assert "Say in a few words" in text_of(visit(cast.sendco, address, days))
    assert visit(cast.sendco, address, {**days, "ended_early": "Timetable"}).status_code == 302


# Costs --------------------------------------------------------------------------------------------
def test_hourly_rates_are_for_those_who_set_them(cast, running, visit):
    assert "£15.00" in text_of(visit(cast.sendco, "/provision/costs/"))
    assert "£15.00" not in text_of(visit(cast.person(Role.LEADER), "/provision/costs/"))
    assert "£15.00" not in text_of(visit(cast.person(Role.TRUST_LEAD), "/provision/costs/"))


def test_a_business_manager_sees_totals_and_no_pupil(cast, running, visit):
    manager = cast.person(Role.FINANCE)
    page = text_of(visit(manager, "/provision/costs/"))
    assert "Cost to date" in page
    assert "Archer" not in page
    assert visit(manager, f"/pupils/{cast.ann.pk}/provision/csv/").status_code == 404


def test_what_concerns_few_pupils_is_kept_from_whoever_sees_figures_only(cast, running, visit):
    costs.give_top_up(cast.ann, by=cast.sendco, pence_a_year=444400, starts_on=date(2026, 9, 1))
    assert "4,444" in text_of(visit(cast.head, "/provision/costs/"))
    assert "4,444" not in text_of(visit(cast.person(Role.TRUST_LEAD), "/provision/costs/"))


def test_the_totals_follow_the_status_for_those_who_may_see_each_pupil(cast, running, visit):
    of_all = visit(cast.sendco, "/provision/costs/").context["cost"]
    of_plans = visit(cast.sendco, "/provision/costs/?view=E").context["cost"]
    assert of_plans.pupils == 1
    assert of_plans.total < of_all.total
    manager = visit(cast.person(Role.FINANCE), "/provision/costs/?view=E").context
    assert (manager["view"], manager["cost"].total) == ("", of_all.total)


def test_few_others_are_kept_from_whoever_sees_figures_only(cast, running, visit):
    enrol(running[0], [cast.cal], by=cast.sendco, on=running[0].starts_on)
    seen = text_of(visit(cast.sendco, "/provision/costs/"))
    assert "1 pupil without SEN support or an EHC plan" in seen
    kept = text_of(visit(cast.person(Role.FINANCE), "/provision/costs/"))
    assert "Not shown: under 5 pupils" in kept
    assert "without SEN support or an EHC plan" not in kept


def test_a_rate_is_typed_in_pounds_and_kept_in_pence(cast, visit):
    typed = {"paid_as": "teacher", "pence_an_hour": "£34.20", "from_on": "1/9/2026"}
    assert visit(cast.sendco, "/provision/costs/rates/set/", typed).status_code == 302
    kept = HourlyRate.objects.get()
    assert (kept.paid_as, kept.pence_an_hour) == ("Teacher", 3420)


def test_top_up_is_set_for_a_pupil_and_stands_on_the_costed_map(cast, running, visit):
    typed = {"pence_a_year": "4,500", "band": "C", "starts_on": "1/9/2026"}
    assert visit(cast.sendco, f"/pupils/{cast.ann.pk}/top-up/", typed).status_code == 302
    assert TopUp.objects.get().pence_a_year == 450000
    page = text_of(visit(cast.sendco, f"/pupils/{cast.ann.pk}/provision/"))
    assert "£4,500.00" in page


def test_a_teacher_sees_the_support_of_a_pupil_without_its_cost(cast, running, visit):
    page = text_of(visit(cast.teacher, f"/pupils/{cast.ann.pk}/provision/"))
    assert "Talk group" in page
    assert "£" not in page


def test_the_costed_map_goes_out_in_three_forms(cast, running, visit):
    root = f"/pupils/{cast.ann.pk}/provision"
    csv = visit(cast.sendco, f"{root}/csv/")
    assert "Talk group" in csv.content.decode("utf-8-sig")
    assert "Ann" not in csv["Content-Disposition"]
    assert visit(cast.sendco, f"{root}/xlsx/").content.startswith(b"PK")
    assert visit(cast.sendco, f"{root}/costed.pdf").content.startswith(b"%PDF")
