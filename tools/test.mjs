import { joinModules } from "./join-modules.mjs";
import { installTestHelpers } from "./test-helpers.mjs";
import { runTests } from "./run-tests.mjs";
import { setUp } from "./setup.mjs";
import { report, runStaticStages } from "./stages.mjs";
import { summarize } from "./summary.mjs";

/** `npm test`: everything, from a fresh clone. What follows `--` goes to vitest. */
const node = await setUp();
await joinModules(node);
await installTestHelpers();
const failed = await runStaticStages(node);
const startMs = Date.now();
const tests = await runTests(node, process.argv.slice(2));
report("Tests", tests.code === 0, Date.now() - startMs);
process.exitCode = summarize(failed, tests);
