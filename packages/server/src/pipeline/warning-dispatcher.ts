import { enuToGeodetic, createLocalFrame, degrees, warningKey } from "@tocsin/core";
import type { Area, ReceiptEvent, SiteModel, Warning } from "@tocsin/core";
import type { Channel, OutgoingWarning } from "@tocsin/sdk";
import { mayCarry } from "../channels/channel-gate.ts";
import { warningText } from "../channels/warning-text.ts";
import type { Receipt } from "./receipt.ts";

/** A channel that has not answered by then counts as failed for that message. */
const SEND_TIMEOUT_MS = 10_000;

/**
 * Hands every warning to all channels at once and turns what becomes of it into receipts, which events
 * again. The caller must not step the engine from inside `receipt`: it is called while a step is being sent. A channel that fails or hangs holds up no other.
 */
export class WarningDispatcher {
  readonly #channels: readonly Channel[];
  readonly #site: SiteModel;
  readonly #timeZone: string | undefined;
  readonly #receipt: (receipt: Receipt) => void;
  readonly #rings: ReadonlyMap<string, readonly (readonly number[])[]>;
  readonly #pending = new Set<Promise<void>>();

  constructor(options: {
    readonly channels: readonly Channel[];
    readonly site: SiteModel;
    /** IANA name, for the times in the texts; without it they are in UTC. */
    readonly timeZone?: string | undefined;
    readonly receipt: (receipt: Receipt) => void;
  }) {
    this.#channels = options.channels;
    this.#site = options.site;
    this.#timeZone = options.timeZone;
    this.#receipt = options.receipt;
    this.#rings = new Map(
      options.site.areas.map((area) => [area.id, ringsDeg(options.site, area)]),
    );
  }

  dispatch(warning: Warning, recorded: boolean): void {
    const area = this.#site.areas.find((candidate) => candidate.id === warning.areaId);
    const areaRingsDeg = this.#rings.get(warning.areaId);
    if (area === undefined || areaRingsDeg === undefined) return;
    const text = warningText(warning, {
      siteName: this.#site.name,
      area,
      ...(this.#timeZone === undefined ? {} : { timeZone: this.#timeZone }),
    });
    const message: OutgoingWarning = {
      warning,
      siteName: this.#site.name,
      areaName: area.name,
      areaOwner: area.owner,
      areaRingsDeg,
      recorded,
      headline: text.headline,
      instruction: text.instruction,
    };
    for (const channel of this.#channels) {
      if (mayCarry(channel, warning)) this.#send(channel, message);
      else this.#answer(channel, warning, "not-live", `carries ${channel.modes.join(", ")} only`);
    }
  }

  /** Resolves when no message is under way: a run under a virtual clock waits for it between events. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async close(): Promise<void> {
    await this.settled();
    await Promise.all(this.#channels.map((channel) => channel.close()));
  }

  #send(channel: Channel, message: OutgoingWarning): void {
    const sending = withTimeout(channel.send(message), SEND_TIMEOUT_MS).then(
      (receipt) => this.#answer(channel, message.warning, receipt.outcome, receipt.detail),
      (error: unknown) => this.#answer(channel, message.warning, "failed", describe(error)),
    );
    this.#pending.add(sending);
    void sending.finally(() => this.#pending.delete(sending));
  }

  #answer(
    channel: Channel,
    warning: Warning,
    outcome: ReceiptEvent["outcome"],
    detail: string,
  ): void {
    this.#receipt({
      type: "receipt",
      warningKey: warningKey(warning),
      version: warning.version,
      channelId: channel.id,
      outcome,
      detail,
    });
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function ringsDeg(site: SiteModel, area: Area): readonly (readonly number[])[] {
  const frame = createLocalFrame(site.origin);
  return area.rings.map((ring) => {
    const out: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const place = enuToGeodetic(frame, ring[i], ring[i + 1], area.groundHeightM);
      out.push(degrees(place.latitudeRad), degrees(place.longitudeRad));
    }
    return out;
  });
}
