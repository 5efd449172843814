import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { npmCommand } from "./npm-command.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { ROOT } from "./setup.mjs";

/** The checks that need no running of the code: a script of package.json each, with what mends it. */
const STATIC_STAGES = [
  { title: "Format", script: "format:check", mend: "npm run format" },
  { title: "Types", script: "types", mend: "npm run types shows them all" },
  { title: "Lint", script: "lint", mend: "npm run lint shows them all" },
  { title: "Dead code", script: "dead-code", mend: "remove it, or use it" },
];
/** Lines of a failed stage's output that are shown. */
const SHOWN_LINES_MAX = 60;

/** Runs every static check, however many fail. Resolves to the ones that did. */
export async function runStaticStages(node) {
  const failed = [];
  for (const stage of STATIC_STAGES) {
    const startMs = Date.now();
    const [command, args] = npmCommand(["run", "--silent", stage.script]);
    const { code, output } = await runQuietly(stage.title, () =>
      spawn(command, args, { cwd: ROOT, env: stageEnv(node), stdio: ["ignore", "pipe", "pipe"] }),
    );
    report(stage.title, code === 0, Date.now() - startMs);
    if (code === 0) continue;
    failed.push(stage);
    console.log(lastLines(output, SHOWN_LINES_MAX));
  }
  return failed;
}

/** Tools start `node` by name: they must find the pinned one. */
export function stageEnv(node) {
  const path = [join(node, ".."), join(ROOT, "node_modules", ".bin"), process.env.PATH ?? ""];
  return {
    ...process.env,
    PATH: path.join(delimiter),
    FORCE_COLOR: process.stdout.isTTY ? "1" : "0",
  };
}

/** One line for a stage: its name, how it went, its seconds. */
export function report(title, ok, elapsedMs) {
  console.log(
    `${title.padEnd(12)} ${ok ? "ok    " : "FAILED"} ${(elapsedMs / 1000).toFixed(1).padStart(7)} s`,
  );
}

function lastLines(text, max) {
  const lines = text.trimEnd().split("\n");
  const dropped = lines.length - max;
  return (dropped > 0 ? [`… ${dropped} lines before`, ...lines.slice(dropped)] : lines).join("\n");
}
