"""The operator opens a school, and shuts the doors of another."""

from playwright.sync_api import expect


def test_an_operator_opens_a_school_and_sees_how_far_it_is(hands_of, cast):
    operator = hands_of(cast.operator)
    operator.goto("/", school=None)
    operator.follow("Schools")
    operator.follow("Open a school")
    operator.write("Name", "Cedar Primary")
    operator.choose("Phase", "Primary")
    operator.choose("Local authority", "Ashshire")
    operator.write("DfE number", "9992003")
    operator.write("URN", "900003")
    operator.write("Address", "cedar")
    operator.press("Open this school")
    operator.sees("Cedar Primary is open.")
    operator.follow("Invite its headteacher and SENDCo")
    operator.is_at("Invite a person")
    operator.sees("Cedar Primary")
    operator.goto("/trust/schools/", school=None)
    cedar = operator.page.get_by_role("row").filter(has_text="Cedar Primary")
    expect(cedar).to_contain_text("Open")


def test_an_operator_closes_a_school_and_its_people_find_no_door(hands_of, cast):
    sendco, operator = hands_of(cast.sendco), hands_of(cast.operator)
    assert sendco.goto("/register/").status == 200
    operator.goto("/trust/schools/", school=None)
    operator.follow("Details of Alder Primary")
    operator.follow("Close this school")
    operator.is_at("Close Alder Primary?")
    operator.press("Close this school")
    operator.sees("Alder Primary is closed. Its records are kept.")
    assert sendco.goto("/register/").status == 404
    operator.follow("Details of Alder Primary")
    operator.follow("Open it again")
    operator.press("Open it again")
    operator.sees("Alder Primary is open again, with its records as they were.")
    assert sendco.goto("/register/").status == 200
