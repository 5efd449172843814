/**
 * Probabilities of a polygon against 10⁷ samples and against an integration by strips: `node packages/core/bench/polygon-samples.ts`.
 * One JSON line for each ellipse.
 */
import { polygonDifferences } from "../src/assessment/polygon-samples.test-support.ts";

for (const entry of polygonDifferences()) process.stdout.write(`${JSON.stringify(entry)}\n`);
