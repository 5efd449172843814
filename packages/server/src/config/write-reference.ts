import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { configurationReference } from "./configuration-reference.ts";
import { accessReference } from "../reference/access-reference.ts";
import { cliReference } from "../reference/cli-reference.ts";
import { faultsReference } from "../reference/faults-reference.ts";
import { genericReference } from "../reference/generic-reference.ts";
import { httpReference } from "../reference/http-reference.ts";
import { metricsReference } from "../reference/metrics-reference.ts";
import { reasonCodesReference } from "../reference/reason-codes-reference.ts";
import { recordsReference } from "../reference/records-reference.ts";
import { errorsReference } from "./errors-reference.ts";

/** Pages that are made from code, by their place in docs/. Run this file to write them. */
export const REFERENCE_PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  "reference/access.md": accessReference,
  "reference/cli.md": cliReference,
  "reference/configuration.md": configurationReference,
  "reference/errors.md": errorsReference,
  "reference/faults.md": faultsReference,
  "reference/generic.md": genericReference,
  "reference/http.md": httpReference,
  "reference/metrics.md": metricsReference,
  "reference/reason-codes.md": reasonCodesReference,
  "reference/records.md": recordsReference,
};

export const DOCS_FOLDER = fileURLToPath(new URL("../../../../docs/", import.meta.url));

if (import.meta.main) {
  await mkdir(`${DOCS_FOLDER}reference`, { recursive: true });
  for (const [page, make] of Object.entries(REFERENCE_PAGES)) {
    await writeFile(`${DOCS_FOLDER}${page}`, await make());
  }
}
