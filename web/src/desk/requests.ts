// Every changing request carries the token and a key of its own: pressed twice, done once.
import type { RequestDetail } from "./htmx.ts";
import { refuse } from "./toasts.ts";
import { meta, word } from "./words.ts";

const keys = new WeakMap<Element, string>();

export function commandKey(element: Element): string {
  const key = keys.get(element) ?? newKey();
  keys.set(element, key);
  return key;
}

// crypto.randomUUID is missing on a plain-http desk, getRandomValues is not.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function sentenceFor(status: number): string {
  if (status === 0) return word("offline");
  if (status >= 500) return word("went-wrong");
  const named: Record<number, string> = { 403: "forbidden", 404: "gone", 413: "too-big" };
  return word(named[status] ?? "went-wrong");
}

function detailOf(event: Event): RequestDetail["ctx"] {
  return (event as CustomEvent<RequestDetail>).detail.ctx;
}

// Which button of it was pressed, of whatever is being answered just now.
const underWay = new WeakMap<Element, Element | null>();

document.addEventListener("htmx:config:request", (event) => {
  const { request, sourceElement } = detailOf(event);
  if (request.method === "GET") return;
  // The same press again would do nothing more, and its answer would be shown twice.
  if (underWay.get(sourceElement) === (request.submitter ?? null)) {
    event.preventDefault();
    return;
  }
  request.headers["X-CSRFToken"] = meta("csrf-token");
  if (!request.body.has("idempotency_key"))
    request.headers["Idempotency-Key"] = commandKey(sourceElement);
  if (isOwnPage()) request.headers["X-Own-Page"] = "1";
});

// A form opened by its own address stands where the dialog stands on other pages.
function isOwnPage(): boolean {
  const act = document.getElementById("act");
  return act !== null && !(act instanceof HTMLDialogElement);
}

// Of what one types only the last is asked. htmx forgets whom it let begin as soon as the one
// before is called off, and an older answer would come in over a newer one.
const latest = new WeakMap<Element, RequestDetail["ctx"]>();

document.addEventListener("htmx:before:request", (event) => {
  const asked = detailOf(event);
  const { method, submitter = null } = asked.request;
  if (method !== "GET" && asked.queueStrategy !== "replace")
    underWay.set(asked.sourceElement, submitter);
  if (asked.queueStrategy !== "replace") return;
  latest.get(asked.sourceElement)?.request.abort?.();
  latest.set(asked.sourceElement, asked);
});

document.addEventListener("htmx:finally:request", (event) => {
  underWay.delete(detailOf(event).sourceElement);
});

// A new answer means a new rendering: what is pressed next is another command.
document.addEventListener("htmx:after:request", (event) => {
  const { sourceElement, response } = detailOf(event);
  if (response && response.status < 500) keys.delete(sourceElement);
  if (response?.raw.redirected && new URL(response.raw.url).pathname === meta("sign-in"))
    location.reload();
});

document.addEventListener("htmx:response:error", (event) => {
  const status = detailOf(event).response?.status ?? 0;
  if (status !== 409 && status !== 422) refuse(sentenceFor(status));
});

document.addEventListener("htmx:error", (event) => {
  const wasCalledOff = (event as CustomEvent<RequestDetail>).detail.error?.name === "AbortError";
  if (!detailOf(event)?.response && !wasCalledOff) refuse(sentenceFor(0));
});
