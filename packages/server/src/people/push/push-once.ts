import { type Agent, request } from "node:https";

/** What a push service said to a message for one browser (RFC 8030, section 5). */
export type PushAnswer =
  | { readonly kind: "taken" }
  /** The browser is reached there no more. */
  | { readonly kind: "gone" }
  /** It may be tried again, after so long at the least where the service says so. */
  | {
      readonly kind: "later";
      readonly detail: string;
      readonly afterMs: number;
      /** The service said so, and did not just say nothing. */
      readonly answered: boolean;
    }
  /** It will not be taken however often it is tried. */
  | { readonly kind: "refused"; readonly detail: string };

/** No service says more; one that does is not listened to. */
const ANSWER_BYTES_MAX = 16_384;
const AFTER_MS_MAX = 600_000;

/** What follows an answer's head is waited for so long: until then the connection is in use. */
const BODY_MS = 1_000;

/** One attempt, which is over when its connection is free or gone. Follows no redirect, and never rejects. */
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
    const sent = request(endpoint, { method: "POST", headers, agent });
    let detail = "the connection ended";
    let answer: PushAnswer | null = null;
    let isLate = false;
    let end = setTimeout(() => {
      isLate = true;
      sent.destroy();
    }, timeoutMs);
    sent.on("error", (error) => {
      detail = isLate ? `no answer within ${timeoutMs / 1_000} s` : error.message;
    });
    sent.on("close", () => {
      clearTimeout(end);
      resolve(answer ?? { kind: "later", detail, afterMs: 0, answered: false });
    });
    sent.on("response", (response) => {
      clearTimeout(end);
      end = setTimeout(() => sent.destroy(), BODY_MS);
      const { statusCode, headers: said } = response;
      answer = answerOf(statusCode ?? 0, afterMsOf(said["retry-after"], nowMs()));
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) response.destroy();
      });
      response.on("error", () => undefined);
    });
    sent.end(body);
  });
}

function answerOf(status: number, afterMs: number): PushAnswer {
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const detail = `answered ${status}`;
  if (status === 429 || status >= 500) return { kind: "later", detail, afterMs, answered: true };
  return { kind: "refused", detail };
}

/** Seconds, or a moment (RFC 9110, section 10.2.3); 0 where neither stands there. */
function afterMsOf(said: string | undefined, nowMs: number): number {
  if (said === undefined) return 0;
  const ms = /^\d+$/.test(said) ? 1_000 * Number(said) : Date.parse(said) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), AFTER_MS_MAX) : 0;
}
