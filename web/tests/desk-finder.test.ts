import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answerWith, moment, press, show, speak } from "./dom.ts";

speak();
const { DeskFinder } = await import("../src/elements/desk-finder.ts");

const FINDER = `<desk-finder><form action="/finder/"><input></form>
  <div role="listbox" hidden></div><p role="status"></p></desk-finder>`;
const option = (id: string) =>
  `<div role="option" id="${id}" data-href="/${id}/"><span class="act" data-href="/${id}/promise/">Promise</span></div>`;

let finder: InstanceType<typeof DeskFinder>;

beforeEach(() => {
  show(FINDER);
  finder = document.querySelector("desk-finder") as InstanceType<typeof DeskFinder>;
});

async function type(text: string): Promise<void> {
  finder.input.value = text;
  await finder.ask();
}

function selected(): string[] {
  return finder.options
    .filter((one) => one.getAttribute("aria-selected") === "true")
    .map((o) => o.id);
}

test("what the server found is shown, the first one chosen, and said aloud", async () => {
  answerWith(() => option("a") + option("b"));

  await type("wf");

  assert.equal(finder.list.hidden, false);
  assert.deepEqual(selected(), ["a"]);
  assert.equal(finder.input.getAttribute("aria-activedescendant"), "a");
  assert.equal(finder.querySelector("[role=status]")?.textContent, "2 found");
});

test("arrows walk through the results and around", async () => {
  answerWith(() => option("a") + option("b"));
  await type("wf");

  press("ArrowDown", finder.input);
  assert.deepEqual(selected(), ["b"]);
  press("ArrowDown", finder.input);
  assert.deepEqual(selected(), ["a"]);
  press("ArrowUp", finder.input);
  assert.deepEqual(selected(), ["b"]);
});

test("a late answer to an earlier word is thrown away", async () => {
  answerWith((_url, init) => option(String(init.body).endsWith("wang") ? "right" : "stale"));
  finder.input.value = "w";
  const stale = finder.ask();
  finder.input.value = "wang";

  await Promise.all([stale, finder.ask()]);

  assert.deepEqual(selected(), ["right"]);
});

test("an empty box asks nothing and shows nothing", async () => {
  const asked = answerWith(() => option("a"));

  await type("   ");

  assert.deepEqual(asked, []);
  assert.equal(finder.list.hidden, true);
});

test("what is typed reaches the server whole, and stands in no address", async () => {
  const sent: unknown[] = [];
  const asked = answerWith((_url, init) => {
    sent.push(init.method, new URLSearchParams(String(init.body)).get("q"));
    return "";
  });

  await type("王 芳&x");

  assert.deepEqual(asked, ["/finder/"]);
  assert.deepEqual(sent, ["POST", "王 芳&x"]);
});

test("Escape folds the results away", async () => {
  answerWith(() => option("a"));
  await type("a");

  press("Escape", finder.input);

  assert.equal(finder.list.hidden, true);
  assert.equal(finder.input.getAttribute("aria-expanded"), "false");
});

test("a server that does not answer is named, and typing goes on", async () => {
  answerWith(() => new Error("away"));

  await type("a");
  await moment();

  assert.equal(finder.querySelector("[role=status]")?.textContent, "No answer");
});
