import {
  createLocalFrame,
  degrees,
  enuToGeodetic,
  MICROS_PER_SECOND,
  relayKey,
  warningKey,
} from "@tocsin/core";
import type {
  Area,
  ChannelId,
  Mode,
  OfficialEntry,
  OfficialWarning,
  ReceiptEvent,
  SiteModel,
  Warning,
} from "@tocsin/core";
import type {
  Channel,
  ChannelReceipt,
  Clock,
  LaterReceipt,
  OutgoingRelay,
  OutgoingWarning,
  Language,
} from "@tocsin/sdk";
import { mayCarry } from "../channels/channel-gate.ts";
import { relayText } from "../channels/relay-text.ts";
import { warningTexts } from "../channels/warning-texts.ts";
import { type AnswerDuty, type AnswerRule, AnswerWatch } from "./answer-watch.ts";
import type { Delivery } from "./delivery-book.ts";
import type { Receipt } from "./receipt.ts";
import { SystemClock } from "./system-clock.ts";

/** What nobody answered is looked for this often. */
const ANSWERS_EVERY_US = 250_000;

/** What a channel owes when it is sent a warning. */
export interface ChannelDuty {
  readonly rule: AnswerRule | null;
  /** It gets only what another channel did not bring. */
  readonly standby: boolean;
}

/** A warning that nobody answered, or did after all: in words, for the operator. */
export interface Unanswered {
  readonly channelId: string;
  readonly areaId: string;
  readonly detail: string;
  /** It is so no more. */
  readonly over: boolean;
}

/** A channel that has not answered by then counts as failed for that message. */
const SEND_TIMEOUT_S = 10;

/** A message but for whether its record is on the disk. */
type Worded = Omit<OutgoingWarning, "recorded">;

/**
 * Hands every warning to all channels at once and turns what becomes of it into receipts, which are events
 * again. The caller must not step the engine from inside `receipt`: it is called while a step is being sent.
 * A channel that fails or hangs holds up no other.
 */
export class WarningDispatcher {
  readonly #channels: readonly Channel[];
  readonly #site: SiteModel;
  readonly #clock: Clock;
  readonly #timeZone: string | undefined;
  readonly #languages: readonly Language[];
  readonly #receipt: (receipt: Receipt) => void;
  readonly #rings: ReadonlyMap<string, readonly (readonly number[])[]>;
  readonly #duties: ReadonlyMap<string, ChannelDuty>;
  readonly #unanswered: (told: Unanswered) => void;
  readonly #answers: AnswerWatch;
  readonly #closing = new AbortController();
  readonly #pending = new Set<Promise<void>>();
  /** Gone with the warning. */
  readonly #prepared = new WeakMap<Warning, Worded>();

