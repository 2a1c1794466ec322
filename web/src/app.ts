import "./desk/doors.ts";
import "./desk/fills.ts";
import "./desk/forms.ts";
import "./desk/requests.ts";
import "./desk/whom.ts";
import "./elements/better-words.ts";
import "./elements/copy-text.ts";
import "./elements/day-grid.ts";
import "./elements/desk-finder.ts";
import "./elements/drop-file.ts";
import "./elements/grid-keys.ts";
import "./elements/flow-board.ts";
import "./elements/gap-finder.ts";
import "./elements/import-progress.ts";
import "./elements/key-map.ts";
import "./elements/live-region.ts";
import "./elements/live-word.ts";
import "./elements/pass-key.ts";
import "./elements/pick-rows.ts";
import "./elements/pop-up.ts";
import "./elements/print-page.ts";
import "./elements/sign-pad.ts";
import "./elements/theme-choice.ts";
import "./elements/tick-sum.ts";
import "./elements/time-left.ts";
import "./elements/toast-note.ts";
import "./elements/wait-clock.ts";
import "./elements/wall-clock.ts";

// htmx would wake the page a tick later, and what is pressed in between would be lost or sent
// without it; waking it twice does nothing.
window.htmx?.process(document.body);
