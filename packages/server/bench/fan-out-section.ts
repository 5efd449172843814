import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FanOut } from "../src/people/fan-out.ts";
import { processorSeconds } from "./processor-time.ts";
import { quantile } from "./statistics.ts";

const CLIENTS_SCRIPT = fileURLToPath(new URL("fan-out-clients.ts", import.meta.url));
const C_SOURCE = fileURLToPath(new URL("native/send-loop.c", import.meta.url));
const COMPILER = "gcc";
/** A warning in three languages with its signature. */
const MESSAGE_OCTETS = 4_000;
/** Rounds that are run before one counts: both sides warm their sockets and their code. */
const WARM_UP = 3;
const PAUSE_MS = 400;

/** What telling many clients costs, beside a loop in C that sends the same octets; medians of interleaved rounds. */
export interface FanOutFigures {
  readonly clients: number;
  readonly threatened: number;
  readonly octets: number;
  readonly rounds: number;
  /** From the order until the last of the threatened was written to: processor time, and the wall's. */
  readonly threatenedMs: number;
  readonly threatenedWallMs: number;
  /** Until the last of all was. */
  readonly allMs: number;
  readonly allWallMs: number;
  /** Processor time of a client: ours, the loop's in C, and the median of the rounds' ratios; null without a compiler. */
  readonly perClientUs: number;
  readonly nativePerClientUs: number | null;
  readonly ratio: number | null;
  /** Growth of the resident memory for each client. */
  readonly memoryPerClientKib: number;
}

interface Round {
  readonly threatenedMs: number;
  readonly threatenedWallMs: number;
  readonly allMs: number;
  readonly allWallMs: number;
}

export async function fanOutSection(options: {
  readonly quick: boolean;
  readonly folder: string;
  readonly progress: (text: string) => void;
}): Promise<FanOutFigures> {
  const { quick, folder, progress } = options;
  const [clients, threatened, rounds] = quick ? [1_000, 100, 3] : [10_000, 1_000, 15];
  progress(`fan-out: ${clients} clients`);
  const ours = await openOurs(clients, threatened);
  const native = await openNative(folder, clients);
  const measured: Round[] = [];
  const ratios: number[] = [];
  const nativeMs: number[] = [];
  for (let round = -WARM_UP; round < rounds; round++) {
    const own = ours.say();
    await pause();
    const other = await native?.say();
    await pause();
    if (round < 0) continue;
    measured.push(own);
    if (other === undefined) continue;
    nativeMs.push(other);
    ratios.push(own.allMs / other);
  }
  ours.close();
  native?.close();
  const of = (value: (round: Round) => number): number => quantile(measured.map(value), 0.5);
  return {
    clients,
    threatened,
    octets: MESSAGE_OCTETS,
    rounds,
    threatenedMs: of((round) => round.threatenedMs),
    threatenedWallMs: of((round) => round.threatenedWallMs),
    allMs: of((round) => round.allMs),
    allWallMs: of((round) => round.allWallMs),
    perClientUs: (1_000 * of((round) => round.allMs)) / clients,
    nativePerClientUs: nativeMs.length === 0 ? null : (1_000 * quantile(nativeMs, 0.5)) / clients,
    ratio: ratios.length === 0 ? null : quantile(ratios, 0.5),
    memoryPerClientKib: ours.memoryPerClientKib,
  };
}

/** Real sockets, and the fan-out that the people's page runs on. */
async function openOurs(clients: number, threatened: number) {
  const beforeKib = process.memoryUsage().rss / 1_024;
  const fan = new FanOut({ clientsMax: clients, clientsPerAddressMax: clients }, () =>
    performance.now(),
  );
  const server = createServer({ noDelay: true });
  let lastThreatened = (): void => undefined;
  const child = await new Promise<ChildProcess>((resolve) => {
    let count = 0;
    let started: ChildProcess | null = null;
    server.on("connection", (socket) => {
      const areas = count < threatened ? ["lock"] : [];
      const isLast = ++count === threatened;
      fan.add(
        { kind: "web-socket", socket: isLast ? marked(socket) : socket, address: "a", areas },
        [],
      );
      if (count === clients && started !== null) resolve(started);
    });
    server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, () => {
      const bound = server.address();
      const port = typeof bound === "object" && bound !== null ? bound.port : 0;
      started = spawn(process.execPath, [CLIENTS_SCRIPT, String(port), String(clients)]);
    });
  });
  /** Tells when the last of the threatened was written to. */
  function marked(socket: Socket): Socket {
    const write = socket.write.bind(socket);
    socket.write = (octets: Buffer) => {
      const taken = write(octets);
      lastThreatened();
      return taken;
    };
    return socket;
  }
  const octets = new Uint8Array(MESSAGE_OCTETS);
  return {
    memoryPerClientKib: (process.memoryUsage().rss / 1_024 - beforeKib) / clients,
    say: (): Round => {
      const [wallMs, usedMs] = [performance.now(), 1_000 * processorSeconds()];
      let [threatenedMs, threatenedWallMs] = [0, 0];
      lastThreatened = () => {
        threatenedMs = 1_000 * processorSeconds() - usedMs;
        threatenedWallMs = performance.now() - wallMs;
      };
      fan.say(octets, "lock");
      return {
        threatenedMs,
        threatenedWallMs,
        allMs: 1_000 * processorSeconds() - usedMs,
        allWallMs: performance.now() - wallMs,
      };
    },
    close: () => {
      fan.close();
      server.close();
      child.stdin?.end();
    },
  };
}

/** The loop in C; null where there is no compiler. `say` resolves with milliseconds of processor time. */
async function openNative(folder: string, clients: number) {
  const program = join(folder, "send-loop");
  try {
    execFileSync(COMPILER, ["-O3", "-march=native", "-o", program, C_SOURCE], { stdio: "ignore" });
  } catch {
    return null;
  }
  const loop = spawn(program, [String(clients), String(MESSAGE_OCTETS)]);
  const lines = createInterface({ input: loop.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<readonly string[]> =>
    ((await lines.next()).value ?? "").split(" ");
  const [, port] = await next();
  const child = spawn(process.execPath, [CLIENTS_SCRIPT, port, String(clients)]);
  await next();
  return {
    say: async (): Promise<number> => {
      loop.stdin.write("go\n");
      const [, usedNs] = await next();
      return Number(usedNs) / 1e6;
    },
    close: () => {
      loop.stdin.end();
      child.stdin.end();
    },
  };
}

/** Until the clients have read: what waits in the machine's buffers would slow the next round. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
