from register.models import Profile
from register.services.profiles import save_profile
from register.versions import version_of

NOTHING = version_of(None)


def test_a_teacher_writes_what_helps_a_pupil_of_the_class(cast, visit):
    """domain/roles.md: profile RU for taught pupils."""
    data = {"what_helps": "Use her name first", "seen": NOTHING}
    assert visit(cast.teacher, f"/pupils/{cast.ann.pk}/profile/", data).status_code == 302
    assert Profile.objects.get(pupil=cast.ann).changed_by == cast.teacher


def test_an_assistant_reads_what_helps_and_does_not_write_it(cast, visit):
    save_profile(cast.ann, by=cast.sendco, what_helps="Use her name first")
    assert b"Use her name first" in visit(cast.assistant, f"/pupils/{cast.ann.pk}/").content
    assert visit(cast.assistant, f"/pupils/{cast.ann.pk}/profile/").status_code == 403


def test_the_second_who_saves_sees_both_texts(cast, visit):
    save_profile(cast.ann, by=cast.sendco, what_helps="Theirs")
    data = {"what_helps": "Yours", "strengths": "Drawing", "seen": NOTHING}
    answer = visit(cast.teacher, f"/pupils/{cast.ann.pk}/profile/", data)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Theirs</td><td>Yours</td>" in said
    assert Profile.objects.get(pupil=cast.ann).what_helps == "Theirs"


def test_a_page_that_was_too_late_is_saved_when_it_is_sent_again(cast, visit):
    save_profile(cast.ann, by=cast.sendco, what_helps="Theirs")
    path = f"/pupils/{cast.ann.pk}/profile/"
    late = visit(cast.teacher, path, {"what_helps": "Both", "seen": NOTHING})
    data = {"what_helps": "Both", "seen": late.context["form"]["seen"].value()}
    assert visit(cast.teacher, path, data).status_code == 302
    assert Profile.objects.get(pupil=cast.ann).what_helps == "Both"


def test_a_first_profile_without_its_mark_is_shown_again_and_keeps_the_words(cast, visit):
    path = f"/pupils/{cast.cal.pk}/profile/"
    answer = visit(cast.sendco, path, {"what_helps": "A quiet start"})
    assert answer.status_code == 409
    assert b"A quiet start" in answer.content
