import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { TocsinError } from "@tocsin/sdk";
import type { Read } from "./site-answers.ts";

export interface Question<T> {
  readonly text: string;
  /** Taken when the answer is empty. */
  readonly preset: string;
  readonly read: (answer: string) => Read<T>;
}

/** Asks a person one thing after another. */
export interface Asker {
  ask<T>(question: Question<T>): Promise<T>;
  close(): void;
}

/** A person who gives so many answers in a row that cannot be used is no person. */
const TRIES_MAX = 10;

/** Asks over a pair of streams, a terminal or a pipe; asks again what could not be used. */
export function createAsker(input: Readable, output: Writable): Asker {
  const lines = createInterface({ input, output });
  // Lines are taken from an iterator: answers that are piped in all at once must not get lost between two questions.
  const answers = lines[Symbol.asyncIterator]();
  return {
    async ask({ text, preset, read }) {
      for (let i = 0; i < TRIES_MAX; i++) {
        output.write(`${text}${preset === "" ? "" : ` [${preset}]`}: `);
        const next = await answers.next();
        if (next.done === true) break;
        const result = read(next.value.trim() === "" ? preset : next.value);
        if (result.ok) return result.value;
        output.write(`  That should be ${result.problem}.\n`);
      }
      throw new TocsinError("USAGE", {
        detail: "the answers ended before the questions; --yes takes the defaults for the rest",
        command: "init ",
      });
    },
    close: () => lines.close(),
  };
}

/** Asks nobody: every question gets its preset. */
export const presetAsker: Asker = {
  ask({ text, preset, read }) {
    const result = read(preset);
    if (result.ok) return Promise.resolve(result.value);
    throw new TocsinError("USAGE", { detail: `${text}: ${result.problem}`, command: "init " });
  },
  close: () => undefined,
};
