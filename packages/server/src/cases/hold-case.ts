import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { DiskLock } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";
import { lockDirectory } from "../journal/directory-lock.ts";

/** So long one waits for another program that does something in the case. */
const WAIT_MAX_MS = 20_000;
const ASK_AGAIN_MS = 25;

/** The folders that whoever runs here holds already. */
const holding = new AsyncLocalStorage<readonly string[]>();

/**
 * Does something in a case while no other program does: what is decided from how the case stands, such as the next name of something, is written before
 * anything else is. Waits for another one, and throws `JOURNAL_LOCKED` where that takes too long. Within itself it waits for nothing.
 */
export async function holdCase<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const own = resolve(folder);
  const held = holding.getStore() ?? [];
  if (held.includes(own)) return act();
  // Where no case is none is made by asking for one.
  if (!existsSync(join(own, "accounts"))) throw new TocsinError("CASE_NOT_FOUND", { path: folder });
  const lock = await lockOf(join(own, "lock"));
  try {
    return await holding.run([...held, own], act);
  } finally {
    lock.release();
  }
}

async function lockOf(directory: string): Promise<DiskLock> {
  for (let waitedMs = 0; ; waitedMs += ASK_AGAIN_MS) {
    try {
      return lockDirectory(directory);
    } catch (error) {
      const isHeld = error instanceof TocsinError && error.code === "JOURNAL_LOCKED";
      if (!isHeld || waitedMs >= WAIT_MAX_MS) throw error;
    }
    await setTimeout(ASK_AGAIN_MS);
  }
}
