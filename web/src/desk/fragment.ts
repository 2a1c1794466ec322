import { meta } from "./words.ts";

// Server-drawn markup without innerHTML: scripts in it never run, handlers never bind.
export async function fetchFragment(
  url: string,
  signal?: AbortSignal,
  asked?: Record<string, string>,
): Promise<Node[]> {
  const request: RequestInit = {
    headers: { "HX-Request": "true", Accept: "text/html" },
    credentials: "same-origin",
  };
  if (signal) request.signal = signal;
  // What people type may be somebody's name: it travels in the body, never in an address.
  if (asked) {
    request.method = "POST";
    request.headers = { ...request.headers, "X-CSRFToken": meta("csrf-token") };
    request.body = new URLSearchParams(asked);
  }
  const answer = await fetch(url, request);
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${url}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.body.childNodes].map((node) => document.adoptNode(node));
}
