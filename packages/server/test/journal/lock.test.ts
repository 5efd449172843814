import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";

const HOLDER = new URL("./lock-holder.ts", import.meta.url).pathname;

let directory = "";
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tocsin-lock-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

/** Starts another process that tries to lock the directory, and gives its first line. */
async function startHolder(): Promise<{ child: ChildProcess; line: string }> {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [HOLDER, directory], { stdio });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  return { child, line };
}

describe("the lock of a journal's directory", () => {
  it("keeps a second process out, names the first, and ends with it even by kill -9", async () => {
    const first = await startHolder();
    expect(first.line).toBe("locked");
    const second = await startHolder();
    expect(second.line).toContain(`in use by process ${first.child.pid}`);
    expect(() => openNodeDisk(directory).lock()).toThrow(`in use by process ${first.child.pid}`);
    const ended = once(first.child, "exit");
    first.child.kill("SIGKILL");
    await ended;
    const lock = openNodeDisk(directory).lock();
    expect(() => openNodeDisk(directory).lock()).toThrow(`in use by process ${process.pid}`);
    lock.release();
    openNodeDisk(directory).lock().release();
  });
});
