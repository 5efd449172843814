import { MICROS_PER_SECOND, warningKey } from "@tocsin/core";
import type { ChannelReports, Clock, OutgoingWarning, SourcePeer } from "@tocsin/sdk";
import { alertIdOf } from "./warning-alert.ts";

/** Whoever takes an alert has so long to say so; it counts as sent then, and not as delivered. */
const ANSWER_WITHIN_US = 3 * MICROS_PER_SECOND;
/** An answer that comes later than this is not waited for any more. */
const ANSWER_LATE_US = 30 * MICROS_PER_SECOND;

/** What a node says of an alert. */
export interface AlertAnswer {
  readonly accepted: boolean;
  readonly reason: string;
}

interface GivenAlert {
  readonly message: OutgoingWarning;
  readonly peers: ReadonlySet<SourcePeer>;
  /** Nodes that have answered it: several may stand behind one connection. */
  readonly answeredBy: Set<string>;
  /** Whoever waits for the first answer; null once that has come or is late. */
  waiting: ((answer: AlertAnswer) => void) | null;
}

/**
 * Which message an answer is for. An answer names the alert, which is one for all messages of an episode, and not the message. So each node's
 * answers are taken for the oldest message that it was given and has not answered: no answer to a *get ready* passes for one to the
 * *take cover* after it.
 */
export class AlertAnswers {
  readonly #clock: Clock;
  readonly #reports: Pick<ChannelReports, "receipt">;
  /** By alert, the oldest first. */
  readonly #given = new Map<string, GivenAlert[]>();
  readonly #closed = new AbortController();

  constructor(clock: Clock, reports: Pick<ChannelReports, "receipt">) {
    this.#clock = clock;
    this.#reports = reports;
  }

  /** Resolves with the first answer, or with null when it is late: one that comes yet is reported. */
  async first(message: OutgoingWarning, peers: readonly SourcePeer[]): Promise<AlertAnswer | null> {
    const given = this.#keep(message, peers);
    const patience = new AbortController();
    const answer = await Promise.race([
      new Promise<AlertAnswer>((resolve) => {
        given.waiting = resolve;
      }),
      this.#clock
        .waitUntil(this.#clock.nowUs() + ANSWER_WITHIN_US, patience.signal)
        .then(() => null),
    ]);
    patience.abort();
    given.waiting = null;
    return answer;
  }

  /** A message that was given again, or later than to others: its answer is reported. */
  later(message: OutgoingWarning, peer: SourcePeer): void {
    this.#keep(message, [peer]);
  }

  answered(alertId: string, nodeId: string, peer: SourcePeer, answer: AlertAnswer): void {
    const given = (this.#given.get(alertId) ?? []).find(
      ({ peers, answeredBy }) => peers.has(peer) && !answeredBy.has(nodeId),
    );
    if (given === undefined) return;
    const isFirst = given.answeredBy.size === 0;
    given.answeredBy.add(nodeId);
    if (given.waiting !== null) given.waiting(answer);
    else if (isFirst && answer.accepted) this.#report(given.message);
  }

  close(): void {
    this.#closed.abort();
  }

  #report({ warning }: OutgoingWarning): void {
    this.#reports.receipt({
      warningKey: warningKey(warning),
      version: warning.version,
      outcome: "delivered",
      detail: "acknowledged, later than it was waited for",
    });
  }

  #keep(message: OutgoingWarning, peers: readonly SourcePeer[]): GivenAlert {
    const alertId = alertIdOf(message);
    const given: GivenAlert = {
      message,
      peers: new Set(peers),
      answeredBy: new Set(),
      waiting: null,
    };
    this.#given.set(alertId, [...(this.#given.get(alertId) ?? []), given]);
    void this.#clock
      .waitUntil(this.#clock.nowUs() + ANSWER_LATE_US, this.#closed.signal)
      .then(() => this.#forget(alertId, given));
    return given;
  }

  #forget(alertId: string, given: GivenAlert): void {
    const left = (this.#given.get(alertId) ?? []).filter((each) => each !== given);
    if (left.length === 0) this.#given.delete(alertId);
    else this.#given.set(alertId, left);
  }
}
