import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { press, show } from "./dom.ts";

const { rows } = await import("../src/elements/key-map.ts");
const { KeyMap } = await import("../src/elements/key-map.ts");

const PAGE = `
  <button id="new" data-key="n">New <kbd>N</kbd></button>
  <details class="promise" open><summary>first</summary><button id="a1" data-key="1">kept<kbd>1</kbd></button></details>
  <details class="promise"><summary>second</summary><button id="b1" data-key="1">kept too</button></details>
  <input id="name">
  <dialog id="keys"><key-map><dl data-list data-move="move"></dl><input type="checkbox" data-keys-on></key-map></dialog>`;

let pressed: string[];

beforeEach(() => {
  localStorage.clear();
  show(PAGE);
  pressed = [];
  for (const button of document.querySelectorAll("button"))
    button.addEventListener("click", () => pressed.push(button.id));
});

test("a digit ends the open promise and no other", () => {
  press("1");

  assert.deepEqual(pressed, ["a1"]);
});

test("N starts a new promise", () => {
  press("n");

  assert.deepEqual(pressed, ["new"]);
});

test("keys are only letters to a person who is typing", () => {
  press("1", document.querySelector("#name") as Element);
  press("n", document.querySelector("#name") as Element);

  assert.deepEqual(pressed, []);
});

test("a held key presses once", () => {
  press("1");
  press("1", document.body, { repeat: true });

  assert.deepEqual(pressed, ["a1"]);
});

test("browser shortcuts are left to the browser", () => {
  press("1", document.body, { ctrlKey: true });
  press("n", document.body, { metaKey: true });

  assert.deepEqual(pressed, []);
});

test("J opens the next promise and K the one before", () => {
  press("j");
  assert.equal(document.activeElement, rows()[1]);
  assert.ok(rows()[1]?.closest("details")?.open);

  press("k");
  assert.equal(document.activeElement, rows()[0]);
});

test("the list names what is on this page and skips what is folded away", () => {
  (document.querySelector("key-map") as InstanceType<typeof KeyMap>).list();

  const caps = [...document.querySelectorAll("[data-list] dt")].map((cap) => cap.textContent);
  const words = [...document.querySelectorAll("[data-list] dd")].map((one) => one.textContent);
  assert.deepEqual(caps, ["JK", "N", "1"]);
  assert.deepEqual(words, ["move", "New", "kept"]);
});

test("a key is told by its word, not by how things stand with it now", () => {
  show(`<button data-key="1"><kbd>1</kbd><b>Observe</b><span>0 min</span></button>
    <dialog id="keys"><key-map><dl data-list data-move="move"></dl></key-map></dialog>`);

  (document.querySelector("key-map") as InstanceType<typeof KeyMap>).list();

  assert.equal(document.querySelector("[data-list] dd")?.textContent, "Observe");
});

test("single keys can be switched off", () => {
  localStorage.setItem("keys-off", "1");

  press("1");

  assert.deepEqual(pressed, []);
});

test("a key of a row acts on the row one is on, and on none without one", () => {
  show(`
    <ul><li id="one" tabindex="-1" data-row><button id="c1" data-key="c">call</button></li>
    <li id="two" tabindex="-1" data-row><button id="c2" data-key="c">call</button></li></ul>
    <dialog id="keys"><key-map><dl data-list data-move="move"></dl></key-map></dialog>`);
  for (const button of document.querySelectorAll("button"))
    button.addEventListener("click", () => pressed.push(button.id));

  press("c");
  assert.deepEqual(pressed, []);

  press("j");
  press("j");
  press("c", document.activeElement as Element);
  assert.deepEqual(pressed, ["c2"]);
});
