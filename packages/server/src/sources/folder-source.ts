import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { MICROS_PER_SECOND } from "@tocsin/core";
import type { ByteSink, ByteSource, SourcePeer } from "@tocsin/sdk";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";
import type { SourcePorts } from "./source-ports.ts";

export interface FolderOptions {
  readonly path: string;
  readonly everyS: number;
}

/** Files of a folder that are looked at; with more in it the first ones by name. */
const FILES_MAX = 1_000;

/**
 * Files `.xml` and `.cap` that are put into a folder, each a message whenever it is new or has changed. Names that begin
 * with a dot are passed over: they are still being written.
 */
export const createFolderSource = (
  { path, everyS }: FolderOptions,
  { clock }: SourcePorts,
): ByteSource => ({
  async run(sink, signal) {
    let known = new Map<string, string>();
    let isUp: boolean | null = null;
    while (!signal.aborted) {
      const dueUs = clock.nowUs() + Math.round(everyS * MICROS_PER_SECOND);
      try {
        const names = (await readdir(path)).filter((name) => /^[^.].*\.(?:xml|cap)$/i.test(name));
        if (isUp !== true) sink.link("up", `reading ${path}`, clock.nowUs());
        isUp = true;
        if (names.length > FILES_MAX)
          sink.rejected("too-many-files", names.length - FILES_MAX, path, clock.nowUs());
        const now = new Map<string, string>();
        for (const name of names.sort().slice(0, FILES_MAX))
          now.set(name, await readFileOnce(join(path, name), known.get(name), sink, clock.nowUs()));
        known = now;
      } catch (error) {
        isUp = false;
        const words = error instanceof Error ? error.message : String(error);
        sink.link("down", `${path}: ${words}`, clock.nowUs());
      }
      await clock.waitUntil(dueUs, signal);
    }
  },
});

/** Hands a file over unless it is the one that was known; returns what it is known by. */
async function readFileOnce(
  path: string,
  known: string | undefined,
  sink: ByteSink,
  nowUs: number,
): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size, mtimeMs, ino } = await file.stat();
    const version = `${ino} ${size} ${mtimeMs}`;
    if (version === known) return version;
    if (size > MESSAGE_OCTETS_MAX) sink.rejected("document-too-long", 1, path, nowUs);
    else sink.message(await file.readFile(), nowUs, filePeer(path));
    return version;
  } finally {
    await file.close();
  }
}

const filePeer = (id: string): SourcePeer => ({
  id,
  send: () => false,
  close: () => undefined,
});
