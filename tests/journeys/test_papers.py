"""The SEN information report, from an empty page to a parent who reads it on a phone."""

import pytest

from tests.factories import papers
from tests.journeys.conftest import MOUSE
from tests.journeys.hands import Mouse
from tests.look.axe import assert_fit_for_everybody

PHONE = 390
ITEM = "Securing equipment and facilities"
PASTE = """field => {
    const data = new DataTransfer();
    const list = "<ul><li>A <b>radio aid</b></li></ul>";
    data.setData("text/html", `<h1 style='color:red'>Loans</h1>${list}`);
    data.setData("text/plain", "Loans A radio aid");
    const how = { clipboardData: data, bubbles: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_from_empty_to_published_and_read_by_a_parent(cast, served, hands_of, open_as, tell):
    sendco = hands_of(cast.sendco)
    sendco.goto("/papers/")
    sendco.follow("SEN information report")
    sendco.page.get_by_role("button", name="Begin the report of").click()
    sendco.follow(ITEM)
    sendco.write("What you say", "We borrow what we do not own. You can always ask us.")
    sendco.tick("This section is complete")
    sendco.press("Save")
    sendco.sees(f"{ITEM} is saved.")
    papers.complete(cast)  # the other sections, in the same way

    for person in (cast.head, cast.governor):
        reader = hands_of(person)
        reader.goto("/information-report/")
        reader.follow("Read and approve")
        reader.press("Approve the report")
        reader.sees("You have approved the report.")

    sendco.goto("/information-report/")
    sendco.follow("Publish")
    sendco.write("What changed?", "The report of the new school year")
    sendco.press("Publish now")
    sendco.follow("See the published page")

    parent = Mouse(open_as(width=PHONE))
    parent.goto("/published/information-report/")
    parent.sees("Kinds of SEN catered for")
    parent.sees("Approved by the Headteacher")
    assert_fit_for_everybody(parent.page)
    parent.follow("What changed")
    parent.sees("The report of the new school year")
    assert_fit_for_everybody(parent.page)
    assert parent.complaints == []
    tell("From an approved report to the public page: 1 press and a note")


@pytest.mark.parametrize("hands_of", [MOUSE], indirect=True)
def test_what_is_pasted_from_word_arrives_clean_and_is_kept_while_typed(cast, hands_of):
    papers.started(cast)
    sendco = hands_of(cast.sendco)
    sendco.goto("/information-report/")
    sendco.follow(ITEM)
    field = sendco.field("What you say")
    field.evaluate(PASTE)
    sendco.page.wait_for_timeout(1500)
    assert field.input_value() == "## Loans\n\n- A **radio aid**"
    sendco.sees("Draft saved")
    assert_fit_for_everybody(sendco.page)
    sendco.page.reload()
    sendco.sees("This is what you were writing")
    assert sendco.field("What you say").input_value() == "## Loans\n\n- A **radio aid**"
