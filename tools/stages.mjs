import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { npmCommand } from "./npm-command.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { ROOT } from "./setup.mjs";

/** The checks that need no running of the code: a script of package.json each, with what mends it. */
const STATIC_STAGES = [
  { title: "Format", script: "format:check", mend: "npm run format mends it" },
  { title: "Types", script: "types", mend: "npm run types shows all of it" },
  {
    title: "Lint",
    script: "lint",
    mend: "npm run lint shows all of it, npm run lint:fix mends a part",
  },
  { title: "Dead code", script: "dead-code", mend: "remove what nothing uses" },
];
/** Lines of a failed stage's output that are shown. */
const SHOWN_LINES_MAX = 60;

/** Runs every static check, however many fail. Resolves to the ones that did. */
export async function runStaticStages(node) {
  const failed = [];
  for (const stage of STATIC_STAGES) {
    const startMs = Date.now();
    const [command, args] = npmCommand(["run", "--silent", stage.script]);
    const options = { cwd: ROOT, env: stageEnv(node), stdio: ["ignore", "pipe", "pipe"] };
    const start = () => spawn(command, args, options);
    const { code, output } = await runQuietly(stage.title, start, { sayEnd: false });
    report(stage.title, code === 0, Date.now() - startMs);
    if (code === 0) continue;
    failed.push(stage);
    console.log(firstLines(output, SHOWN_LINES_MAX));
  }
  return failed;
}

/** Tools start `node` by name and must find the pinned one; they write colours only where a terminal shows them. */
export function stageEnv(node) {
  const path = [dirname(node), join(ROOT, "node_modules", ".bin"), process.env.PATH ?? ""];
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env;
  const color = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };
  return { ...rest, ...color, PATH: path.join(delimiter) };
}

/** One line for a stage: its name, how it went, its seconds. */
export function report(title, ok, elapsedMs) {
  console.log(
    `${title.padEnd(12)} ${ok ? "ok    " : "FAILED"} ${(elapsedMs / 1000).toFixed(1).padStart(7)} s`,
  );
}

/** The first complaint is the one to read; what follows often follows from it. */
function firstLines(text, max) {
  const lines = text.trimEnd().split("\n");
  const dropped = lines.length - max;
  return (dropped > 0 ? [...lines.slice(0, max), `… and ${dropped} more lines`] : lines).join("\n");
}
