import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { asterixReference } from "./asterix-reference.ts";

/** The page that is made from the tables. Run this file to write it. */
export const ASTERIX_REFERENCE_PATH = fileURLToPath(
  new URL("../../../../../docs/reference/asterix.md", import.meta.url),
);

if (import.meta.main) writeFileSync(ASTERIX_REFERENCE_PATH, asterixReference());
