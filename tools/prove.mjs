import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { CAMPAIGNS, campaignHelp, help } from "./campaigns.mjs";
import { ROOT, setUp } from "./setup.mjs";

/** Runs a campaign from the command line; the commit goes into what it prints. */
const given = process.argv.slice(2);
const isNamed = given[0] !== undefined && !given[0].startsWith("-");
const name = isNamed ? given[0] : "faults";
const isKnown = Object.hasOwn(CAMPAIGNS, name);
if (given.includes("--help") || given.includes("-h")) {
  process.stdout.write(isNamed && isKnown ? campaignHelp(name) : help());
  process.exit(0);
}
if (!isKnown) {
  process.stderr.write(`no campaign ${name}\n${help()}`);
  process.exit(2);
}
const node = await setUp();
const path = join(ROOT, ...CAMPAIGNS[name].path.split("/"));
const args = [
  ...(CAMPAIGNS[name].flags ?? []),
  path,
  "--commit",
  commit(),
  ...(isNamed ? given.slice(1) : given),
];
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
