import { readFile } from "node:fs/promises";

/** The first line of a file that holds a secret. Rejects where there is none: an empty secret protects nothing. */
export async function readSecret(path: string): Promise<string> {
  const [line = ""] = (await readFile(path, "utf8")).split(/\r?\n/, 1);
  if (line === "") throw new Error(`${path} is empty: its first line is the secret`);
  return line;
}
