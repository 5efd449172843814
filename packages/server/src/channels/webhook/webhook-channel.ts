import type { ConnectionOptions } from "node:tls";
import { type ChannelId, MICROS_PER_SECOND, type Mode, warningKey } from "@tocsin/core";
import {
  type Channel,
  type ChannelReceipt,
  type ChannelReports,
  type Clock,
  heldUntilUs,
  type OutgoingWarning,
} from "@tocsin/sdk";
import { type PostAnswer, postOnce } from "./post-once.ts";
import {
  readWebhookSecret,
  signedHeaders,
  type WebhookMessage,
  webhookMessage,
} from "./webhook-message.ts";

const ATTEMPT_MS = 5_000;
const FIRST_PAUSE_S = 0.5;
const LONGEST_PAUSE_S = 15;
/** Areas with something unsent at one time; beyond it, what comes is refused and said so. */
export const UNSENT_MAX = 1_000;

export interface WebhookOptions {
  readonly id: ChannelId;
  readonly modes: readonly Mode[];
  readonly url: string;
  readonly clock: Clock;
  readonly reports: ChannelReports;
  /** The first line of the secret's file, read for each message, so that a new one is taken up. */
  readonly secret: () => Promise<string>;
  readonly secure: () => Promise<ConnectionOptions>;
}

/** One message on its way, with what takes it back. */
interface Sending {
  readonly message: OutgoingWarning;
  readonly stop: AbortController;
}

/**
 * Sends each warning to a server as Standard Webhooks has it, and goes on trying until it is taken or has expired. The newest of an area
 * takes the place of an older one that is still unsent.
 */
export function createWebhookChannel(options: WebhookOptions): Channel {
  const { id, modes, clock, reports } = options;
  const unsent = new Map<string, Sending>();

  async function send(message: OutgoingWarning): Promise<ChannelReceipt> {
    const place = `${message.warning.areaId} ${message.warning.mode}`;
    const before = unsent.get(place);
    if (before === undefined && unsent.size >= UNSENT_MAX)
      return { outcome: "failed", detail: `${UNSENT_MAX} messages are unsent` };
    before?.stop.abort();
    const sending = { message, stop: new AbortController() };
    unsent.set(place, sending);
    const done = (): void => {
      if (unsent.get(place) === sending) unsent.delete(place);
    };
    const first = await attempt(options, message, sending.stop.signal);
    if (first.ok) {
      done();
      return { outcome: "delivered", detail: "taken by the server" };
    }
    if (first.final) {
      done();
      return { outcome: "failed", detail: `${first.detail}: it wants no more` };
    }
    void retry(sending).finally(done);
    return { outcome: "failed", detail: `${first.detail}; trying on until it expires` };
  }

  async function retry({ message, stop }: Sending): Promise<void> {
    const { warning } = message;
    const untilUs = heldUntilUs(message);
    let pauseS = FIRST_PAUSE_S;
    for (;;) {
      await clock.waitUntil(clock.nowUs() + pauseS * MICROS_PER_SECOND, stop.signal);
      if (stop.signal.aborted || clock.nowUs() >= untilUs) return;
      const answer = await attempt(options, message, stop.signal);
      if (answer.ok)
        reports.receipt({
          warningKey: warningKey(warning),
          version: warning.version,
          outcome: "delivered",
          detail: "taken by the server, after it had failed",
        });
      if (answer.ok || answer.final) return;
      pauseS = Math.min(2 * pauseS, LONGEST_PAUSE_S);
    }
  }

  return {
    id,
    modes,
    send,
    close: () => {
      for (const { stop } of unsent.values()) stop.abort();
      return Promise.resolve();
    },
  };
}

/** Never rejects. */
async function attempt(
  options: WebhookOptions,
  message: OutgoingWarning,
  signal: AbortSignal,
): Promise<PostAnswer> {
  try {
    const secret = readWebhookSecret(await options.secret());
    if (secret === null)
      return {
        ok: false,
        final: false,
        detail: "its secret is no `whsec_` with 24 octets or more",
      };
    const whole: WebhookMessage = webhookMessage(message);
    return await postOnce({
      url: options.url,
      headers: signedHeaders(whole, secret, Math.floor(options.clock.nowUs() / MICROS_PER_SECOND)),
      body: whole.body,
      secure: await options.secure(),
      timeoutMs: ATTEMPT_MS,
      signal,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, final: false, detail };
  }
}
