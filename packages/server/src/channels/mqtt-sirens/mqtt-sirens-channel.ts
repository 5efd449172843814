import { type ChannelId, MICROS_PER_SECOND, type Mode, warningKey } from "@tocsin/core";
import {
  type Cancellation,
  type Channel,
  type ChannelReceipt,
  type ChannelReports,
  type Clock,
  type OutgoingWarning,
  type RecipientTest,
  readSirenReport,
  type SirenReport,
  sirenTopics,
} from "@tocsin/sdk";
import { SirenWatch } from "./siren-watch.ts";

/** Sirens are looked after this often. */
const CHECK_EVERY_US = MICROS_PER_SECOND;
/** A siren that asks again sooner is not answered: what it asked for is on its way. */
const ASK_PAUSE_US = 200_000;
const OUTCOME = { received: "delivered", sounding: "acknowledged", ended: "acknowledged" } as const;

/** A line to a broker. */
export interface SirenLine {
  readonly connected: boolean;
  /** Rejects at once when the line is down. */
  publish(topic: string, octets: Uint8Array): Promise<void>;
  run(signal: Cancellation): Promise<void>;
}

/** What the post says, in signed envelopes. */
export interface SirenVoice {
  say(message: OutgoingWarning): Uint8Array;
  /** The same in an envelope of its own, for whoever may have missed the first. */
  sayAgain(message: OutgoingWarning): Uint8Array;
  valid(): readonly Uint8Array[];
  clock(nonce: string): Uint8Array;
  test(nonce: string): Uint8Array;
  beat(): void;
  watch(heard: (said: { readonly kind: string; readonly octets: Uint8Array }) => void): () => void;
}

export interface MqttSirensOptions {
  readonly id: ChannelId;
  readonly mode: Mode;
  readonly siteId: string;
  readonly baseTopic: string;
  /** `areas` null: all. */
  readonly sirens: readonly { readonly id: string; readonly areas: readonly string[] | null }[];
  readonly silentAfterUs: number;
  readonly testEveryUs: number;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly reports: ChannelReports;
  readonly voice: SirenVoice;
  /** Whose envelope it is and what it holds, used up; null when it may not be believed. */
  readonly judge: (
    octets: Uint8Array,
    from: string,
  ) => { readonly siren: string; readonly purpose: string; readonly content: Uint8Array } | null;
  readonly line: (of: {
    readonly topics: readonly string[];
    readonly will: { readonly topic: string; readonly payload: string };
    readonly message: (topic: string, octets: Uint8Array) => void;
    readonly link: (state: "up" | "down", detail: string) => void;
  }) => SirenLine;
}

/**
 * Carries warnings to sirens over a broker. The broker is believed in nothing: commands are the post's signed envelopes, answers the
 * sirens' own. Nothing is retained; a siren that comes back asks for what is valid.
 */
export function createMqttSirensChannel(options: MqttSirensOptions): Channel {
  const channel = new MqttSirens(options);
  return {
    id: options.id,
    modes: [options.mode],
    send: (message) => channel.send(message),
    recipients: () => channel.watch.states(),
    test: (siren) => channel.test(siren),
    close: () => channel.close(),
  };
}

class MqttSirens {
  readonly #options: MqttSirensOptions;
  readonly #topics: ReturnType<typeof sirenTopics>;
  readonly #line: SirenLine;
  readonly #closed = new AbortController();
  readonly #running: Promise<unknown>;
  readonly #stopHearing: () => void;
  readonly #asked = new Map<string, number>();
  /** The message of each area that was sent last: the same once more goes in a new envelope. */
  readonly #sent = new Map<string, string>();
  readonly watch: SirenWatch;
  #isDown = false;

