// The one script of every page. Pages work without it; it spares waiting and typing.
import "./components.js";
import "./requests.js";
import "./menus.js";
import "./tables.js";
import "./drafts.js";
import "./autosave.js";
import "./marks.js";
import "./reviews.js";
import "./drill.js";
import "./print.js";
import "./inline_edit.js";
import "./in_sight.js";
