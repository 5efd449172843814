/** Ends a run: what failed and what to do about it, what was skipped, and the counts on the last line. */
export function summarize(failedStages, tests) {
  console.log("");
  for (const stage of failedStages) console.log(`${stage.title} failed: ${stage.mend}.`);
  if (tests.failures.length > 0) {
    console.log("Tests failed in:");
    for (const name of tests.failures) console.log(`  ${name}`);
    console.log("Run one alone with: npx vitest run <file>");
  }
  if (tests.skips.length > 0) {
    console.log("Skipped, because something they need is not here:");
    for (const name of tests.skips) console.log(`  ${name}`);
  }
  const ok = failedStages.length === 0 && tests.code === 0 && tests.failed === 0;
  if (ok)
    console.log(
      'All well. Next: "npm start" shows it at work; docs/README.md says where to read on.',
    );
  console.log("");
  console.log(`${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`);
  return ok ? 0 : 1;
}
