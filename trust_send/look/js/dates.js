// The calendar beside a date box; only pages whose form has one load it.
import { DatePicker } from "@ministryofjustice/frontend/moj/components/date-picker/date-picker.mjs";

const STARTED = "mojDatePickerInit";

function start() {
  for (const box of document.querySelectorAll('[data-module="moj-date-picker"]')) {
    if (!(STARTED in box.dataset)) new DatePicker(box);
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start();
document.body.addEventListener("htmx:afterSettle", start);
