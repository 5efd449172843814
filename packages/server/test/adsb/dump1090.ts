import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

const PROGRAM = "dump1090-mutability";
const CONNECT_TRIES = 600;
const TRY_AGAIN_MS = 50;

/** Says so where it is not. */
export function isDump1090There(): boolean {
  const isThere = spawnSync(PROGRAM, ["--help"]).error === undefined;
  if (!isThere) process.stderr.write(`skipped: ${PROGRAM} is not installed\n`);
  return isThere;
}

/** Debian's receiver of aircraft without a radio: it takes Beast frames and gives lines of BaseStation. */
export class Dump1090 {
  readonly #child: ChildProcess;
  readonly #beast: Socket;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, beast: Socket, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#beast = beast;
    this.#lines = lines;
  }

  static async start(): Promise<Dump1090> {
    const [beastPort, sbsPort] = [await freePort(), await freePort()];
    const child = spawn(
      PROGRAM,
      [
        "--net-only --quiet --net-bind-address 127.0.0.1",
        `--net-bi-port ${beastPort} --net-sbs-port ${sbsPort}`,
        "--net-ri-port 0 --net-ro-port 0 --net-bo-port 0",
      ].flatMap((options) => options.split(" ")),
      { stdio: "ignore" },
    );
    const lines = createInterface({ input: await connected(sbsPort) })[Symbol.asyncIterator]();
    return new Dump1090(child, await connected(beastPort), lines);
  }

  /** Its lines on the messages that it was given, as they come. */
  async *hear(beast: Uint8Array): AsyncGenerator<string> {
    this.#beast.write(beast);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) return;
      yield value;
    }
  }

  async stop(): Promise<void> {
    this.#beast.destroy();
    this.#child.kill();
    await once(this.#child, "close");
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** It has no word for that it listens. */
async function connected(port: number): Promise<Socket> {
  for (let tried = 0; tried < CONNECT_TRIES; tried++) {
    const socket = connect(port, "127.0.0.1");
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (isUp) return socket;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
  throw new Error(`${PROGRAM} does not listen on port ${port}`);
}
