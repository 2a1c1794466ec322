import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { SignPad } = await import("../src/elements/sign-pad.ts");

function pad(): InstanceType<typeof SignPad> {
  const box = new SignPad();
  box.innerHTML = `<svg data-pad viewBox="0 0 600 200"><path></path></svg>
    <input type="hidden" name="strokes"><button type="button" data-clear>again</button>`;
  const drawing = box.querySelector("svg") as unknown as HTMLElement;
  drawing.getBoundingClientRect = () => ({ left: 10, top: 20, width: 300, height: 100 }) as DOMRect;
  document.body.replaceChildren(box);
  return box;
}

function point(kind: string, x: number, y: number, pointer = 1): void {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  Object.assign(event, { clientX: x, clientY: y, pointerId: pointer, button: 0 });
  document.querySelector("svg")?.dispatchEvent(event);
}

const strokes = () => document.querySelector<HTMLInputElement>("input")?.value;

test("what is drawn stands in the field, in the units of the drawing", () => {
  pad();

  point("pointerdown", 10, 20);
  point("pointermove", 160, 70);
  point("pointerup", 160, 70);

  assert.equal(strokes(), "M0 0L300 100");
  assert.equal(document.querySelector("path")?.getAttribute("d"), "M0 0L300 100");
});

test("a stroke follows the other, and none leaves the box", () => {
  pad();

  point("pointerdown", 10, 20);
  point("pointermove", 20, 20);
  point("pointerup", 20, 20);
  point("pointerdown", 10, 120);
  point("pointermove", 900, -5);
  point("pointerup", 900, -5);

  assert.equal(strokes(), "M0 0L20 0M0 200L600 0");
});

test("a tap draws nothing, and a second finger is not drawn with", () => {
  const box = pad();

  point("pointerdown", 10, 20);
  point("pointerdown", 50, 50, 2);
  point("pointermove", 60, 60, 2);
  point("pointerup", 10, 20);

  assert.equal(strokes(), "");
  assert.ok(!box.classList.contains("is-drawn"));
});

test("whoever slipped begins again", () => {
  pad();
  point("pointerdown", 10, 20);
  point("pointermove", 160, 70);
  point("pointerup", 160, 70);

  document.querySelector<HTMLElement>("[data-clear]")?.click();

  assert.equal(strokes(), "");
});
