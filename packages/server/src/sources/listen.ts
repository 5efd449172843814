import type { Server } from "node:net";
import type { Cancellation } from "@tocsin/sdk";
import type { ListenerTls } from "./listener-tls.ts";
import { placeText } from "./socket-peer.ts";

export interface ListenOptions {
  readonly address: string;
  readonly port: number;
}

export interface ListenSecurity {
  /** What the port is encrypted with; absent: not encrypted. */
  readonly security?: (() => Promise<ListenerTls>) | undefined;
}

/** Asked anew: what was waited for may have taken long. */
export const isAborted = (signal: Cancellation): boolean => signal.aborted;

/** Listens until `signal` aborts. Rejects where it cannot (port taken, no such address), or when the server fails. */
export async function listenUntilAborted(
  server: Server,
  options: ListenOptions,
  signal: Cancellation,
  listening: (place: string) => void,
): Promise<void> {
  try {
    await bound(server, options);
    listening(placeOf(server));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
  } finally {
    // What is still connected is closed by whoever holds the lines.
    server.close();
  }
}

const bound = (server: Server, { address, port }: ListenOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: address, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });

function placeOf(server: Server): string {
  const at = server.address();
  return at === null || typeof at === "string" ? String(at) : placeText(at.address, at.port);
}
