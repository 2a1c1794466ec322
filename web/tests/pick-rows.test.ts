import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { PickRows } = await import("../src/elements/pick-rows.ts");

function list(rows: number): InstanceType<typeof PickRows> {
  const boxes = Array.from(
    { length: rows },
    (_, n) => `<tr><td><input type="checkbox" name="patient" value="${n}"></td></tr>`,
  );
  const rowsToPick = new PickRows();
  rowsToPick.innerHTML = `<table><tbody>${boxes.join("")}</tbody></table>
    <span data-chosen data-one="1 chosen" data-many="%(n)s chosen"></span>
    <button type="button" data-all>all</button>`;
  document.body.replaceChildren(rowsToPick);
  return rowsToPick;
}

const says = () => document.querySelector("[data-chosen]")?.textContent;
const all = () => document.querySelector<HTMLElement>("[data-all]")?.click();

function tick(box: HTMLInputElement | undefined): void {
  if (!box) throw new Error("no such row");
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

test("it says how many are chosen", () => {
  const rows = list(3);
  assert.equal(says(), "0 chosen");

  tick(rows.boxes[1]);

  assert.equal(says(), "1 chosen");
  assert.ok(rows.boxes[1]?.closest("tr")?.classList.contains("is-chosen"));
});

test("one press takes the rest of the page, another lets it go", () => {
  const rows = list(3);
  tick(rows.boxes[0]);

  all();
  assert.equal(says(), "3 chosen");

  all();
  assert.equal(says(), "0 chosen");
});

test("a page on which nobody can be chosen stays quiet", () => {
  list(0);

  all();

  assert.equal(says(), "0 chosen");
});
