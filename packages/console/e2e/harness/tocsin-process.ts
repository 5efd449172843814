import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { BIN } from "./tocsin.ts";

const ADDRESS = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/;
/** The demo runs its scenarios before it is worth looking at. */
const START_MAX_MS = 300_000;
const ASK_AGAIN_MS = 100;

/** `tocsin …` as a process of its own, as people run it. */
export class TocsinProcess {
  /** Where it serves, such as `http://127.0.0.1:4600`. */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #said: () => string;

  /** Resolves once it has said where it serves. */
  static async start(args: readonly string[]): Promise<TocsinProcess> {
    const child = spawn(process.execPath, [BIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    return new TocsinProcess(child, await addressOf(child), () => said);
  }

  private constructor(child: ChildProcess, url: string, said: () => string) {
    this.#child = child;
    this.url = url;
    this.#said = said;
  }

  /** Resolves with what it printed, as soon as that fits. */
  async untilSaid(pattern: RegExp): Promise<string> {
    const giveUpMs = Date.now() + START_MAX_MS;
    for (;;) {
      const found = pattern.exec(this.#said())?.[0];
      if (found !== undefined) return found;
      if (Date.now() > giveUpMs) throw new Error(`tocsin did not say ${String(pattern)}`);
      await setTimeout(ASK_AGAIN_MS);
    }
  }

  /** Resolves once it has a source, such as the last recording of the demo. */
  async untilSource(id: string): Promise<void> {
    const address = `${this.url}/api/sources/${encodeURIComponent(id)}`;
    const giveUpMs = Date.now() + START_MAX_MS;
    while (!(await fetch(address).then(({ ok }) => ok))) {
      if (Date.now() > giveUpMs) throw new Error(`tocsin has no source ${id}`);
      await setTimeout(ASK_AGAIN_MS);
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const patience = globalThis.setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`tocsin did not say where it serves:\n${output}`));
    }, START_MAX_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = ADDRESS.exec(output)?.[0];
      if (address === undefined) return;
      clearTimeout(patience);
      resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(patience);
      reject(new Error(`tocsin ended (${code}) before it served:\n${output}`));
    });
  });
}

/** A port that nobody uses now; for a server that has to come back where it was. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
