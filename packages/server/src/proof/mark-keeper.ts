import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { EnvelopeMark } from "@tocsin/sdk";
import { z } from "zod";

/** Counters are written to the disk this often while envelopes come. */
const KEPT_EVERY_MS = 1_000;

const marksSchema = z.array(
  z.strictObject({ keyId: z.string(), epoch: z.int().min(0), sequence: z.int().min(0) }),
);

/**
 * Keeps the counters of envelopes on the disk, beside the way of a report and never in it. What a crash loses is the last
 * second: an envelope of that second could be played to the next start, once.
 */
export class MarkKeeper {
  readonly #path: string;
  readonly #marks: () => readonly EnvelopeMark[];
  readonly #failed: (detail: string) => void;
  readonly #timer: NodeJS.Timeout;
  #kept = "";
  #writing: Promise<void> = Promise.resolve();

  constructor(
    path: string,
    marks: () => readonly EnvelopeMark[],
    failed: (detail: string) => void,
  ) {
    this.#path = path;
    this.#marks = marks;
    this.#failed = failed;
    this.#timer = setInterval(() => this.#keep(), KEPT_EVERY_MS);
    this.#timer.unref();
  }

  /** Writes what is not written yet, and ends. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    this.#keep();
    await this.#writing;
  }

  #keep(): void {
    const text = JSON.stringify(this.#marks());
    if (text === this.#kept || text === "[]") return;
    this.#kept = text;
    this.#writing = this.#writing
      .then(() => write(this.#path, text))
      .catch((error: unknown) => {
        this.#kept = "";
        this.#failed(error instanceof Error ? error.message : String(error));
      });
  }
}

/** What an earlier start kept; none where nothing can be read, as at the first start. */
export function readMarks(path: string): readonly EnvelopeMark[] {
  try {
    const marks = marksSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return marks.data ?? [];
  } catch {
    return [];
  }
}

async function write(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.next`;
  rmSync(next, { force: true });
  const file = await open(next, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
