import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasProgram, runCommand } from "./run-command.ts";

const DEPLOY = resolve(import.meta.dirname, "../../../../deploy");
/** In tenths, as systemd-analyze wants it: 0 is sealed off, 10 is a plain root service. */
const EXPOSURE_MAX_TENTHS = "15";

let folder = "";
let unit = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-unit-"));
  unit = join(folder, "tocsin.service");
  const text = await readFile(join(DEPLOY, "tocsin.service"), "utf8");
  // The verifier asks for a program that is there.
  await writeFile(unit, text.replace("/usr/local/bin/tocsin", "/bin/true"));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!hasProgram("systemd-analyze"))("the systemd unit, asked of systemd itself", () => {
  test("has no key or value that systemd does not know", async () => {
    const { code, stderr } = await runCommand("systemd-analyze", ["verify", unit], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("leaves the post little to be misused", async () => {
    const { code, stdout } = await runCommand(
      "systemd-analyze",
      ["security", "--offline=yes", "--no-pager", `--threshold=${EXPOSURE_MAX_TENTHS}`, unit],
      { cwd: folder },
    );
    expect(code, stdout.split("\n").slice(-3).join("\n")).toBe(0);
  });
});

test("the container runs as nobody in particular, from the release, and is asked for its health", async () => {
  const text = await readFile(join(DEPLOY, "Containerfile"), "utf8");
  expect(text.match(/^FROM /gm)).toHaveLength(2);
  const running = text.slice(text.lastIndexOf("\nFROM "));
  expect(running).toMatch(/^USER [1-9]\d+$/m);
  expect(running).toMatch(/^HEALTHCHECK [^]*\/healthz/m);
  expect(running).not.toMatch(/^RUN .*npm (ci|i|install)/m);
});

test("whatever the lock file has for x86-64 under Linux it has for arm64, too", async () => {
  const lock = await readFile(join(DEPLOY, "../package-lock.json"), "utf8");
  const { packages } = JSON.parse(lock) as {
    packages: Readonly<
      Record<string, { readonly os?: string | string[]; readonly cpu?: string | string[] }>
    >;
  };
  const own = Object.entries(packages).filter(
    ([, { os, cpu }]) => [os].flat().includes("linux") && [cpu].flat().includes("x64"),
  );
  expect(own.length).toBeGreaterThan(5);
  for (const [name] of own) expect(packages).toHaveProperty([name.replaceAll("x64", "arm64")]);
});
