import type { PhoneStore, QueuedReport } from "./phone-store.ts";
import type { Asked, PostLine } from "./post-line.ts";

/** What the queue needs of the world. */
export interface QueuePorts {
  readonly nowMs: () => number;
  readonly changed: () => void;
  /** Whether the server answers. */
  readonly reached: (isReached: boolean) => void;
  /** Who reports is not known any more. */
  readonly signedOut: () => void;
}

/** Reports that arrived are shown for a day. */
const SHOWN_MS = 86_400_000;
/** No report is older: the server takes none that is. */
const AGE_MAX_S = 86_400;

/**
 * Sends what waits, in order, one after the other. A report keeps its id, so that one whose answer was lost is sent again and taken
 * once. What the server will not take does not hold up what comes after it.
 */
export class SendQueue {
  readonly #store: PhoneStore;
  readonly #line: PostLine;
  readonly #ports: QueuePorts;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: PhoneStore, line: PostLine, ports: QueuePorts) {
    this.#store = store;
    this.#line = line;
    this.#ports = ports;
  }

  /** To be called whenever there may be something to send, or a way to send it. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    this.#running = this.#sendAll().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      this.flush();
    });
  }

  async #sendAll(): Promise<void> {
    for (const report of await this.#store.reports()) {
      if (report.state !== "waiting" && this.#ports.nowMs() - report.seenMs > SHOWN_MS)
        await this.#store.remove(report.id);
      else if (!(await this.#sent(report))) return;
    }
  }

  /** Whether the next may be sent. */
  async #sent(report: QueuedReport): Promise<boolean> {
    if (report.state === "waiting") {
      const ageS = Math.max(0, (this.#ports.nowMs() - report.seenMs) / 1_000);
      if (ageS > AGE_MAX_S)
        return this.#keep({ ...report, state: "refused", refusal: "older than a day" });
      const asked = await this.#line.report({ ...report.report, ageS });
      return this.#settle(asked, report, (answer) => ({ ...report, state: "recorded", answer }));
    }
    if (report.state === "recorded" && report.takeBack && report.answer?.withdrawnUs === null) {
      const asked = await this.#line.withdraw(report.id);
      return this.#settle(asked, report, (answer) => ({ ...report, answer }));
    }
    return true;
  }

  async #settle<T>(
    asked: Asked<T>,
    report: QueuedReport,
    answered: (value: T) => QueuedReport,
  ): Promise<boolean> {
    switch (asked.is) {
      case "answer": {
        this.#ports.reached(true);
        const now = (await this.#store.reports()).find(({ id }) => id === report.id);
        // It may have been taken back while it was on its way.
        this.#again ||= now?.takeBack === true && !report.takeBack;
        return this.#keep({ ...answered(asked.value), takeBack: now?.takeBack ?? false });
      }
      case "no":
        return this.#keep({ ...report, state: "refused", refusal: asked.why });
      case "sign-in":
        this.#ports.signedOut();
        return false;
      case "later":
        this.#ports.reached(false);
        this.#timer = setTimeout(() => this.flush(), asked.afterS * 1_000);
        return false;
    }
  }

  async #keep(report: QueuedReport): Promise<boolean> {
    await this.#store.put(report);
    this.#ports.changed();
    return true;
  }
}
