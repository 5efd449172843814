/** Longer than the thread that protects waits for the disk. */
const ANSWER_WAIT_MS = 10_000;

/** The post as the server's thread reaches it: asked, and never waited for without end. */
export class AskedPost<Question, Answer> {
  readonly #send: (id: number, question: Question) => void;
  readonly #most: number;
  readonly #waiting = new Map<number, (answer: Answer | null) => void>();
  #nextId = 1;

  /** `most`: so many questions wait at once; a further one gets no answer. */
  constructor(send: (id: number, question: Question) => void, most: number) {
    this.#send = send;
    this.#most = most;
  }

  /** null: nothing is known of what became of it within `waitMs`. */
  ask(question: Question, waitMs = ANSWER_WAIT_MS): Promise<Answer | null> {
    if (this.#waiting.size >= this.#most) return Promise.resolve(null);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answered(id, null), waitMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      });
      this.#send(id, question);
    });
  }

  answered(id: number, answer: Answer | null): void {
    this.#waiting.get(id)?.(answer);
  }
}
