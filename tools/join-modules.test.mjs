import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findJoined } from "../packages/server/bin/joined-modules.mjs";
import { joinModules } from "./join-modules.mjs";
import { ROOT } from "./setup.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-joined-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("findJoined", () => {
  const top = () => pathToFileURL(`${folder}/`);
  const list = () => new URL("kept/list.json", top());
  const lines = "export const answer = 42;\n";
  beforeEach(() => {
    mkdirSync(join(folder, "kept"));
    writeFileSync(join(folder, "a.ts"), lines);
    const { mtimeMs, size } = statSync(join(folder, "a.ts"));
    const packages = [{ name: "@x/a", source: "a.ts", file: "a-1.mjs" }];
    writeFileSync(list(), JSON.stringify({ sources: [["a.ts", mtimeMs, size]], packages }));
  });

  test("says where the joined modules of each package are", () => {
    const found = findJoined(top(), list());
    expect([...found]).toEqual([
      [new URL("a.ts", top()).href, { name: "@x/a", url: new URL("kept/a-1.mjs", top()).href }],
    ]);
  });

  test.each([
    ["was written again", () => utimesSync(join(folder, "a.ts"), 0, 1)],
    [
      "is longer, though as old",
      () => {
        const { atime, mtime } = statSync(join(folder, "a.ts"));
        writeFileSync(join(folder, "a.ts"), `${lines}\n`);
        utimesSync(join(folder, "a.ts"), atime, mtime);
      },
    ],
    ["is gone", () => rmSync(join(folder, "a.ts"))],
  ])("joins nothing of which a source %s", (_what, change) => {
    change();
    expect(findJoined(top(), list())).toBe(null);
  });

  test("finds nothing where there is no list, or one that was cut", () => {
    writeFileSync(list(), '{"sources":[["a.');
    expect(findJoined(top(), list())).toBe(null);
    rmSync(list());
    expect(findJoined(top(), list())).toBe(null);
  });
});

describe("this checkout, joined", () => {
  beforeAll(() => joinModules(process.execPath));

  /** What a script prints as JSON; it finds packages as the server does. */
  const run = (...lines) => {
    const script = [
      'import { findJoined, useJoinedModules } from "./bin/joined-modules.mjs";',
      ...lines,
    ];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script.join("\n")],
      { cwd: join(ROOT, "packages", "server"), encoding: "utf8" },
    );
    return stdout === "" ? stderr : JSON.parse(stdout);
  };

  test("joins every entry of a package that is joined", () => {
    const names = [...findJoined().values()].map(({ name }) => name);
    const entries = ["core", "sdk", "inquiry", "sim"].flatMap((one) => {
      const manifest = join(ROOT, "packages", one, "package.json");
      const { name, exports } = JSON.parse(readFileSync(manifest, "utf8"));
      return Object.entries(exports)
        .filter(([, path]) => path.endsWith(".ts"))
        .map(([entry]) => `${name}${entry.slice(1)}`);
    });
    expect(names).toEqual(expect.arrayContaining(entries));
  });

  test("gives each package with everything that its source exports", () => {
    const found = run(
      "const exported = async (name) => Object.keys(await import(name)).filter((one) => one !== 'module.exports');",
      "const found = {};",
      "for (const { name, url } of findJoined().values()) found[name] = { joined: await exported(url), source: await exported(name) };",
      "console.log(JSON.stringify(found));",
    );
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(["@tocsin/core", "@tocsin/sdk", "@tocsin/inquiry", "zod", "yaml"]),
    );
    for (const [name, { joined, source }] of Object.entries(found)) {
      expect([name, source.filter((one) => !joined.includes(one))]).toEqual([name, []]);
      expect([name, joined.filter((one) => !source.includes(one))]).toEqual([name, []]);
    }
  });

  test("is read by the process and by its threads", () => {
    const which =
      "import('node:module').then(({ registerHooks }) => { const read = []; registerHooks({ load: (url, context, next) => { read.push(url); return next(url, context); } }); return import('@tocsin/core').then(() => read.filter((url) => url.includes('/core')).map((url) => url.includes('tocsin-joined'))); })";
    expect(
      run(
        "useJoinedModules();",
        'const { startThread } = await import("./src/run/start-thread.ts");',
        `const asked = ${JSON.stringify(`${which}.then((read) => process.getBuiltinModule('node:worker_threads').parentPort.postMessage(read));`)};`,
        "const thread = startThread(asked, { eval: true });",
        "const inThread = await new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject));",
        `console.log(JSON.stringify({ inThread, here: await ${which} }));`,
      ),
    ).toEqual({ inThread: [true], here: [true] });
  });
});
