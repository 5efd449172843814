import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../run/radar-feed.ts";

/** Where Mosquitto is; undefined where it is not installed, and tests that need it skip. */
export const MOSQUITTO = ["mosquitto", "/usr/sbin/mosquitto"].find(
  (program) => spawnSync(program, ["-h"]).error === undefined,
);

/** A Mosquitto of a test's own, which can be killed and begun again at the same port. */
export class Broker {
  readonly port: number;
  readonly #file: string;
  #process: ChildProcess | null = null;

  private constructor(port: number, file: string) {
    this.port = port;
    this.#file = file;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  static async start(folder: string): Promise<Broker> {
    const port = await freePort();
    const file = join(folder, "mosquitto.conf");
    writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
    const broker = new Broker(port, file);
    await broker.begin();
    return broker;
  }

  async begin(): Promise<void> {
    const child = spawn(MOSQUITTO ?? "", ["-v", "-c", this.#file], { stdio: "pipe" });
    this.#process = child;
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (piece) => void (String(piece).includes("running") && resolve()));
    });
  }

  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}
