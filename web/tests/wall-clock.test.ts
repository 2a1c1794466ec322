import assert from "node:assert/strict";
import { test } from "node:test";
import { show } from "./dom.ts";

const { clinicTime } = await import("../src/elements/wall-clock.ts");

test("the bar shows the clinic's time, wherever the machine thinks it is", () => {
  const moment = new Date("2026-11-23T02:42:00Z");

  assert.equal(clinicTime(moment, "Asia/Shanghai"), "10:42");
  assert.equal(clinicTime(moment, "Asia/Urumqi"), "08:42");
});

test("midnight is 00:00, not 24:00", () => {
  assert.equal(clinicTime(new Date("2026-11-22T16:00:00Z"), "Asia/Shanghai"), "00:00");
});

test("a machine whose own clock is wrong shows the time the house has", () => {
  show(
    '<wall-clock zone="Asia/Shanghai"><time datetime="2019-05-01T10:42:07+08:00"></time></wall-clock>',
  );

  assert.equal(document.querySelector("time")?.textContent, "10:42");
});
