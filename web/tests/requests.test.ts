import assert from "node:assert/strict";
import { test } from "node:test";
import { show, speak } from "./dom.ts";

speak();
const { commandKey, newKey, sentenceFor } = await import("../src/desk/requests.ts");

function configure(method: string, body = new FormData()) {
  const source = document.querySelector("button") as Element;
  const headers: Record<string, string> = {};
  const ctx = { sourceElement: source, request: { method, headers, body } };
  document.dispatchEvent(new CustomEvent("htmx:config:request", { detail: { ctx } }));
  return { headers, ctx };
}

test("one rendering of a button keeps one key however often it is pressed", () => {
  show("<button>Keep</button>");

  const first = configure("POST").headers["Idempotency-Key"];
  const second = configure("POST").headers["Idempotency-Key"];

  assert.match(first ?? "", /^[0-9a-f]{32}$/);
  assert.equal(first, second);
});

test("after an answer the next press is another command", () => {
  show("<button>Keep</button>");
  const { headers, ctx } = configure("POST");
  const response = { status: 422, raw: { redirected: false, url: "" } };

  document.dispatchEvent(
    new CustomEvent("htmx:after:request", { detail: { ctx: { ...ctx, response } } }),
  );

  assert.notEqual(configure("POST").headers["Idempotency-Key"], headers["Idempotency-Key"]);
});

test("a form with its own key is not given another", () => {
  show("<button>Keep</button>");
  const body = new FormData();
  body.append("idempotency_key", "of the form");

  assert.equal(configure("POST", body).headers["Idempotency-Key"], undefined);
});

test("a form opened by its own address says so, one in the dialog does not", () => {
  show('<section id="act"><button>Keep</button></section>');
  assert.equal(configure("POST").headers["X-Own-Page"], "1");

  show('<button>Keep</button><dialog id="act"></dialog>');
  assert.equal(configure("POST").headers["X-Own-Page"], undefined);
});

test("of what is typed on one field only the last is asked", () => {
  show("<input>");
  const sourceElement = document.querySelector("input") as Element;
  const calledOff: number[] = [];
  const ask = (nth: number, queueStrategy: string) => {
    const request = { method: "POST", headers: {}, abort: () => calledOff.push(nth) };
    const ctx = { sourceElement, queueStrategy, request };
    document.dispatchEvent(new CustomEvent("htmx:before:request", { detail: { ctx } }));
  };

  for (const nth of [1, 2, 3]) ask(nth, "replace");
  ask(4, "queue first");

  assert.deepEqual(calledOff, [1, 2]);
});

test("a button pressed twice before the answer is asked once, another one as well", () => {
  show("<form><button>Keep</button><button>Let go</button></form>");
  const sourceElement = document.querySelector("form") as Element;
  const [keep, letGo] = document.querySelectorAll("button") as unknown as Element[];
  const press = (submitter: Element | undefined) => {
    const request = { method: "POST", headers: {}, body: new FormData(), submitter };
    const detail = { ctx: { sourceElement, request } };
    const told = new CustomEvent("htmx:config:request", { detail, cancelable: true });
    const goes = document.dispatchEvent(told);
    if (goes) document.dispatchEvent(new CustomEvent("htmx:before:request", { detail }));
    return goes;
  };
  const answered = () => {
    const detail = { ctx: { sourceElement } };
    document.dispatchEvent(new CustomEvent("htmx:finally:request", { detail }));
  };

  assert.deepEqual([press(keep), press(keep)], [true, false]);
  answered();
  assert.deepEqual([press(keep), press(letGo)], [true, true]);
});

test("looking needs no key", () => {
  show("<button>Look</button>");

  assert.deepEqual(configure("GET").headers, {});
});

test("keys are never the same", () => {
  assert.equal(new Set(Array.from({ length: 100 }, newKey)).size, 100);
  show("<i></i><b></b>");
  const [one, other] = [document.querySelector("i"), document.querySelector("b")] as Element[];
  assert.notEqual(commandKey(one as Element), commandKey(other as Element));
});

test("what failed is said in the clinic's words", () => {
  assert.equal(sentenceFor(0), "No answer");
  assert.equal(sentenceFor(403), "Not yours");
  assert.equal(sentenceFor(503), "Something broke");
});
