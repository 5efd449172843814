import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Line } from "./open-line.ts";

/** Writes what a sensor would send to a file, in the place of what it held, or to a named pipe, which somebody has to read. */
export function createFileLine(path: string, greeting: () => readonly Uint8Array[]): Line {
  const stream = createWriteStream(path);
  let isOpen = false;
  let failed: Error | null = null;
  const ready = new Promise<void>((resolve, reject) => {
    stream.once("open", () => {
      isOpen = true;
      for (const bytes of greeting()) stream.write(bytes);
      resolve();
    });
    stream.once("error", (error) => {
      failed = error;
      reject(error);
    });
  });
  return {
    ready,
    send: (bytes) => {
      if (!isOpen || failed !== null) return false;
      stream.write(bytes);
      return true;
    },
    async close() {
      if (!isOpen || failed !== null) {
        stream.destroy();
        return;
      }
      stream.end();
      await once(stream, "close");
    },
  };
}
