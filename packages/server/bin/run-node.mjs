import { spawn } from "node:child_process";

/** Signals that a supervisor sends to the process it started, and that the real work must see. */
const PASSED_ON = ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];

/**
 * Runs a Node binary with our terminal and waits for it. Signals are passed on; a Ctrl-C typed at a terminal reaches
 * the whole process group by itself, so there it is only kept from ending us before the child. Resolves to the exit
 * code, 128 + signal number where a signal ended the child, as a shell would say it.
 */
export function runNode(binary, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: "inherit", ...options });
    const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
    const handlers = PASSED_ON.map((signal) => [signal, () => child.kill(signal)]);
    handlers.push(["SIGINT", () => (atTerminal ? undefined : child.kill("SIGINT"))]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const release = () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    child.once("error", (error) => {
      release();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      release();
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0));
    });
  });
}

const SIGNAL_NUMBERS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};
