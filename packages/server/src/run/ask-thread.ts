import { Worker } from "node:worker_threads";

/** What a thread answers that is made for one question, and ends with it. It keeps no process alive. */
export function askThread<Answer>(name: string, module: URL, workerData: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { name, workerData });
    worker.unref();
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread ended before it had answered")));
  });
}
