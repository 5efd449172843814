import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scenarioReference } from "./scenario-reference.ts";

/** Where the page made by {@link scenarioReference} stands. Run this file to write it. */
export const SCENARIO_REFERENCE = fileURLToPath(
  new URL("../../../../docs/reference/scenario.md", import.meta.url),
);

if (import.meta.main) writeFileSync(SCENARIO_REFERENCE, scenarioReference());
