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

const LIVE = { name: "live", content: "/live/" };

class Line extends EventTarget {
  static CLOSED = 2;
  static opened: Line[] = [];
  readyState = 1;

  constructor() {
    super();
    Line.opened.push(this);
  }

  close(): void {
    this.readyState = Line.CLOSED;
  }
}

test("a line on which nothing is said for long is asked beside, and opened anew", (t) => {
  const later: { act: () => void; after: number }[] = [];
  t.mock.method(window, "setTimeout", (act: () => void, after: number) =>
    later.push({ act, after }),
  );
  t.mock.method(window, "clearTimeout", (nth: number) => nth && delete later[nth - 1]);
  t.mock.method(window, "setInterval", () => 1);
  Object.assign(globalThis, { EventSource: Line });
  document.head.append(Object.assign(document.createElement("meta"), LIVE));
  const due = (after: number) => later.filter((one) => one?.after === after);
  const stream = new Stream();
  stream.join(["visits"], () => undefined);
  for (const one of due(0)) one.act();
  const [line] = Line.opened;
  line?.dispatchEvent(new Event("open"));
  line?.dispatchEvent(new Event("beat"));
  assert.equal(due(40_000).length, 1);
  assert.equal(stream.state, "live");

  due(40_000)[0]?.act();

  assert.notEqual(stream.state, "live");
  assert.equal(line?.readyState, Line.CLOSED);
  assert.equal(Line.opened.length, 2);
  Line.opened[1]?.dispatchEvent(new Event("open"));
  assert.equal(stream.state, "live");
});
