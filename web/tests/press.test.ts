import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { Press } = await import("../src/calendar/press.ts");

const finger = (x: number, y: number) => ({ clientX: x, clientY: y }) as PointerEvent;

/** A press whose moment comes when the test says so. */
function pressed(t: import("node:test").TestContext) {
  let ring = (): void => undefined;
  t.mock.method(window, "setTimeout", (run: () => void) => {
    ring = run;
    return 7;
  });
  const cleared = t.mock.method(window, "clearTimeout", () => undefined);
  const press = new Press();
  const taken = t.mock.fn();
  press.begin(finger(100, 100), taken);
  return { press, taken, cleared, stays: () => ring() };
}

test("a finger that stays takes the card, once", (t) => {
  const { press, taken, stays } = pressed(t);

  assert.equal(press.isOpen, true);
  stays();

  assert.equal(taken.mock.callCount(), 1);
  assert.equal(press.isOpen, false);
});

test("a hand may shake a little and no more", (t) => {
  const { press } = pressed(t);

  assert.equal(press.hasLeft(finger(105, 96)), false);
  assert.equal(press.hasLeft(finger(100, 120)), true);
});

test("a finger that is lifted takes nothing later", (t) => {
  const { press, cleared } = pressed(t);

  press.end();

  assert.equal(press.isOpen, false);
  assert.deepEqual(cleared.mock.calls[0]?.arguments, [7]);
});
