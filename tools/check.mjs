import { runTests } from "./run-tests.mjs";
import { setUp } from "./setup.mjs";
import { report, runStaticStages } from "./stages.mjs";
import { summarize } from "./summary.mjs";

/** `npm run check`: what to run before each commit. The slow campaigns are left to `npm test`. */
const node = await setUp();
const failed = await runStaticStages(node);
const startMs = Date.now();
const tests = await runTests(node, ["--project=unit", "--project=tidy", ...process.argv.slice(2)]);
report("Tests", tests.code === 0, Date.now() - startMs);
process.exitCode = summarize(failed, tests);
