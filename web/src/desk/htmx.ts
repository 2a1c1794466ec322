export interface RequestDetail {
  ctx: {
    sourceElement: Element;
    queueStrategy?: string;
    request: {
      method: string;
      headers: Record<string, string>;
      body: FormData | URLSearchParams;
      abort?: () => void;
      submitter?: Element | null;
    };
    response?: { status: number; raw: Response };
  };
  error?: Error;
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