  constructor(options: {
    readonly channels: readonly Channel[];
    readonly site: SiteModel;
    /** Of the channels, the system's by default: they answer in real time though they may carry a recording. */
    readonly clock?: Clock;
    /** IANA name, for the times in the texts; without it they are in UTC. */
    readonly timeZone?: string | undefined;
    /** In which people are warned; without them, in English. */
    readonly languages?: readonly Language[] | undefined;
    readonly receipt: (receipt: Receipt) => void;
    /** What channels owe; one that is not named owes nothing and stands by for nobody. */
    readonly duties?: ReadonlyMap<string, ChannelDuty>;
    readonly unanswered?: (told: Unanswered) => void;
  }) {
    this.#channels = options.channels;
    this.#site = options.site;
    this.#clock = options.clock ?? new SystemClock();
    this.#timeZone = options.timeZone;
    this.#languages = options.languages ?? ["en"];
    this.#receipt = options.receipt;
    this.#duties = options.duties ?? new Map();
    this.#unanswered = options.unanswered ?? (() => undefined);
    this.#answers = new AnswerWatch(
      new Map([...this.#duties].flatMap(([id, { rule }]) => (rule === null ? [] : [[id, rule]]))),
    );
    if (this.#answers.isNeeded) void this.#watchAnswers(this.#closing.signal);
    this.#rings = new Map(
      options.site.areas.map((area) => [area.id, ringsDeg(options.site, area)]),
    );
  }

  /** Words a warning ahead of {@link dispatch}. */
  prepare(warning: Warning): void {
    const worded = this.#worded(warning);
    if (worded !== null) this.#prepared.set(warning, worded);
  }

  /** `answered`: channels that have dealt with this message before, and are left out. */
  dispatch(warning: Warning, recorded: boolean, answered: readonly string[] = []): void {
    const message = this.messageOf(warning, recorded);
    if (message === null) {
      for (const channel of this.#channels)
        this.#answer(channel, warning, "failed", "refused: the site file has no such area");
      return;
    }
    for (const channel of this.#channels) {
      if (answered.includes(channel.id)) continue;
      if (this.#isStandby(channel.id) && !this.#answers.isEscalatedTo(warning, channel.id))
        continue;
      if (mayCarry(channel, warning)) this.#send(channel, message);
      else this.#answer(channel, warning, "not-live", `carries ${channel.modes.join(", ")} only`);
    }
  }

  /** Takes in what a channel learned of a message after it had answered for it. */
  later(channelId: ChannelId, receipt: LaterReceipt): void {
    this.#say({ ...receipt, type: "receipt", channelId });
  }

  /**
   * Takes up what was sent before a restart, and tells the channels what of it holds still. Nobody is sent anything by it.
   */
  resume(deliveries: readonly Pick<Delivery, "warning" | "told">[]): void {
    for (const { warning, told = [] } of deliveries)
      this.#answers.wereTold(
        warning,
        told.filter((id) => this.#isStandby(id)),
      );
    const nowUs = this.#clock.nowUs();
    const messages = deliveries
      .filter(({ warning }) => warning.expiresUs > nowUs)
      .map(({ warning }) => this.messageOf(warning, true))
      .filter((message) => message !== null);
    for (const channel of this.#channels) channel.resume?.(messages);
  }

  /** The message of a warning; null for an area that the site does not know. */
  messageOf(warning: Warning, recorded: boolean): OutgoingWarning | null {
    const worded = this.#prepared.get(warning) ?? this.#worded(warning);
    return worded === null ? null : { ...worded, recorded };
  }

  #worded(warning: Warning): Worded | null {
    const area = this.#site.areas.find((candidate) => candidate.id === warning.areaId);
    const areaRingsDeg = this.#rings.get(warning.areaId);
    if (area === undefined || areaRingsDeg === undefined) return null;
    const { part } = warning;
    const texts = warningTexts(
      warning,
      {
        siteName: this.#site.name,
        area,
        ...(this.#timeZone === undefined ? {} : { timeZone: this.#timeZone }),
      },
      this.#languages,
    );
    return {
      warning,
      siteName: this.#site.name,
      areaName: area.name,
      areaOwner: area.owner,
      areaRingsDeg:
        part === undefined ? areaRingsDeg : ringsDeg(this.#site, { ...area, rings: part }),
      headline: texts[0].headline,
      instruction: texts[0].instruction,
      texts,
    };
  }

  /**
   * Passes an authority's message on, at once and to all channels that have a form for it. It waits for no warning of
   * ours, and no warning of ours waits for it.
   */
  relay(entry: OfficialEntry, recorded: boolean): void {
    const { warning } = entry;
    const mode = relayMode(warning, this.#site.mode);
    if (mode === null) return;
    const areas = this.#site.areas.filter(({ id }) => entry.areas.includes(id));
    const message: OutgoingRelay = {
      warning,
      mode,
      receivedUs: entry.receivedUs,
      siteName: this.#site.name,
      areaNames: areas.map(({ name }) => name),
      earlier: entry.earlier,
      recorded,
      ...relayText(warning, {
        mode,
        siteName: this.#site.name,
        ...(this.#timeZone === undefined ? {} : { timeZone: this.#timeZone }),
      }),
    };
    for (const channel of this.#channels) {
      if (channel.relay === undefined || entry.answered.includes(channel.id)) continue;
      const place = { warningKey: relayKey(warning), version: 1, channelId: channel.id };
      if (!mayCarry(channel, message)) continue;
      this.#await(
        async () => channel.relay?.(message) ?? { outcome: "failed", detail: "carries none" },
        ({ outcome, detail }) => this.#receipt({ type: "receipt", ...place, outcome, detail }),
      );
    }
  }

  /** Resolves when no message is under way: a run under a virtual clock waits for it between events. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Never rejects: a channel that cannot be closed must not keep the journal from being closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.settled();
    await Promise.allSettled(
      this.#channels.map((channel) => this.#inTime(async () => channel.close())),
    );
  }

  #isStandby(id: string): boolean {
    return this.#duties.get(id)?.standby ?? false;
  }

  #say(receipt: Receipt): void {
    this.#answers.answered(receipt);
    this.#receipt(receipt);
  }

  /** Sees to what nobody has answered, for as long as anything is answered at all. */
  async #watchAnswers(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.waitUntil(this.#clock.nowUs() + ANSWERS_EVERY_US, signal);
      if (signal.aborted) return;
      for (const duty of this.#answers.due(this.#clock.nowUs())) this.#do(duty);
    }
  }

  #do(duty: AnswerDuty): void {
    if (duty.kind === "over") {
      this.#unanswered({ ...duty, over: true });
      return;
    }
    const message = this.messageOf(duty.warning, duty.recorded);
    if (duty.kind === "escalate")
      this.#unanswered({ ...duty, areaId: duty.warning.areaId, over: false });
    const to = duty.kind === "repeat" ? [duty.channelId] : duty.to;
    for (const channel of this.#channels) {
      if (message === null || !to.includes(channel.id) || !mayCarry(channel, duty.warning))
        continue;
      // What gets every warning has it already.
      if (duty.kind === "escalate" && !this.#isStandby(channel.id)) continue;
      this.#send(channel, message);
    }
  }

  #send(channel: Channel, message: OutgoingWarning): void {
    this.#answers.sent(channel.id, message, this.#clock.nowUs());
    this.#await(
      async () => channel.send(message),
      (receipt) => this.#taken(channel, message.warning, receipt),
    );
  }

  /** The channel answers for itself; from each of those behind it an answer is still to come. */
  #taken(channel: Channel, warning: Warning, receipt: ChannelReceipt): void {
    const { outcome, detail, recipients = [] } = receipt;
    for (const recipient of recipients)
      this.#say({
        type: "receipt",
        ...receiptPlace(channel, warning),
        recipient,
        outcome: "sent",
        detail: "",
      });
    this.#answer(channel, warning, outcome, detail);
  }

