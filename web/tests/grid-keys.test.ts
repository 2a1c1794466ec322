import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { GridKeys } = await import("../src/elements/grid-keys.ts");

function grid(): void {
  const table = new GridKeys();
  table.innerHTML = `<table><tbody>
    <tr><th>Li</th><td><button id="a">8</button></td><td></td><td><button id="b">9</button></td></tr>
    <tr class="group"><th colspan="4">Nurses</th></tr>
    <tr><th>He</th><td><button id="c">8</button></td><td><button id="d">9</button></td><td></td></tr>
  </tbody></table>`;
  document.body.replaceChildren(table);
}

function press(key: string, options: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}

const here = () => document.activeElement?.id;

test("the arrows walk from shift to shift, over empty days and headings", () => {
  grid();
  document.getElementById("a")?.focus();

  press("ArrowRight");
  assert.equal(here(), "b");
  press("ArrowLeft");
  assert.equal(here(), "a");
  press("ArrowDown");
  assert.equal(here(), "c");
  press("ArrowUp");
  assert.equal(here(), "a");
});

test("at the edge one stays, and the page keeps the key", () => {
  grid();
  document.getElementById("a")?.focus();

  assert.equal(press("ArrowLeft"), false);
  assert.equal(press("ArrowUp"), false);
  assert.equal(here(), "a");
});

test("an arrow held with another key is not ours", () => {
  grid();
  document.getElementById("a")?.focus();

  assert.equal(press("ArrowRight", { ctrlKey: true }), false);
  assert.equal(here(), "a");
});
