import { closeSync, openSync, readSync } from "node:fs";

/** The first bytes of a file, fewer where it is shorter. Throws where it cannot be opened. */
export function readHead(path: string, bytes: number): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const head = Buffer.alloc(bytes);
    return head.subarray(0, readSync(descriptor, head, 0, bytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
