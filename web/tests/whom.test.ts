import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { press, show } from "./dom.ts";

await import("../src/desk/whom.ts");

beforeEach(() => {
  show(`<form><input id="whom" data-picks="found"><div id="found">
    <input id="wang" type="radio" name="patient" checked><input id="wu" type="radio" name="patient">
  </div></form>`);
});

const at = (id: string) => document.getElementById(id) as HTMLInputElement;

test("another letter lets go of whoever was found for the letters before", () => {
  at("whom").dispatchEvent(new Event("input", { bubbles: true }));

  assert.equal(at("wang").checked, false);
});

test("Enter sends nothing while nobody is chosen", () => {
  assert.equal(press("Enter", at("whom")), true);

  at("wang").checked = false;

  assert.equal(press("Enter", at("whom")), false);
});

test("the arrows choose among those found", () => {
  press("ArrowDown", at("whom"));

  assert.equal(at("wu").checked, true);
  assert.equal(document.activeElement, at("wu"));
});

test("the first stays chosen where there is nobody before", () => {
  press("ArrowUp", at("whom"));

  assert.equal(at("wang").checked, true);
});
