import { refuse } from "../desk/toasts.ts";
import { word } from "../desk/words.ts";

type Json = { [name: string]: unknown };
type Ask = { publicKey: Json };

/**
 * Speaks to the passkey of this device: `asks="get"` to come in, `asks="create"` to add one.
 * The options stand in `options`, or are fetched from `from`; the answer is sent with the form.
 */
export class PassKey extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", (event) => {
      event.preventDefault();
      void this.ask();
    });
  }

  async ask(): Promise<void> {
    try {
      const answer = this.getAttribute("asks") === "create" ? this.#create() : this.#get();
      this.#send(await answer);
    } catch {
      refuse(word("passkey-failed"));
    }
  }

  async #options(name: string): Promise<Ask> {
    const from = this.getAttribute("from");
    if (!from) return JSON.parse(this.getAttribute("options") ?? "{}")[name];
    const answer = await fetch(from, { headers: { Accept: "application/json" } });
    return (await answer.json())[name];
  }

  async #get(): Promise<Credential | null> {
    const { publicKey } = await this.#options("request_options");
    return navigator.credentials.get({ publicKey: withBytes(publicKey) as never });
  }

  async #create(): Promise<Credential | null> {
    const { publicKey } = await this.#options("creation_options");
    const passwordless = this.querySelector<HTMLInputElement>("[name=passwordless]")?.checked;
    Object.assign(publicKey.authenticatorSelection ?? {}, {
      residentKey: passwordless ? "required" : "discouraged",
      requireResidentKey: passwordless === true,
      ...(passwordless ? { userVerification: "required" } : {}),
    });
    return navigator.credentials.create({ publicKey: withBytes(publicKey) as never });
  }

  #send(credential: Credential | null): void {
    const input = this.querySelector<HTMLInputElement>("[name=credential]");
    if (!input?.form || !(credential instanceof PublicKeyCredential)) throw new Error("no answer");
    input.value = JSON.stringify(withText(credential));
    input.form.submit();
  }
}

// The wire speaks base64url, the browser bytes.
const BYTES = new Set(["challenge", "id"]);

export function withBytes(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => withBytes(one));
  if (value && typeof value === "object") {
    const rows = Object.entries(value).filter(([, one]) => one !== null);
    const isRp = name === "rp";
    return Object.fromEntries(rows.map(([n, one]) => [n, isRp ? one : withBytes(one, n)]));
  }
  return typeof value === "string" && BYTES.has(name) ? toBytes(value) : value;
}

export function toBytes(text: string): Uint8Array {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function withText(credential: PublicKeyCredential): Json {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const from = credential.response as unknown as Record<string, ArrayBuffer | null>;
  const response: Json = {};
  for (const name of [...names, "userHandle"]) {
    const bytes = from[name];
    if (bytes) response[name] = toText(bytes);
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

customElements.define("pass-key", PassKey);
