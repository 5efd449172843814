import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const BIN = fileURLToPath(new URL("../../../server/bin/tocsin.mjs", import.meta.url));

/** `tocsin …` as a person runs it who waits for its answer: what it prints. Throws where it fails. */
export const tocsin = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [BIN, ...args], { encoding: "utf8" });
