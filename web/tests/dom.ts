// A document for tests: elements are defined on it when a test imports them.
import { Window } from "happy-dom";

const page = new Window({ url: "http://desk.test/", width: 1366, height: 768 });
const NAMES = [
  "document",
  "HTMLElement",
  "HTMLInputElement",
  "HTMLSelectElement",
  "HTMLDialogElement",
  "HTMLDetailsElement",
  "HTMLButtonElement",
  "HTMLFormElement",
  "HTMLTextAreaElement",
  "HTMLMetaElement",
  "Element",
  "Node",
  "Event",
  "EventTarget",
  "CustomEvent",
  "KeyboardEvent",
  "InputEvent",
  "SubmitEvent",
  "FormData",
  "DOMParser",
  "MutationObserver",
  "customElements",
  "localStorage",
  "location",
] as const;

const world = globalThis as unknown as Record<string, unknown>;
world.window = page;
for (const name of NAMES)
  Object.defineProperty(globalThis, name, {
    value: (page as unknown as Record<string, unknown>)[name],
    configurable: true,
    writable: true,
  });

export const WORDS = {
  now: "now",
  "late-minutes": "{n} min late",
  "late-hours": "{n} h late",
  "late-days": "{n} d late",
  "ahead-minutes": "in {n} min",
  "ahead-hours": "in {n} h",
  "ahead-days": "in {n} d",
  found: "{n} found",
  "found-none": "Nothing found",
  offline: "No answer",
  "went-wrong": "Something broke",
  forbidden: "Not yours",
  gone: "Gone",
  "too-big": "Too large",
};

/** Puts markup on the page whole, the way a swap does. */
export function show(markup: string): void {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  document.body.replaceChildren(...[...parsed.body.childNodes].map((n) => document.adoptNode(n)));
}

export function speak(): void {
  const meta = document.createElement("meta");
  meta.setAttribute("name", "words");
  meta.setAttribute("content", JSON.stringify(WORDS));
  document.head.append(meta);
}

export function press(
  key: string,
  on: Element = document.body,
  held: KeyboardEventInit = {},
): boolean {
  return on.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }),
  );
}

/** Lets promises and timers of up to a moment come true. */
export function moment(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function answerWith(answers: (url: string, init: RequestInit) => string | Error): string[] {
  const asked: string[] = [];
  world.fetch = async (url: string, init: RequestInit = {}) => {
    asked.push(url);
    const answer = answers(url, init);
    if (answer instanceof Error) throw answer;
    await moment();
    if (init.signal?.aborted) throw new Error("aborted");
    return { ok: true, redirected: false, status: 200, text: async () => answer };
  };
  return asked;
}
