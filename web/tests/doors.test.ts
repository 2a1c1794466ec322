import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./dom.ts";

await import("../src/desk/doors.ts");

function pressed(opener: string): HTMLDialogElement {
  show(`${opener}<dialog id="act"><form>of somebody else</form></dialog>`);
  const dialog = document.querySelector("dialog") as HTMLDialogElement;
  document.querySelector("button")?.dispatchEvent(new Event("click", { bubbles: true }));
  return dialog;
}

test("a dialog that is asked for anew shows nothing of the one before", () => {
  const dialog = pressed('<button data-opens="act" hx-get="/visits/2/">Leaves</button>');

  assert.deepEqual([dialog.open, dialog.childElementCount], [true, 0]);
});

test("a dialog that stands in the page keeps what is in it", () => {
  assert.equal(pressed('<button data-opens="act">Keys</button>').childElementCount, 1);
});
