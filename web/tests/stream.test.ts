import assert from "node:assert/strict";
import { test } from "node:test";
import "./dom.ts";

const { Stream, topicOf } = await import("../src/desk/stream.ts");

test("news of a topic is told to those who joined it and to nobody else", () => {
  const stream = new Stream();
  const told: string[] = [];
  stream.join(["promises"], () => told.push("promises"));
  stream.join(["visits"], () => told.push("visits"));

  stream.hear('{"on": "promises"}');

  assert.deepEqual(told, ["promises"]);
});

test("an empty word after a gap sends everyone to look again", () => {
  const stream = new Stream();
  const told: string[] = [];
  stream.join(["promises"], () => told.push("promises"));
  stream.join(["visits"], () => told.push("visits"));

  stream.hear("{}");

  assert.deepEqual(told, ["promises", "visits"]);
});

test("who left is told nothing more", () => {
  const stream = new Stream();
  const told: string[] = [];
  const leave = stream.join(["promises"], () => told.push("promises"));

  leave();
  stream.hear('{"on": "promises"}');

  assert.deepEqual(told, []);
});

test("one stream serves all topics of the page", () => {
  const stream = new Stream();
  stream.join(["visits", "promises"], () => undefined);
  stream.join(["promises"], () => undefined);

  assert.deepEqual(stream.topics, ["promises", "visits"]);
});

test("a word that cannot be read means: look again", () => {
  assert.equal(topicOf("not json"), "");
  assert.equal(topicOf("{}"), "");
});
