import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { blockOf, SOURCE } from "../asterix/block-builder.ts";

const NAUTICAL_MILE_M = 1_852;
const FOOT_M = 0.3048;
const START_M = 2_500;
const SPEED_MPS = 80;

/** Below those that a system gives to whoever sends from any: one of these would be somebody else's before the post has it. */
const LOWEST = 20_000;
const SPAN = 12_000;
let asked = 0;

/** A port on which nothing listens; processes that ask at the same time begin elsewhere. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + ((process.pid * 101 + asked++) % SPAN);
    try {
      await closed(await boundSocket(port));
      return port;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
}

export async function boundSocket(port: number): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind(port, "127.0.0.1");
  await once(socket, "listening");
  return socket;
}

export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.close(() => resolve()));

/** The input of a post that hears the radar of {@link RadarFeed} on a port of this machine. */
export const radarLine = (port: number) => ({
  type: "asterix-udp" as const,
  id: "network",
  groups: [{ address: "127.0.0.1", port }],
  sensors: [{ sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar", range_sigma_m: 20 }],
});

/** Seconds since midnight, UTC. */
const secondOfDay = (): number => (Date.now() / 1000) % 86_400;

/** A radar that sees one object come straight in from the north-east, as CAT048 plots over UDP. */
export class RadarFeed {
  readonly #socket: Socket;
  readonly #port: number;
  readonly #startS = secondOfDay();

  constructor(socket: Socket, port: number) {
    this.#socket = socket;
    this.#port = port;
  }

  plot(): Uint8Array {
    const seconds = secondOfDay();
    const rangeM = this.#rangeM(seconds);
    return blockOf(48, {
      "010": SOURCE,
      "140": Math.round(seconds * 128),
      "020": { TYP: 1 },
      "040": { RHO: Math.round((rangeM / NAUTICAL_MILE_M) * 256), THETA: 8_192 },
      "110": { "3DH": Math.round(120 / FOOT_M / 25) },
    });
  }

  /** Where the object is at a time, microseconds since 1970, m along the ground. */
  rangeMAt(timeUs: number): number {
    return this.#rangeM((timeUs / 1_000_000) % 86_400);
  }
  #rangeM(seconds: number): number {
    return START_M - SPEED_MPS * (seconds - this.#startS);
  }

  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(bytes, this.#port, "127.0.0.1", (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  }
}
