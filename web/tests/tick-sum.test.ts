import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./dom.ts";

const { yuan } = await import("../src/elements/tick-sum.ts");

const box = (fen: number, more = "checked") => `<input type="checkbox" data-fen="${fen}" ${more}>`;

function sum(): string | null | undefined {
  return document.querySelector("[data-sum]")?.textContent;
}

test("the sum follows the ticks, and counts nothing signed before", () => {
  const boxes = box(380_000) + box(12_050) + box(99_900, "disabled");
  show(`<tick-sum>${boxes}<b data-sum></b></tick-sum>`);
  assert.equal(sum(), "¥3,920.50");

  const first = document.querySelector("input") as HTMLInputElement;
  first.checked = false;
  first.dispatchEvent(new Event("change", { bubbles: true }));

  assert.equal(sum(), "¥120.50");
});

test("amounts are written as the pages write them", () => {
  assert.deepEqual([0, 100, 123_456_700, 5, -1_250].map(yuan), [
    "¥0",
    "¥1",
    "¥1,234,567",
    "¥0.05",
    "−¥12.50",
  ]);
});
