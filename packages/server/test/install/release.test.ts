import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CommandResult, prepare, runCommand } from "./run-command.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
/** Somebody else's Node, older than what a release needs; most distributions come with one. */
const OLD_NODE = "/usr/bin/node";

let folder = "";
let installed = "";
let summary = "";
/** No cache, no registry that answers, no configuration of whoever runs the test. */
const offline = (): NodeJS.ProcessEnv => ({
  HOME: folder,
  PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
  npm_config_cache: join(folder, "cache"),
  npm_config_registry: "http://127.0.0.1:9/",
  npm_config_userconfig: join(folder, "npmrc"),
});
const tocsin = (...args: readonly string[]): Promise<CommandResult> =>
  runCommand(join(folder, "prefix/bin/tocsin"), args, { cwd: folder, env: offline() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-release-"));
  const build = ["--disable-warning=ExperimentalWarning", "tools/release/build.mjs"];
  summary = await prepare(
    runCommand(process.execPath, [...build, `--out=${folder}/dist`], { cwd: ROOT }),
  );
  const [tarball] = (await readdir(join(folder, "dist"))).filter((name) => name.endsWith(".tgz"));
  const install = ["i", "-g", "--offline", "--no-audit", "--no-fund"];
  const where = ["--prefix", join(folder, "prefix"), join(folder, "dist", tarball)];
  await prepare(runCommand("npm", [...install, ...where], { cwd: folder, env: offline() }));
  installed = join(folder, "prefix/lib/node_modules/tocsin");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a release, installed without network, cache or clone", () => {
  test("says what was built", () => {
    expect(summary).toMatch(/\d+ modules of ours, \d+ packages of others/);
  });

  test("gives its version", async () => {
    const manifest = JSON.parse(
      await readFile(join(ROOT, "packages/server/package.json"), "utf8"),
    ) as { version: string };
    const { code, stdout } = await tocsin("--version");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${manifest.version}\n` });
  });

  test("simulates, verifies and explains, with the decisions of the source", async () => {
    const simulated = await tocsin(
      "simulate",
      "salvo",
      "--json",
      "--data-dir",
      join(folder, "salvo"),
    );
    expect(simulated.code, simulated.stderr).toBe(0);
    const source = await runCommand(
      process.execPath,
      [
        join(ROOT, "packages/server/bin/tocsin.mjs"),
        "simulate",
        "salvo",
        "--json",
        "--data-dir",
        join(folder, "salvo-source"),
      ],
      { cwd: folder },
    );
    expect(shaOf(simulated)).toBe(shaOf(source));
    const verified = await tocsin("journal", "verify", "--data-dir", join(folder, "salvo"));
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain("Nothing is missing, changed or wrongly signed.");
    const why = await tocsin("why", "--data-dir", join(folder, "salvo"));
    expect(why.code, why.stderr).toBe(0);
  });

  test("makes a site and proves it", async () => {
    const made = await tocsin(
      "init",
      "--yes",
      "--name",
      "Release Test",
      "--at",
      "35,33",
      "--config",
      "post.yaml",
    );
    expect(made.code, made.stderr).toBe(0);
    const proven = await tocsin("doctor", "--config", "post.yaml", "--json");
    expect([0, 1], proven.stderr).toContain(proven.code);
    expect(JSON.parse(proven.stdout)).toMatchObject({ areas: [{ warned: true }] });
  });

  test("runs a post, with the journal in its own thread", async () => {
    await tocsin("init", "--yes", "--name", "Post", "--at", "35,33", "--config", "run.yaml");
    const fromMs = performance.now();
    const child = spawn(join(folder, "prefix/bin/tocsin"), ["start", "--config", "run.yaml"], {
      cwd: folder,
      env: offline(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    let said = "";
    let stopped = false;
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (stopped || !said.includes("Tocsin runs Post")) continue;
      stopped = child.kill("SIGTERM");
    }
    expect(await exited).toEqual([0, null]);
    expect(said).toContain("Stopped: the journal is closed and complete.");
    expect(performance.now() - fromMs).toBeLessThan(120_000);
    const verified = await tocsin("journal", "verify", "--config", "run.yaml");
    expect(verified.code, verified.stderr).toBe(0);
  });

  test("tells the demo on the terminal", async () => {
    const { code, stdout, stderr } = await tocsin(
      "demo",
      "--text",
      "--data-dir",
      join(folder, "demo"),
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("What to do next:");
  });

  test("serves the demo, with the console where the release holds it", async (context) => {
    if (!existsSync(join(installed, "node_modules/@tocsin/console/dist/index.html")))
      context.skip("no console was built: npm run build -w packages/console");
    const child = spawn(join(folder, "prefix/bin/tocsin"), ["demo", "--port", "0"], {
      cwd: folder,
      env: offline(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    let said = "";
    let page = "";
    for await (const chunk of child.stdout) {
      said += String(chunk);
      const address = /Open (\S+)/.exec(said)?.[1];
      if (address === undefined || page !== "") continue;
      page = await (await fetch(new URL("/", address))).text();
      child.kill("SIGTERM");
    }
    await exited;
    expect(page).toContain('<div id="');
    expect(page).toMatch(/src="[^"]*assets\/index-/);
  });

  test("holds nothing made for tests, nothing built for one processor, and every licence", async () => {
    const files = await readdir(installed, { recursive: true });
    expect(files.length).toBeGreaterThan(500);
    expect(
      files.filter((name) =>
        /\.(test|bench)\.|\.(node|so|dylib|dll|exe)$|(^|\/)(test|testing|bench)\//.test(name),
      ),
    ).toEqual([]);
    expect(files.filter((name) => name.endsWith(".ts"))).toEqual([]);
    const page = await readFile(join(installed, "THIRD-PARTY.md"), "utf8");
    const bundled = files.filter(
      (name) =>
        /(^|\/)node_modules\/(@[^/]+\/)?[^@/]+\/package\.json$/.test(name) &&
        !name.includes("@tocsin/"),
    );
    expect(bundled.length).toBeGreaterThan(20);
    for (const file of bundled) {
      const { name, version } = JSON.parse(await readFile(join(installed, file), "utf8")) as {
        name: string;
        version: string;
      };
      expect(page).toContain(`## ${name} ${version}\n`);
    }
    expect(page).not.toContain("| not stated |");
  });

  test.skipIf(!existsSync(OLD_NODE))("says in words when the Node is too old", async (context) => {
    const old = await runCommand(OLD_NODE, ["--version"], { cwd: folder });
    if (Number(/\d+/.exec(old.stdout)?.[0]) >= 24) context.skip("the system's Node is new enough");
    const { code, stderr } = await runCommand(
      OLD_NODE,
      [join(installed, "bin/tocsin.mjs"), "--version"],
      { cwd: folder },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("Tocsin runs on Node 24 or newer");
  });
});

function shaOf(result: CommandResult): string {
  const { sha256 } = JSON.parse(result.stdout) as { sha256: string };
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  return sha256;
}
