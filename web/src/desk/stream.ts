// One event stream a page. What it brings is only a hint to ask again: nothing is shown from it.
import { meta } from "./words.ts";

export type StreamState = "live" | "polling" | "lost";
type Listener = { topics: string[]; tell: () => void };

const PACE = 5000;
const AWAY = 30_000;
const RETRY = 15_000;
// The server says a word every 15 s: a line without any for longer has broken unnoticed.
const SILENT = 40_000;

export class Stream extends EventTarget {
  state: StreamState = "live";
  #listeners = new Set<Listener>();
  #source: EventSource | undefined;
  #address = "";
  #poll = 0;
  #away = 0;
  #retry = 0;
  #settle = 0;
  #silence = 0;

  join(topics: string[], tell: () => void): () => void {
    const listener = { topics, tell };
    this.#listeners.add(listener);
    this.#later();
    return () => {
      this.#listeners.delete(listener);
      this.#later();
    };
  }

  get topics(): string[] {
    return [...new Set([...this.#listeners].flatMap((one) => one.topics))].sort();
  }

  hear(data: string): void {
    const topic = topicOf(data);
    for (const one of this.#listeners) if (topic === "" || one.topics.includes(topic)) one.tell();
  }

  everyone(): void {
    for (const one of this.#listeners) one.tell();
  }

  // Many regions join within one tick: open once they all have.
  #later(): void {
    window.clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => this.#open(), 0);
  }

  #open(): void {
    const base = meta("live");
    const address = base && this.topics.length ? `${base}?on=${this.topics.join(",")}` : "";
    if (address === this.#address && this.#source) return;
    this.#close();
    this.#address = address;
    if (address && !document.hidden) this.#connect();
  }

  #connect(): void {
    const source = new EventSource(this.#address);
    this.#source = source;
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("look", (event) => {
      this.#spoke();
      this.hear(event.data);
    });
    source.addEventListener("beat", () => this.#spoke());
    source.addEventListener("error", () => this.#failed());
  }

  #spoke(): void {
    window.clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => {
      this.#fallBack();
      this.#reopen();
    }, SILENT);
  }

  // The server's first word is an empty "look": whatever happened meanwhile is asked for then.
  #opened(): void {
    window.clearInterval(this.#poll);
    this.#poll = 0;
    this.#spoke();
    this.#become("live");
  }

  #fallBack(): void {
    if (!this.#poll) this.#poll = window.setInterval(() => this.everyone(), PACE);
    this.#become(navigator.onLine ? "polling" : "lost");
  }

  #failed(): void {
    this.#fallBack();
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.#reopen(), RETRY);
  }

  #reopen(): void {
    this.#source?.close();
    if (this.#address && !document.hidden) this.#connect();
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    window.clearInterval(this.#poll);
    window.clearTimeout(this.#retry);
    window.clearTimeout(this.#silence);
    this.#poll = 0;
  }

  // A browser allows six connections to a house: pages nobody looks at give theirs back.
  look(): void {
    window.clearTimeout(this.#away);
    if (document.hidden) this.#away = window.setTimeout(() => this.#close(), AWAY);
    else if (this.#address && !this.#source) this.#connect();
  }

  asked(answered: boolean): void {
    if (this.state !== "live") this.#become(answered ? "polling" : "lost");
  }

  #become(state: StreamState): void {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

export function topicOf(data: string): string {
  try {
    const told = JSON.parse(data) as { on?: string };
    return told.on ?? "";
  } catch {
    return "";
  }
}

export const stream = new Stream();
document.addEventListener("visibilitychange", () => stream.look());
