import { readFileSync, writeFileSync } from "node:fs";
import { TocsinError } from "@tocsin/sdk";

/** Writes the secret of a bundle where its owner alone may read it. */
export const writeOpening = (path: string, secret: Uint8Array): void =>
  writeFileSync(path, `${Buffer.from(secret).toString("hex")}\n`, { mode: 0o600 });

export function readOpening(path: string): Uint8Array {
  const text = readFileSync(path, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, "hex");
  throw new TocsinError("USAGE", {
    detail: `${path} is no opening as tocsin bundle writes one`,
    command: "verify ",
  });
}
