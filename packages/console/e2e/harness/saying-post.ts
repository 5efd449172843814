import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(
  new URL("../../../server/test/people/serve-people.ts", import.meta.url),
);

/** The page of a post that says what the test wants said; with `push` also to phones whose page is closed, with `live=PORT` that of a drill beside it; with `beat=MS` it says so often that it lives. */
export class SayingPost {
  readonly #child: ChildProcess;
  #printed = "";

  constructor(
    mode: string,
    port: number,
    folder: string,
    ...more: readonly ("push" | `live=${number}` | `beat=${number}`)[]
  ) {
    this.#child = spawn(process.execPath, [SCRIPT, mode, String(port), folder, ...more]);
    this.#child.stdout?.on("data", (chunk: Buffer) => (this.#printed += chunk.toString()));
  }

  say(order: object): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#printed);
      if (found !== null) return found;
      await new Promise((resolve) => {
        this.#child.stdout?.once("data", resolve);
      });
    }
  }

  /** How often it has printed so until now. */
  count(pattern: RegExp): number {
    return [...this.#printed.matchAll(pattern)].length;
  }

  /** It takes connections from then on and answers none, as a network that swallows everything. */
  hold(): void {
    this.#child.kill("SIGSTOP");
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
