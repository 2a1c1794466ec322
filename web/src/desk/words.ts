// The sentences scripts say come from the server, in the language of the page.
let known: Record<string, string> | undefined;

export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

export function word(name: string, n?: number): string {
  known ??= JSON.parse(meta("words") || "{}") as Record<string, string>;
  const sentence = known[name] ?? name;
  return n === undefined ? sentence : sentence.replace("{n}", String(n));
}
