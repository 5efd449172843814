import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { runHereIn } from "./run-here.ts";
import { withoutProgress } from "./without-progress.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  /** Without the progress that a slow machine is told of. */
  readonly stderr: string;
}

/** A folder of its own in which `tocsin` is run, one command after the other. */
export class CliFolder {
  readonly path = mkdtempSync(join(tmpdir(), "tocsin-cli-"));

  file(...parts: readonly string[]): string {
    return join(this.path, ...parts);
  }

  /** In this process, which is spared the start of another. */
  run(...args: readonly string[]): Promise<CliResult> {
    return runHereIn(this.path, args);
  }

  /** As people run it: in a process of its own. */
  runAlone(...args: readonly string[]): Promise<CliResult> {
    return this.runNode([LAUNCHER, ...args]);
  }

  /** The same of any program, with more variables in its environment. */
  async runNode(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CliResult> {
    const child = spawn(process.execPath, args, {
      cwd: this.path,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [code, stdout, stderr] = await Promise.all([
      exitOf(child),
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, stdout, stderr: withoutProgress(stderr) };
  }

  /** Runs what must succeed, and gives what it printed. */
  async ok(...args: readonly string[]): Promise<string> {
    return printed(args, await this.run(...args));
  }

  async okAlone(...args: readonly string[]): Promise<string> {
    return printed(args, await this.runAlone(...args));
  }

  async json(...args: readonly string[]): Promise<unknown> {
    return JSON.parse(await this.ok(...args, "--json"));
  }

  /** The bytes of every segment of a run's journal, by file name. */
  segments(dataDir: string): ReadonlyMap<string, Buffer> {
    const directory = this.file(dataDir, "journal");
    const names = readdirSync(directory).filter((name) => name.endsWith(".tjl"));
    return new Map(names.sort().map((name) => [name, readFileSync(join(directory, name))]));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function printed(args: readonly string[], { code, stdout, stderr }: CliResult): string {
  if (code === 0) return stdout;
  throw new Error(`tocsin ${args.join(" ")}: exit code ${code}\n${stderr}`);
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
