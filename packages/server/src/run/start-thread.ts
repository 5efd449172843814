import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread that finds its modules as its process does: by itself a thread is given what the process was started with, and not what the launcher
 * found out since. Some arguments of a process are none of a thread (`--max-old-space-size`): then it is given what Node gives it.
 */
export function startThread(module: URL | string, options: WorkerOptions): Worker {
  try {
    return new Worker(module, { ...options, execArgv: process.execArgv });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_INVALID_EXEC_ARGV") throw error;
    return new Worker(module, options);
  }
}
