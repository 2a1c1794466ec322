import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { moment, press, show, speak } from "./dom.ts";

speak();
const { GapFinder } = await import("../src/elements/gap-finder.ts");

const PANEL = `<ol class="day"><li><a data-card="7" href="/calendar/appointments/7/" tabindex="0">…</a></li></ol>
  <section class="lane" data-of="doctor" data-pk="3" data-day="2026-03-03"><ol class="day"></ol></section>
  <gap-finder data-from="/calendar/gaps/"><button data-asks></button>
  <input id="gap"><div id="gap-found"></div></gap-finder>
  <dialog id="act"><a autofocus href="/"></a></dialog>`;
const OPTION = (n: number, chosen = n === 1) =>
  `<li role="option" id="gap-${n}" aria-selected="${chosen}" data-href="/new/?n=${n}" data-doctor="3"
    data-day="2026-03-03" data-starts="600" data-minutes="40" data-face="Free 40 min"></li>`;

let finder: InstanceType<typeof GapFinder>;
let asked: string[];

beforeEach(() => {
  show(PANEL);
  finder = document.querySelector("gap-finder") as InstanceType<typeof GapFinder>;
  asked = [];
  window.htmx = {
    ajax: async (_method, path) => void asked.push(path),
    process: () => undefined,
  };
});

async function answer(typed: string, ...options: string[]): Promise<void> {
  const found = finder.querySelector("#gap-found") as HTMLElement;
  found.innerHTML = `<div data-for="${typed}"><ol>${options.join("")}</ol></div>`;
  await moment();
}

function chosen(): string | undefined {
  return finder.chosen?.id;
}

test("the arrows choose a free time and go around", async () => {
  await answer("", OPTION(1), OPTION(2));
  const input = finder.input as HTMLInputElement;

  press("ArrowDown", input);
  assert.equal(chosen(), "gap-2");
  assert.equal(input.getAttribute("aria-activedescendant"), "gap-2");
  press("ArrowDown", input);
  assert.equal(chosen(), "gap-1");
  press("ArrowUp", input);
  assert.equal(chosen(), "gap-2");
});

test("Enter opens the form of what is chosen", async () => {
  await answer("", OPTION(1), OPTION(2));

  press("ArrowDown", finder.input as HTMLInputElement);
  press("Enter", finder.input as HTMLInputElement);
  await moment();

  assert.deepEqual(asked, ["/new/?n=2"]);
});

test("Enter waits for the answer to what was typed last", async () => {
  await answer("Li", OPTION(1));
  const input = finder.input as HTMLInputElement;
  input.value = "Li afternoon";

  press("Enter", input);
  assert.deepEqual(asked, []);
  await answer("Li afternoon", OPTION(3, true));
  await moment();

  assert.deepEqual(asked, ["/new/?n=3"]);
});

test("what is chosen is drawn where it lies, and taken away again", async () => {
  const input = finder.input as HTMLInputElement;
  input.focus();
  await answer("", OPTION(1));

  const gap = document.querySelector<HTMLElement>(".lane [data-gap]");
  assert.equal(gap?.dataset.starts, "600");
  assert.equal(gap?.textContent, "Free 40 min");
  await answer("nothing");
  assert.equal(document.querySelector("[data-gap]"), null);
});

test("pressed on a card, it looks for another time for that card", async () => {
  document.querySelector<HTMLElement>("[data-card]")?.focus();

  finder.querySelector<HTMLElement>("[data-asks]")?.click();
  await moment();

  assert.deepEqual(asked, ["/calendar/gaps/?appointment=7"]);
});

test("pressed anywhere else, it waits to be told", () => {
  finder.querySelector<HTMLElement>("[data-asks]")?.click();

  assert.deepEqual(asked, []);
  assert.equal(document.activeElement, finder.input);
});
