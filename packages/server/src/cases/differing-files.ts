import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is wrong with the files of a folder, a sentence each: one that is missing, and one that is not to the byte what it should be. */
export const differingFiles = (
  folder: string,
  files: ReadonlyMap<string, string>,
  differs: string,
): readonly string[] =>
  [...files].flatMap(([name, text]) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [`${path} is missing`];
    return readFileSync(path, "utf8") === text ? [] : [`${path} ${differs}`];
  });