  #await(send: () => Promise<ChannelReceipt>, answer: (receipt: ChannelReceipt) => void): void {
    const sending = this.#inTime(send).then(answer, (error: unknown) =>
      answer({ outcome: "failed", detail: describe(error) }),
    );
    this.#pending.add(sending);
    void sending.finally(() => this.#pending.delete(sending));
  }

  /** Rejects when `work` throws, rejects, or takes too long. */
  async #inTime<T>(work: () => Promise<T>): Promise<T> {
    // It is on its way before anybody sees to its time.
    const working = work();
    const answered = new AbortController();
    const dueUs = this.#clock.nowUs() + SEND_TIMEOUT_S * MICROS_PER_SECOND;
    const timeout = this.#clock.waitUntil(dueUs, answered.signal).then((): never => {
      throw new Error(`no answer within ${SEND_TIMEOUT_S} s`);
    });
    try {
      return await Promise.race([working, timeout]);
    } finally {
      answered.abort();
    }
  }

  #answer(
    channel: Channel,
    warning: Warning,
    outcome: ReceiptEvent["outcome"],
    detail: string,
  ): void {
    this.#say({ type: "receipt", ...receiptPlace(channel, warning), outcome, detail });
  }
}

const receiptPlace = (
  channel: Channel,
  warning: Warning,
): Pick<Receipt, "warningKey" | "version" | "channelId"> => ({
  warningKey: warningKey(warning),
  version: warning.version,
  channelId: channel.id,
});

/**
 * Under which mode a message is passed on: what is actual under the post's own, an exercise as a drill. Tests and drafts
 * are shown and passed on to nobody.
 */
function relayMode({ status }: OfficialWarning, mode: Mode): Mode | null {
  if (status === "actual") return mode;
  return status === "exercise" ? "drill" : null;
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Outer ring, then holes, flat latitude0, longitude0, … in degrees. */
export function ringsDeg(site: SiteModel, area: Area): readonly (readonly number[])[] {
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
