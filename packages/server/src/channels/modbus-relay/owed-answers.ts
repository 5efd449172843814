import { warningKey } from "@tocsin/core";
import type { ChannelReports, Clock, OutgoingWarning } from "@tocsin/sdk";

/** The message of each area that could not be switched when it was sent: its answer is given once a later round has switched it. */
export class OwedAnswers {
  readonly #clock: Clock;
  readonly #reports: ChannelReports;
  readonly #owed = new Map<string, OutgoingWarning>();

  constructor(clock: Clock, reports: ChannelReports) {
    this.#clock = clock;
    this.#reports = reports;
  }

  owe(message: OutgoingWarning): void {
    this.#owed.set(message.warning.areaId, message);
  }

  drop(areaId: string): void {
    this.#owed.delete(areaId);
  }

  get open(): readonly OutgoingWarning[] {
    return [...this.#owed.values()];
  }

  /** Those that have been switched. One that another has replaced is left to it, and what is over by now nobody waits for. */
  answer(messages: readonly OutgoingWarning[]): void {
    for (const message of messages) {
      const { warning } = message;
      if (this.#owed.get(warning.areaId) !== message) continue;
      this.#owed.delete(warning.areaId);
      if (warning.expiresUs <= this.#clock.nowUs()) continue;
      this.#reports.receipt({
        warningKey: warningKey(warning),
        version: warning.version,
        outcome: "acknowledged",
        detail: "the relays read back, after they had failed",
      });
    }
  }
}
