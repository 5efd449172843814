import type {
  ObservationOrder,
  ObservationQuestion,
  ObservationTaken,
} from "./observation-port.ts";

/** Longer than the thread that protects waits for the disk. */
const ANSWER_WAIT_MS = 10_000;

/** The post as the server's thread reaches it with reports: asked, and never waited for without end. */
export class AskedPost {
  readonly #report: (order: ObservationOrder) => void;
  readonly #waiting = new Map<number, (taken: ObservationTaken | null) => void>();
  #nextId = 1;

  constructor(report: (order: ObservationOrder) => void) {
    this.#report = report;
  }

  ask(question: ObservationQuestion): Promise<ObservationTaken | null> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answered(id, null), ANSWER_WAIT_MS);
      this.#waiting.set(id, (taken) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(taken);
      });
      this.#report({ kind: "observation", id, question });
    });
  }

  answered(id: number, taken: ObservationTaken | null): void {
    this.#waiting.get(id)?.(taken);
  }
}
