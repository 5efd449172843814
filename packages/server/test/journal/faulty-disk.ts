import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Disk, DiskFile } from "@tocsin/sdk";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";

/** Files in the journal's directory that make its disk misbehave for as long as they are there. */
export const STALL_FILE = "test-stall";
/** Makes the writer thread die once: removed when it has. */
export const DIE_FILE = "test-die";
/** Makes the writer thread die every time. */
export const DIE_ALWAYS_FILE = "test-die-always";

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** The real disk, with syncs that hang or kill the thread on request from another one. */
export function openDisk(directory: string): Disk {
  const disk = openNodeDisk(directory);
  const has = (name: string): boolean => existsSync(join(directory, name));
  const faulty = (file: DiskFile): DiskFile => ({
    write: (bytes) => file.write(bytes),
    reserve: (bytes) => file.reserve(bytes),
    close: () => file.close(),
    sync: () => {
      while (has(STALL_FILE)) Atomics.wait(sleeper, 0, 0, 5);
      if (has(DIE_FILE)) {
        rmSync(join(directory, DIE_FILE));
        throw new Error("the thread was made to die");
      }
      if (has(DIE_ALWAYS_FILE)) throw new Error("the thread was made to die again");
      file.sync();
    },
  });
  return {
    ...disk,
    createAppend: (name) => faulty(disk.createAppend(name)),
    openAppend: (name) => faulty(disk.openAppend(name)),
  };
}
