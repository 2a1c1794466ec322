// Server-drawn markup without innerHTML: scripts in it never run, handlers never bind.
export async function fetchFragment(url: string, signal?: AbortSignal): Promise<Node[]> {
  const request: RequestInit = {
    headers: { "HX-Request": "true", Accept: "text/html" },
    credentials: "same-origin",
  };
  if (signal) request.signal = signal;
  const answer = await fetch(url, request);
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${url}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.body.childNodes].map((node) => document.adoptNode(node));
}
