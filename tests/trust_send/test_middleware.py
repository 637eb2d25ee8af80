"""What is refused before any page is asked."""

import pytest


@pytest.mark.parametrize("path", ["/register/?q=%00", "/classes/?view=%00", "/imports/?page=%00"])
def test_an_address_with_a_nul_is_refused_in_words_and_not_with_a_crash(cast, visit, path):
    """PostgreSQL takes none, so each page would have to look for it."""
    answer = visit(cast.sendco, path)
    assert answer.status_code == 400
    assert b"<h1" in answer.content


def test_an_address_that_only_takes_forms_says_so(visit, cast):
    """Who signs in again after sending a form is led there by a GET."""
    answer = visit(cast.sendco, "/register/chosen/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Nothing to open here" in answer.text
