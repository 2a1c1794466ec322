import assert from "node:assert/strict";
import { test } from "node:test";
import { press, show } from "./dom.ts";

const { placeOf } = await import("../src/elements/better-words.ts");

const FORM = (text: string) => `<textarea id="id_zh">${text}</textarea>
  <better-words for="id_zh" start="3" raw="保证治好" instead="和您商量">
    <button type="button" data-key="1">Use</button></better-words>`;

function text(): HTMLTextAreaElement {
  return document.getElementById("id_zh") as HTMLTextAreaElement;
}

test("one press puts the better words where the others stood, and says so to the page", () => {
  show(FORM("您好，保证治好。"));
  let heard = 0;
  text().addEventListener("input", () => heard++);

  document.querySelector("button")?.click();

  assert.equal(text().value, "您好，和您商量。");
  assert.equal(heard, 1);
});

test("while one writes, the key is held with Alt", () => {
  show(FORM("您好，保证治好。"));

  press("1", text());
  assert.equal(text().value, "您好，保证治好。");
  press("1", text(), { altKey: true, code: "Digit1" });

  assert.equal(text().value, "您好，和您商量。");
});

test("what moved meanwhile is found, and what is gone is left alone", () => {
  assert.equal(placeOf("𠮷您好，保证治好", "保证治好", 4), 5);
  assert.equal(placeOf("保证治好", "保证治好", 3), 0);
  assert.equal(placeOf("别的话", "保证治好", 3), -1);

  show(FORM("别的话"));
  document.querySelector("button")?.click();
  assert.equal(text().value, "别的话");
});
