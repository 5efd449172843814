import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

/** `npm run prove -- --seeds N --from S`: as many runs of the fault simulator as wanted, and what they show. */
const PROVE = join(ROOT, "packages", "server", "test", "faults", "prove.ts");

const node = await setUp();
const args = [PROVE, "--commit", commit(), ...process.argv.slice(2)];
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
