import { type Agent, request } from "node:https";

/** What a push service said to a message for one browser (RFC 8030, section 5). */
export type PushAnswer =
  | { readonly kind: "taken" }
  /** The browser is reached there no more. */
  | { readonly kind: "gone" }
  /** It may be tried again, after so long at the least where the service says so. */
  | { readonly kind: "later"; readonly detail: string; readonly afterMs: number }
  /** It will not be taken however often it is tried. */
  | { readonly kind: "refused"; readonly detail: string };

/** No service says more; one that does is not listened to. */
const ANSWER_BYTES_MAX = 16_384;
const AFTER_MS_MAX = 600_000;

/** One attempt. Follows no redirect, and never rejects. */
export function pushOnce(asked: {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
  readonly agent: Agent;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
}): Promise<PushAnswer> {
  const { endpoint, headers, body, agent, timeoutMs, nowMs } = asked;
  return new Promise((resolve) => {
    const later = (detail: string): void => resolve({ kind: "later", detail, afterMs: 0 });
    const sent = request(endpoint, { method: "POST", headers, agent });
    const late = setTimeout(() => {
      later(`no answer within ${timeoutMs / 1_000} s`);
      sent.destroy();
    }, timeoutMs);
    sent.on("error", (error) => {
      clearTimeout(late);
      later(error.message);
    });
    sent.on("response", (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) response.destroy();
      });
      response.on("close", () => clearTimeout(late));
      response.on("error", () => undefined);
      resolve(
        answerOf(response.statusCode ?? 0, afterMsOf(response.headers["retry-after"], nowMs())),
      );
    });
    sent.end(body);
  });
}

function answerOf(status: number, afterMs: number): PushAnswer {
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const detail = `answered ${status}`;
  if (status === 429 || status >= 500) return { kind: "later", detail, afterMs };
  return { kind: "refused", detail };
}

/** Seconds, or a moment (RFC 9110, section 10.2.3); 0 where neither stands there. */
function afterMsOf(said: string | undefined, nowMs: number): number {
  if (said === undefined) return 0;
  const ms = /^\d+$/.test(said) ? 1_000 * Number(said) : Date.parse(said) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), AFTER_MS_MAX) : 0;
}
