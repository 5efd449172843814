import { channelId, type Mode, warningKey } from "@tocsin/core";
import { LineWatch } from "@tocsin/sdk";
import type {
  ByteSource,
  Channel,
  ChannelReports,
  Clock,
  OutgoingWarning,
  Picture,
  SourcePeer,
} from "@tocsin/sdk";
import { encodeEvent, type EventForm } from "./write/encode-event.ts";
import type { OutgoingEvent } from "./write/outgoing-event.ts";
import { removalEvent } from "./write/removal-event.ts";
import { impactEvent, trackEvent } from "./write/track-event.ts";
import { heldUntilUs, warningEvents } from "./write/warning-event.ts";

export interface CotChannelOptions {
  readonly id: string;
  readonly modes: readonly Mode[];
  readonly siteId: string;
  readonly form: EventForm;
  readonly source: ByteSource;
  readonly clock: Clock;
  readonly reports: Pick<ChannelReports, "fault">;
}

/**
 * Tells TAK clients and servers what is tracked, where it would come down, and every warning. Whoever connects later is told the warnings
 * that hold. Nobody acknowledges an event: one that was given to a line counts as sent. It takes nothing in.
 */
export function createCotChannel(options: CotChannelOptions): Channel {
  const teller = new CotTeller(options);
  return {
    id: channelId(options.id),
    modes: options.modes,
    send: (message) => {
      const given = teller.warn(message);
      return Promise.resolve(
        given === 0
          ? { outcome: "failed", detail: "nobody is connected" }
          : { outcome: "sent", detail: `given to ${given}; no event is acknowledged` },
      );
    },
    resume: (messages) => teller.resume(messages),
    show: (picture) => teller.show(picture),
    close: () => teller.close(),
  };
}

class CotTeller {
  readonly #options: CotChannelOptions;
  readonly #peers = new Set<SourcePeer>();
  readonly #line: LineWatch;
  readonly #standing = new Map<string, OutgoingWarning>();
  /** Names of what was told of last time. */
  #shown: ReadonlySet<string> = new Set();
  readonly #closed = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: CotChannelOptions) {
    this.#options = options;
    const { id, source, clock, reports } = options;
    this.#line = new LineWatch((detail) => reports.fault(id, detail));
    this.#running = source
      .run(this.#sink(), this.#closed.signal)
      .catch((error: unknown) => this.#line.failed(error, clock.nowUs()));
  }

  /** To how many it was given. */
  warn(message: OutgoingWarning): number {
    this.resume([message]);
    return this.#give(warningEvents(message));
  }

  /** What holds is kept for whoever connects later. */
  resume(messages: readonly OutgoingWarning[]): void {
    this.#forgetOver();
    for (const message of messages) this.#standing.set(warningKey(message.warning), message);
  }

  show({ timeUs, mode, tracks }: Picture): void {
    this.#line.look(this.#options.clock.nowUs());
    const setting = { siteId: this.#options.siteId, mode, atUs: timeUs };
    const events = tracks
      .filter(({ status }) => status === "confirmed")
      .flatMap((track) => {
        const impact = impactEvent(track, setting);
        const object = trackEvent(track, setting);
        return impact === null ? [object] : [object, impact];
      });
    const names = new Set(events.map(({ uid }) => uid));
    const gone = [...this.#shown].filter((uid) => !names.has(uid));
    this.#shown = names;
    this.#give(
      [...events, ...gone.map((uid) => removalEvent(uid, setting.siteId, setting))],
      "passing",
    );
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#running;
  }

  #give(events: readonly OutgoingEvent[], urgency?: "passing"): number {
    const encoded = events.map((event) => encodeEvent(event, this.#options.form));
    return [...this.#peers].filter((peer) =>
      encoded.map((octets) => peer.send(octets, urgency)).every(Boolean),
    ).length;
  }

  #sink(): Parameters<ByteSource["run"]>[0] {
    return {
      opened: (peer) => {
        this.#peers.add(peer);
        this.#forgetOver();
        for (const message of this.#standing.values())
          for (const event of warningEvents(message))
            peer.send(encodeEvent(event, this.#options.form));
      },
      ended: (peer) => void this.#peers.delete(peer),
      chunk: ignore,
      message: ignore,
      link: (state, detail, atUs) => this.#line.link(state, detail, atUs),
      rejected: ignore,
    };
  }

  #forgetOver(): void {
    const nowUs = this.#options.clock.nowUs();
    for (const [key, message] of this.#standing)
      if (heldUntilUs(message) <= nowUs) this.#standing.delete(key);
  }
}

function ignore(): void {
  // What clients say is for the input of that kind.
}
