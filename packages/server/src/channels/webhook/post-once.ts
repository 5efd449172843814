import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { ConnectionOptions } from "node:tls";

export type PostAnswer =
  | { readonly ok: true }
  /** `final`: it says that it wants no more. */
  | { readonly ok: false; readonly detail: string; readonly final: boolean };

/** One attempt: sends and waits for the status, reads nothing of what comes back, follows no redirect. Never rejects. */
export function postOnce(asked: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secure: ConnectionOptions;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}): Promise<PostAnswer> {
  const { url, headers, body, secure, timeoutMs, signal } = asked;
  const isTls = url.startsWith("https:");
  return new Promise((resolve) => {
    const failed = (detail: string, final = false): void => resolve({ ok: false, detail, final });
    const options = { method: "POST", headers: { ...headers }, agent: false, signal } as const;
    const request = isTls
      ? requestHttps(url, { ...options, ...secure })
      : requestHttp(url, options);
    const late = setTimeout(() => {
      failed(`no answer within ${timeoutMs / 1_000} s`);
      request.destroy();
    }, timeoutMs);
    request.on("error", (error) => {
      clearTimeout(late);
      failed(error.message);
    });
    request.on("response", (response) => {
      clearTimeout(late);
      const status = response.statusCode ?? 0;
      response.destroy();
      if (status >= 200 && status < 300) resolve({ ok: true });
      else if (status >= 300 && status < 400)
        failed(`answered ${status}: it points elsewhere, and that is not followed`);
      else failed(`answered ${status}`, status === 410);
    });
    request.end(body);
  });
}
