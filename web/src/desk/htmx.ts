export interface RequestDetail {
  ctx: {
    sourceElement: Element;
    request: { method: string; headers: Record<string, string>; body: FormData | URLSearchParams };
    response?: { status: number; raw: Response };
  };
}

export interface Htmx {
  ajax(
    method: "GET" | "POST",
    path: string,
    context: { target: Element; swap?: string; source?: Element },
  ): Promise<void>;
  process(root: Element): void;
}

declare global {
  interface Window {
    htmx?: Htmx;
  }
}
