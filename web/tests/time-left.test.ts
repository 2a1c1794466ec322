import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { show, speak } from "./dom.ts";

speak();
const { timeLeft, TimeLeft } = await import("../src/elements/time-left.ts");
const table = JSON.parse(readFileSync(new URL("time-left.json", import.meta.url), "utf8")) as {
  seconds: number;
  says: string;
}[];
const NOON = new Date("2026-03-02T04:00:00Z");

for (const { seconds, says } of table) {
  test(`${seconds} s away reads “${says}”`, () => {
    assert.equal(timeLeft(new Date(NOON.getTime() + seconds * 1000), NOON), says);
  });
}

test("a row says it again as time goes by", () => {
  show('<time-left datetime="2026-03-02T12:30:00+08:00">?</time-left>');
  const row = document.querySelector("time-left") as InstanceType<typeof TimeLeft>;

  row.tell(NOON);
  assert.equal(row.textContent, "in 30 min");
  row.tell(new Date("2026-03-02T04:42:00Z"));
  assert.equal(row.textContent, "12 min late");
});
