import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWith, show } from "./dom.ts";

const { ImportProgress } = await import("../src/elements/import-progress.ts");

function running(): InstanceType<typeof ImportProgress> {
  show('<import-progress src="/imports/7/" data-running>62 %</import-progress>');
  return document.querySelector("import-progress") as InstanceType<typeof ImportProgress>;
}

test("progress is what the server says it is", async () => {
  const asked = answerWith(
    () => '<import-progress src="/imports/7/" data-running>80 %</import-progress>',
  );
  const progress = running();

  await progress.ask();

  assert.deepEqual(asked, ["/imports/7/"]);
  assert.equal(progress.textContent, "80 %");
  assert.ok(progress.hasAttribute("data-running"));
});

test("it stops asking when the work has ended", async () => {
  answerWith(() => '<import-progress src="/imports/7/">all in</import-progress>');
  const progress = running();

  await progress.ask();

  assert.equal(progress.textContent, "all in");
  assert.equal(progress.hasAttribute("data-running"), false);
});

test("a server that is away for a moment leaves what was shown", async () => {
  answerWith(() => new Error("away"));
  const progress = running();

  await progress.ask();

  assert.equal(progress.textContent, "62 %");
  assert.ok(progress.hasAttribute("data-running"));
});
