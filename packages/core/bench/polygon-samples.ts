/** Probabilities of a polygon against 10⁷ samples: `node packages/core/bench/polygon-samples.ts`. One JSON line for each ellipse. */
import { differencesFromSamples } from "../src/assessment/polygon-samples.test-support.ts";

for (const entry of differencesFromSamples()) process.stdout.write(`${JSON.stringify(entry)}\n`);