  constructor(options: MqttSirensOptions) {
    const { siteId, mode, baseTopic, clock, voice } = options;
    this.#options = options;
    this.#topics = sirenTopics(baseTopic, siteId, mode);
    this.watch = new SirenWatch(
      options.sirens.map(({ id }) => id),
      { silentAfterUs: options.silentAfterUs, nowUs: clock.nowUs() },
    );
    this.#line = options.line({
      topics: [this.#topics.fromAll, this.#topics.goneAll],
      will: { topic: this.#topics.post, payload: "gone" },
      message: (topic, octets) => this.#heard(topic, octets),
      link: (state, detail) => this.#link(state, detail),
    });
    this.#stopHearing = voice.watch(({ kind, octets }) => {
      if (kind === "heartbeat") this.#tell(this.#topics.heartbeat, octets);
    });
    this.#running = Promise.all([this.#line.run(this.#closed.signal), this.#check()]);
  }

  async send(message: OutgoingWarning): Promise<ChannelReceipt> {
    const { warning } = message;
    const name = `${warningKey(warning)}#${warning.version}`;
    const isAgain = this.#sent.get(warning.areaId) === name;
    this.#sent.set(warning.areaId, name);
    const { voice, sirens } = this.#options;
    const octets = isAgain ? voice.sayAgain(message) : voice.say(message);
    await this.#line.publish(this.#topics.state(warning.areaId), octets);
    const recipients = sirens
      .filter(({ areas }) => areas === null || areas.includes(warning.areaId))
      .map(({ id }) => id);
    return { outcome: "sent", detail: "the broker has it", recipients };
  }

  /** One test at a time: who asks while one is under way hears of that if it is answered, else of the next. A name that is no siren's gets no topic. */
  test(siren: string): Promise<RecipientTest | null> {
    if (!this.watch.has(siren)) return Promise.resolve(null);
    if (!this.#line.connected)
      return Promise.resolve({ ok: false, detail: "the broker is not connected" });
    const result = this.watch.result(siren);
    if (!this.watch.isTesting(siren)) this.#test(siren);
    return result;
  }

  async close(): Promise<void> {
    this.#stopHearing();
    this.#closed.abort();
    await this.#running;
    this.watch.end(this.#options.clock.nowUs());
  }

  /** What was valid while the line was down is said again: who listens then is not left to ask. */
  #link(state: "up" | "down", detail: string): void {
    const { reports, id, voice } = this.#options;
    if (state === "up") {
      for (const octets of voice.valid()) this.#tell(this.#topics.valid, octets);
      for (const siren of this.watch.states()) this.#test(siren.id);
      if (this.#isDown) reports.fault(id, `over: ${detail}`);
    } else if (!this.#isDown && !this.#closed.signal.aborted) reports.fault(id, detail, true);
    this.#isDown = state === "down";
  }

  #heard(topic: string, octets: Uint8Array): void {
    const { judge, clock } = this.#options;
    const name = topic.slice(topic.lastIndexOf("/") + 1);
    if (topic === this.#topics.gone(name)) {
      // Anybody can say so: it is a reason to ask, and none to wait longer for an answer.
      if (this.watch.has(name) && !this.watch.isTesting(name)) this.#test(name);
      return;
    }
    const said = judge(octets, topic);
    if (said === null) return;
    const reading = readSirenReport(said.purpose, said.content);
    if (!reading.ok) return;
    this.#take(said.siren, reading.report, clock.nowUs());
  }

  #take(siren: string, report: SirenReport, nowUs: number): void {
    switch (report.purpose) {
      case "siren-status":
        this.watch.heard(
          siren,
          nowUs,
          report.state === "faulty" ? report.detail || "it does not say what" : null,
        );
        return;
      case "siren-tested":
        this.watch.tested(siren, report, nowUs);
        return;
      case "siren-ask":
        this.watch.heard(siren, nowUs);
        this.#answer(siren, report.nonce, nowUs);
        return;
      case "siren-echo":
        this.watch.heard(siren, nowUs);
        this.#echoed(siren, report);
        return;
    }
  }

  #echoed(siren: string, { key, version, did }: Extract<SirenReport, { did: unknown }>): void {
    const { siteId, mode, reports } = this.#options;
    const isOurs = key.startsWith(`${siteId}/`) && key.includes(`/${mode}/`);
    if (!isOurs || !this.watch.has(siren)) return;
    reports.receipt({
      warningKey: key,
      version,
      recipient: siren,
      outcome: OUTCOME[did],
      detail: did,
    });
  }

  #answer(siren: string, nonce: string, nowUs: number): void {
    const { voice } = this.#options;
    if (nowUs - (this.#asked.get(siren) ?? -ASK_PAUSE_US) < ASK_PAUSE_US) return;
    this.#asked.set(siren, nowUs);
    const topic = this.#topics.to(siren);
    for (const octets of [voice.clock(nonce), ...voice.valid()]) this.#tell(topic, octets);
  }

  #test(siren: string): void {
    const { voice, clock, nonce } = this.#options;
    if (!this.#line.connected) return;
    const name = nonce();
    this.watch.testing(siren, name, clock.nowUs());
    this.#tell(this.#topics.to(siren), voice.test(name));
  }

  /** What is not a warning is said again soon: nobody waits for the broker's word. */
  #tell(topic: string, octets: Uint8Array): void {
    if (this.#line.connected) this.#line.publish(topic, octets).catch(() => undefined);
  }

  async #check(): Promise<void> {
    const { clock, testEveryUs, reports, id } = this.#options;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await clock.waitUntil(clock.nowUs() + CHECK_EVERY_US, signal);
      if (signal.aborted) return;
      const nowUs = clock.nowUs();
      for (const { id: siren, wrong, detail } of this.watch.changes(nowUs))
        reports.fault(`${id} ${siren}`, wrong ? detail : `over: ${detail}`);
      // Of whom a test was not answered just now, the next is due at once where somebody waits for it.
      for (const siren of this.watch.due(testEveryUs, nowUs)) this.#test(siren);
    }
  }
}
