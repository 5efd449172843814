import { channelId, type Mode, warningKey } from "@tocsin/core";
import { LineWatch } from "@tocsin/sdk";
import type {
  ByteSource,
  Channel,
  ChannelReceipt,
  ChannelReports,
  Clock,
  OutgoingWarning,
  Picture,
  ProtectionSummary,
  SourcePeer,
} from "@tocsin/sdk";
import { AlertAnswers } from "./alert-answers.ts";
import { FusionNode } from "./fusion-node.ts";
import { encodeMessage } from "./message-codec.ts";
import { ownMessage, type OwnCondition, type OwnNode } from "./own-messages.ts";
import { SapientSession } from "./session.ts";
import { trackReport } from "./track-report.ts";
import { warningAlert } from "./warning-alert.ts";

/** Until the first picture. */
const BEGINNING: OwnCondition = {
  system: "warning",
  because: ["It has only begun: whether it protects is not known yet"],
};
const SYSTEMS = { protecting: "ok", degraded: "warning", "not-protecting": "error" } as const;
/** So many reasons are told of why it does not protect, the worst first. */
const REASONS_MAX = 8;

export interface SapientChannelOptions {
  readonly id: string;
  readonly modes: readonly Mode[];
  readonly own: OwnNode;
  readonly siteId: string;
  readonly source: ByteSource;
  /** Whether nodes connect to us and not to a middleware, which would answer them in our place. */
  readonly acknowledges: boolean;
  readonly clock: Clock;
  readonly reports: ChannelReports;
}

/**
 * Carries warnings as alerts, what is tracked as fused detections, and whether the site is protected as its own status, to SAPIENT nodes.
 * Whoever connects later is told the warnings that hold. It takes nothing in.
 */
export function createSapientChannel(options: SapientChannelOptions): Channel {
  const teller = new SapientTeller(options);
  return {
    id: channelId(options.id),
    modes: options.modes,
    send: (message) => teller.warn(message),
    resume: (messages) => teller.resume(messages),
    show: (picture) => teller.show(picture),
    close: () => teller.close(),
  };
}

class SapientTeller {
  readonly #options: SapientChannelOptions;
  readonly #node: FusionNode;
  readonly #session: SapientSession;
  readonly #answers: AlertAnswers;
  readonly #line: LineWatch;
  readonly #standing = new Map<string, OutgoingWarning>();
  readonly #closed = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: SapientChannelOptions) {
    const { own, source, acknowledges, clock, reports } = options;
    this.#options = options;
    this.#answers = new AlertAnswers(clock, reports);
    this.#line = new LineWatch((detail) => reports.fault(options.id, detail));
    this.#node = new FusionNode({
      own,
      nodes: null,
      acknowledges,
      geoidHeight: () => 0,
      condition: BEGINNING,
    });
    this.#session = new SapientSession({
      source,
      clock,
      node: this.#node,
      sink: {
        look: ignore,
        health: ignore,
        report: ignore,
        rejected: ignore,
        link: (state, detail, atUs) => this.#line.link(state, detail, atUs),
      },
      opened: (peer) => this.#tellStanding(peer),
      acknowledged: ({ alertId, nodeId, accepted, reason }, peer) =>
        this.#answers.answered(alertId, nodeId, peer, { accepted, reason }),
    });
    this.#running = this.#session
      .run(this.#closed.signal)
      .catch((error: unknown) => this.#line.failed(error, clock.nowUs()));
  }

  async warn(message: OutgoingWarning): Promise<ChannelReceipt> {
    this.resume([message]);
    const peers = this.#session.send(this.#alert(message));
    if (peers.length === 0) return { outcome: "failed", detail: "no node is connected" };
    const answer = await this.#answers.first(message, peers);
    if (answer === null)
      return { outcome: "sent", detail: `given to ${peers.length}, not acknowledged` };
    return answer.accepted
      ? { outcome: "delivered", detail: "acknowledged" }
      : { outcome: "failed", detail: `refused: ${answer.reason}` };
  }

  /** What holds is kept for whoever connects later. */
  resume(messages: readonly OutgoingWarning[]): void {
    this.#forgetOver();
    for (const message of messages) this.#standing.set(warningKey(message.warning), message);
  }

  show({ timeUs, protection, tracks }: Picture): void {
    const { own, siteId, clock } = this.#options;
    this.#line.look(clock.nowUs());
    const changed = this.#node.become(conditionOf(protection), clock.nowUs());
    if (changed !== null) this.#session.send(changed);
    for (const track of tracks)
      if (track.status === "confirmed")
        this.#session.send(
          ownMessage(own, clock.nowUs(), trackReport(track, { siteId, atUs: timeUs })),
          "passing",
        );
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#answers.close();
    await this.#running;
  }

  #tellStanding(peer: SourcePeer): void {
    this.#forgetOver();
    for (const message of this.#standing.values())
      if (peer.send(encodeMessage(this.#alert(message)))) this.#answers.later(message, peer);
  }

  #forgetOver(): void {
    const nowUs = this.#options.clock.nowUs();
    for (const [key, { warning }] of this.#standing)
      if (warning.expiresUs <= nowUs) this.#standing.delete(key);
  }

  #alert(message: OutgoingWarning) {
    const { own, clock } = this.#options;
    return ownMessage(own, clock.nowUs(), warningAlert(message, own.nodeId));
  }
}

const conditionOf = ({ status, because }: ProtectionSummary): OwnCondition => ({
  system: SYSTEMS[status],
  because: because.slice(0, REASONS_MAX),
});

function ignore(): void {
  // A channel takes nothing in: what nodes say of themselves is for the input of that kind.
}
