import { readFileSync } from "node:fs";
import type { ReceiverMark } from "@tocsin/sdk";
import { z } from "zod";
import { replaceSecretFile } from "../disk/secret-file.ts";

const marksSchema = z.array(
  z.strictObject({
    keyId: z.string(),
    epoch: z.int().min(0),
    sequence: z.int().min(0),
    record: z.strictObject({ sequence: z.int().min(0), hash: z.string() }).exactOptional(),
  }),
);

/** What a siren heard last before it was started again. A file that cannot be read is told of, and it starts without. */
export function readMarks(
  path: string,
  trouble: (detail: string) => void,
): readonly ReceiverMark[] {
  try {
    return marksSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    const detail = error instanceof Error ? error.message : String(error);
    trouble(`what it heard before cannot be read from ${path}: ${detail}`);
    return [];
  }
}

/** Keeps them whole or not at all, on the disk itself. */
export const keepMarks = (path: string, marks: readonly ReceiverMark[]): void =>
  replaceSecretFile(path, JSON.stringify(marks));
