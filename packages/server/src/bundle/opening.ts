import { readFileSync, writeFileSync } from "node:fs";
import { TocsinError } from "@tocsin/sdk/errors";
import { type BundleRule, parseBundleRule } from "./rule-file.ts";

/** What was kept back with a bundle. */
export interface Opening {
  readonly secret: Uint8Array;
  /** The rule file by which it was made; null where there was none. */
  readonly rule: BundleRule | null;
}

/** Writes what opens a bundle where its owner alone may read it: the secret on the first line, and below it the rule file as it was. */
export const writeOpening = (path: string, { secret, rule }: Opening): void =>
  writeFileSync(path, `${Buffer.from(secret).toString("hex")}\n${rule?.text ?? ""}`, {
    mode: 0o600,
  });

export function readOpening(path: string): Opening {
  const text = readFileSync(path, "utf8");
  const match = /^([0-9a-f]{64})\n([^]*)$/.exec(text);
  if (match === null)
    throw new TocsinError("USAGE", {
      detail: `${path} is no opening as tocsin bundle writes one`,
      command: "verify ",
    });
  const [, secret = "", rule = ""] = match;
  return {
    secret: Buffer.from(secret, "hex"),
    rule: rule === "" ? null : parseBundleRule(path, rule),
  };
}
