import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Disk, DiskFile, DiskReader } from "@tocsin/sdk";
import { lockDirectory } from "./directory-lock.ts";

const OWNER_ONLY = 0o600;
const ZEROS = new Uint8Array(64 * 1024);

/** The real disk: one directory, made when it is first locked. */
export function openNodeDisk(directory: string): Disk {
  const path = (name: string): string => join(directory, name);
  return {
    list: () => readdirSync(directory),
    createAppend: (name) => appendFile(openSync(path(name), "wx", OWNER_ONLY)),
    openAppend: (name) => appendFile(openSync(path(name), "r+", OWNER_ONLY)),
    openRead: (name) => fileReader(openSync(path(name), "r")),
    truncate: (name, sizeBytes) =>
      withDescriptor(path(name), "r+", (descriptor) => {
        ftruncateSync(descriptor, sizeBytes);
        fsyncSync(descriptor);
      }),
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (name) => unlinkSync(path(name)),
    syncDirectory: () => withDescriptor(directory, "r", fsyncSync),
    lock: () => lockDirectory(directory),
  };
}

function appendFile(descriptor: number): DiskFile {
  let at = fstatSync(descriptor).size;
  let end = at;
  return {
    write: (bytes) => {
      const count = writeSync(descriptor, bytes, 0, bytes.length, at);
      at += count;
      end = Math.max(end, at);
      return count;
    },
    reserve: (bytes) => {
      while (end < at + bytes)
        end += writeSync(descriptor, ZEROS, 0, Math.min(ZEROS.length, at + bytes - end), end);
    },
    sync: () => fdatasyncSync(descriptor),
    close: () => {
      try {
        if (end > at) ftruncateSync(descriptor, at);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

const fileReader = (descriptor: number): DiskReader => ({
  sizeBytes: () => fstatSync(descriptor).size,
  readAt: (offsetBytes, into) => readSync(descriptor, into, 0, into.length, offsetBytes),
  close: () => closeSync(descriptor),
});

function withDescriptor(path: string, flags: string, use: (descriptor: number) => void): void {
  const descriptor = openSync(path, flags);
  try {
    use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
