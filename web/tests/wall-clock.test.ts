import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { clinicTime } = await import("../src/elements/wall-clock.ts");

test("the bar shows the clinic's time, wherever the machine thinks it is", () => {
  const moment = new Date("2026-11-23T02:42:00Z");

  assert.equal(clinicTime(moment, "Asia/Shanghai"), "10:42");
  assert.equal(clinicTime(moment, "Asia/Urumqi"), "08:42");
});

test("midnight is 00:00, not 24:00", () => {
  assert.equal(clinicTime(new Date("2026-11-22T16:00:00Z"), "Asia/Shanghai"), "00:00");
});
