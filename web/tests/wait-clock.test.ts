import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { show } from "./dom.ts";

const { face, WaitClock } = await import("../src/elements/wait-clock.ts");
const table = JSON.parse(readFileSync(new URL("wait-clock.json", import.meta.url), "utf8")) as {
  seconds: number;
  goal: number;
}[];

for (const { seconds, goal, ...shown } of table) {
  test(`${seconds} s of ${goal} reads ${JSON.stringify(shown)}`, () => {
    assert.deepEqual(face(seconds, goal), shown);
  });
}

const CLOCK = `<flow-board data-over="{n} over"><a data-card="5" data-state="near">
  <wait-clock data-state="near" waited="590" goal="600"><svg><circle class="p"></circle></svg>
  <span><b>9</b> min<span class="over"></span></span></wait-clock></a></flow-board>`;

function drawn(): InstanceType<typeof WaitClock> {
  show(CLOCK);
  return document.querySelector("wait-clock") as InstanceType<typeof WaitClock>;
}

test("it counts on from what the server said, whatever the time is here", (t) => {
  t.mock.method(Date, "now", () => 0);
  const clock = drawn();

  clock.tell(performance.now() + 11_000);

  assert.equal(clock.querySelector("b")?.textContent, "10");
  assert.equal(clock.dataset.state, "over");
});

test("the card it stands on and the minutes beyond the goal follow", () => {
  const clock = drawn();

  clock.tell(performance.now() + 430_000);

  assert.equal(clock.querySelector(".over")?.textContent, "7 over");
  assert.equal(clock.closest<HTMLElement>("[data-card]")?.dataset.state, "over");
});

test("a board drawn again sets it anew", () => {
  const clock = drawn();

  clock.setAttribute("waited", "60");
  clock.tell(performance.now());

  assert.equal(clock.querySelector("b")?.textContent, "1");
  assert.equal(clock.dataset.state, "calm");
});
