import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "./dom.ts";

speak();
const { toBytes, toText, withBytes } = await import("../src/elements/pass-key.ts");

test("bytes survive the way over the wire and back", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, place) => place);

  assert.deepEqual(toBytes(toText(bytes.buffer)), bytes);
});

test("only what the device reads as bytes becomes bytes", () => {
  const ready = withBytes({
    challenge: "AQI",
    rp: { id: "desk.test", name: "Renxin" },
    user: { id: "Aw", name: "linxi" },
    excludeCredentials: [{ id: "BA", type: "public-key" }],
    extensions: null,
  }) as Record<string, Record<string, unknown>>;

  assert.deepEqual(ready.challenge, Uint8Array.of(1, 2));
  assert.deepEqual(ready.rp, { id: "desk.test", name: "Renxin" });
  assert.deepEqual(ready.user?.id, Uint8Array.of(3));
  assert.equal("extensions" in ready, false);
});
