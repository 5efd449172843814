import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

/** Runs a campaign from the command line; the commit goes into what it prints. */
const FAULTS = ["packages", "server", "test", "faults", "prove.ts"];
const NAMED = {
  lifecycle: ["packages", "core", "test", "lifecycle", "prove.ts"],
  kill: ["packages", "server", "test", "sirens", "prove.ts"],
  "two-person": ["packages", "server", "test", "doors", "prove.ts"],
  scenarios: ["packages", "sim", "test", "draws", "prove.ts"],
  load: ["packages", "server", "test", "load", "prove.ts"],
  why: ["packages", "server", "test", "why", "prove.ts"],
  inquiry: ["packages", "inquiry", "test", "fuzz", "prove.ts"],
  report: ["packages", "server", "test", "why", "prove-report.ts"],
  bundle: ["packages", "server", "test", "why", "prove-bundle.ts"],
};

const HELP = `npm run prove -- [CAMPAIGN] [options]: what is promised, tried at full length; each prints what its figures show
  (none)      --seeds N --from S          the post in a world of faults: crashes, disks, lost and late looks, failing channels
  lifecycle   --commands N --seed S       random commands against the model of the life cycle of warnings
  kill        --rounds N --seed S         the broker, a siren and the post killed at every moment of a warning
  two-person  --sequences N --seed S      adversaries at every door against the rule of two
  scenarios   --draws N --seed S          drawn attacks and harmless skies under troubled feeds: missed, and false
  load        --seconds N --detections N --tracks N --areas N   one post under a steady load: delays, memory, processor
  why         --single N --several M --seed S   why, what if and repairs against what was broken
  inquiry     --texts N --seed S          random texts of all scripts and encodings, and whether each range read of them is exact
  report      --edits N --seed S          random edits of a report and its journal
  bundle      --edits N --seed S          random edits of a bundle of evidence
`;
if (process.argv.includes("--help")) {
  process.stdout.write(HELP);
  process.exit(0);
}
const node = await setUp();
const [first, ...others] = process.argv.slice(2);
const isNamed = Object.hasOwn(NAMED, first ?? "");
const path = join(ROOT, ...(isNamed ? NAMED[first] : FAULTS));
const args = [path, "--commit", commit(), ...(isNamed ? others : process.argv.slice(2))];
const child = spawn(node, args, { cwd: ROOT, stdio: "inherit" });
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});

/** Short name of the commit, marked when files differ from it. */
function commit() {
  const git = (...words) => execFileSync("git", words, { cwd: ROOT, encoding: "utf8" }).trim();
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${changed ? " with changes" : ""}`;
  } catch {
    return "unknown";
  }
}
