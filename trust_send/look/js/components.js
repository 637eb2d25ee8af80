// Components of govuk-frontend that need a script, also inside what htmx swaps in.
import {
  createAll,
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  SkipLink,
} from "govuk-frontend";

const COMPONENTS = [Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, SkipLink];

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start(scope) {
  for (const component of COMPONENTS) createAll(component, undefined, scope);
}

start(document);
document.body.addEventListener("htmx:afterSettle", (event) => start(event.detail.elt));
