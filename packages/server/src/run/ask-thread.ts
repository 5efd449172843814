import { watchThread } from "./watch-thread.ts";
import { startThread } from "./start-thread.ts";

/** What is asked of a thread that is made for it. */
export interface ThreadQuestion {
  readonly name: string;
  readonly module: URL;
  readonly workerData: unknown;
  /** Told when it stands still, and that this is over. */
  readonly still: (detail: string) => void;
}

/** What a thread answers that is made for one question, and ends with it. It keeps no process alive, and one that stands still is not waited for for ever. */
export function askThread<Answer>(question: ThreadQuestion): Promise<Answer> {
  const { name, module, workerData, still } = question;
  return new Promise((resolve, reject) => {
    const worker = startThread(module, { name, workerData });
    worker.unref();
    watchThread(worker, {
      told: still,
      givenUp: () => {
        reject(new Error("its thread stood still, and was given up"));
        void worker.terminate();
      },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread ended before it had answered")));
  });
}
