import { describe, expect, test } from "vitest";
import { checkCoreOrder } from "./core-order.ts";
import { checkDeterminism } from "./determinism.ts";
import { checkFileShape } from "./file-shape.ts";
import { checkLinks } from "./links.ts";
import { completeLock, missingFromLock } from "./lock-file.ts";
import { checkManifests } from "./manifests.ts";
import { checkPackageImports } from "./package-imports.ts";
import { checkPluginImports } from "./plugin-imports.ts";
import { parseSource, type Problem, type SourceFile } from "./source-file.ts";
import { checkWords } from "./words.ts";

type Check = (file: SourceFile) => Problem[];
type Sample = readonly [path: string, text: string];

/** A checker that can't fail is no checker: each rule is shown what it must report, and what it must let pass. */
function proves(check: Check, bad: readonly Sample[], good: readonly Sample[]): void {
  test.each(bad)("reports %s: %s", (path, text) => {
    expect(check(parsed(path, text))).not.toEqual([]);
  });
  test.each(good)("lets pass %s: %s", (path, text) => {
    expect(check(parsed(path, text))).toEqual([]);
  });
}

function parsed(path: string, text: string): SourceFile {
  const file = parseSource(path, text);
  if ("rule" in file) throw new Error(`${path}:${file.line} ${file.message}`);
  return file;
}

describe("package imports", () => {
  proves(
    checkPackageImports,
    [
      ["packages/core/src/units/a.ts", `import { z } from "zod";`],
      ["packages/core/src/units/a.ts", `import { readFileSync } from "node:fs";`],
      ["packages/core/src/units/a.ts", `import type { Look } from "@tocsin/sdk";`],
      ["packages/core/src/units/a.ts", `export * from "@tocsin/sdk";`],
      ["packages/core/src/units/a.ts", `const x = await import("zod");`],
      ["packages/core/src/units/a.ts", `type T = import("zod").ZodType;`],
      ["packages/sdk/src/a.ts", `import { scenario } from "@tocsin/sim";`],
      ["packages/sdk/src/a.ts", `import { join } from "node:path";`],
      ["packages/sim/src/a.ts", `import { main } from "tocsin";`],
      ["packages/sim/src/a.test.ts", `import { main } from "tocsin";`],
      ["packages/server/src/a.ts", `import { x } from "@tocsin/core/src/units/ids.ts";`],
      ["packages/server/src/a.ts", `import { x } from "../../core/src/units/ids.ts";`],
      ["packages/server/src/a.ts", `import { x } from "./b";`],
      ["packages/server/src/a.ts", `import { x } from "./b.js";`],
      ["packages/server/src/a.ts", `import { x } from "/opt/b.ts";`],
      ["tools/a.mjs", `import { x } from "../packages/server/src/a.ts";`],
    ],
    [
      ["packages/core/src/units/a.ts", `import { b } from "./b.ts";`],
      ["packages/core/src/units/a.test.ts", `import { test } from "vitest";`],
      [
        "packages/sdk/src/a.ts",
        `import { z } from "zod"; import type { Look } from "@tocsin/core";`,
      ],
      ["packages/sim/src/a.ts", `import type { Adapter } from "@tocsin/sdk";`],
      ["packages/server/src/a.ts", `import { x } from "@tocsin/sim"; import "node:fs";`],
      ["tools/a.mjs", `import { x } from "../packages/server/bin/a.mjs";`],
    ],
  );
});

describe("order of core's folders", () => {
  proves(
    checkCoreOrder,
    [
      ["packages/core/src/units/a.ts", `import { b } from "../linalg/b.ts";`],
      ["packages/core/src/atmosphere/a.ts", `import { b } from "../terrain/b.ts";`],
      ["packages/core/src/assessment/a.ts", `export { b } from "../engine/b.ts";`],
      ["packages/core/src/tracking/a.ts", `import { b } from "../index.ts";`],
      ["packages/core/src/misc/a.ts", `export const a = 1;`],
    ],
    [
      ["packages/core/src/linalg/a.ts", `import { b } from "../units/b.ts";`],
      ["packages/core/src/units/a.ts", `import type { B } from "../policy/b.ts";`],
      ["packages/core/src/units/a.test.ts", `import { b } from "../engine/b.ts";`],
      ["packages/core/src/engine/a.ts", `import { b } from "./b.ts";`],
      ["packages/core/src/index.ts", `export { b } from "./explain/b.ts";`],
      ["packages/sim/src/units/a.ts", `import { b } from "../linalg/b.ts";`],
    ],
  );
});

describe("imports of adapters and channels", () => {
  proves(
    checkPluginImports,
    [
      ["packages/server/src/adapters/asterix/a.ts", `import { b } from "../../journal/b.ts";`],
      ["packages/server/src/adapters/asterix/a.ts", `import { b } from "../sapient/b.ts";`],
      ["packages/server/src/channels/mqtt/a.ts", `import { b } from "@tocsin/sim";`],
      ["packages/server/src/channels/mqtt/a.ts", `import type { B } from "../../bus/b.ts";`],
    ],
    [
      ["packages/server/src/adapters/asterix/a.ts", `import { b } from "./items/b.ts";`],
      ["packages/server/src/adapters/asterix/items/a.ts", `import { b } from "../b.ts";`],
      ["packages/server/src/channels/mqtt/a.ts", `import { b } from "@tocsin/sdk"; import "mqtt";`],
      ["packages/server/src/adapters/registry.ts", `import { b } from "../journal/b.ts";`],
    ],
  );
});

describe("determinism", () => {
  proves(
    checkDeterminism,
    [
      ["packages/core/src/units/a.ts", `const a = new Date(0);`],
      ["packages/core/src/units/a.ts", `let a: Date;`],
      ["packages/core/src/units/a.ts", `const a = performance.now();`],
      ["packages/core/src/units/a.ts", `const a = Math.random();`],
      ["packages/core/src/units/a.ts", `const a = Math["random"]();`],
      ["packages/core/src/units/a.ts", `const { random } = Math;`],
      ["packages/core/src/units/a.ts", `const a = 2 ** 3;`],
      ["packages/core/src/units/a.ts", `let a = 2; a **= 3;`],
      ["packages/core/src/units/a.ts", `const a = Math.pow(2, 3);`],
      ["packages/core/src/units/a.ts", `setTimeout(() => {}, 1);`],
      ["packages/core/src/units/a.ts", `const a = process.env;`],
      ["packages/core/src/units/a.ts", `const a = crypto.randomUUID();`],
      ["packages/core/src/units/a.ts", `console.log(1);`],
      ["packages/core/src/units/a.ts", `await fetch("x");`],
      ["packages/core/src/units/a.ts", `globalThis.Date;`],
      ["packages/core/src/units/a.ts", `const a = { Date };`],
      ["packages/sdk/src/a.ts", `const a = Date.now();`],
      ["packages/sim/src/a.ts", `const a = Math.random();`],
      ["packages/sim/src/a.ts", `const a = new Date();`],
      ["packages/server/src/a.ts", `const a = Date.now();`],
      ["packages/server/src/a.ts", `const a = Math.random();`],
    ],
    [
      [
        "packages/core/src/units/a.ts",
        `// Date, ** and Math.pow are not for core\nconst a = "Date";`,
      ],
      [
        "packages/core/src/units/a.ts",
        `const a = { process: 1 }; const b = a.process * Math.exp(1);`,
      ],
      ["packages/core/src/units/a.ts", `interface A { readonly console: number }`],
      ["packages/core/src/units/a.test.ts", `console.log(2 ** 3);`],
      ["packages/sim/src/a.ts", `const a = new Date(0);`],
      ["packages/server/src/ports/system-clock.ts", `const a = Date.now();`],
      ["packages/server/src/ports/entropy-port.ts", `const a = Math.random();`],
      ["packages/server/src/a.test.ts", `const a = Date.now();`],
    ],
  );
});

describe("shape of files", () => {
  proves(
    checkFileShape,
    [
      ["packages/core/src/units/a.ts", "const a = 1;\n".repeat(501)],
      ["packages/core/src/units/someThing.ts", `export const a = 1;`],
      ["packages/core/src/Units/a.ts", `export const a = 1;`],
      ["packages/core/src/units/some_thing.ts", `export const a = 1;`],
      ["packages/core/src/units/a.ts", `export default 1;`],
      ["packages/core/src/units/a.ts", `const a = 1; export { a as default };`],
      ["packages/core/src/linalg/index.ts", `export const a = 1;`],
      ["packages/core/src/units/all.ts", `export * from "./a.ts"; export { b } from "./b.ts";`],
      ["packages/core/src/units/vocabulary.ts", `export * from "./a.ts";`],
    ],
    [
      ["packages/core/src/units/a-b.test.ts", "const a = 1;\n".repeat(500)],
      ["packages/core/src/index.ts", `export * from "./units/a.ts";`],
      ["packages/sdk/src/conformance/index.ts", `export * from "./a.ts";`],
      ["packages/inquiry/src/vocabulary.ts", `export { b } from "./claims/b.ts";`],
      ["packages/core/src/units/a.ts", `export { b } from "./b.ts"; export const a = 1;`],
      ["packages/console/vite.config.ts", `export default {};`],
    ],
  );
});

describe("words", () => {
  const found = (text: string, path = "docs/a.md"): string[] =>
    checkWords({ path, text }).map(({ rule }) => rule);

  test.each([
    ["local-path", ["see ", "/wo", "rk/main"].join("")],
    ["local-path", ["see ", "/ro", "ot/x"].join("")],
    ["local-path", ["`/tmp/bash", "_jobs/1`"].join("")],
    ["registry-address", ["https://regis", "try.npmjs.org/zod"].join("")],
    ["registry-address", ["http://npm-regis", "try.example:4873"].join("")],
    ["note-to-self", ["// TO", "DO later"].join("")],
    ["note-to-self", ["FIX", "ME"].join("")],
  ])("reports %s in %s", (rule, text) => {
    expect(found(text)).toEqual([rule]);
  });

  test("gives the line", () => {
    expect(checkWords({ path: "a.md", text: `one\ntwo\n${["XX", "X"].join("")}` })[0]?.line).toBe(
      3,
    );
  });

  test("lets ordinary words pass", () => {
    expect(
      found("a network/work/life balance, it.todo, the error registry, https://nodejs.org"),
    ).toEqual([]);
  });
});

describe("links", () => {
  const other = { path: "docs/b/c.md", text: "# Title\n\n## Why, and *how*?\n" };
  const dead = (text: string): string[] => {
    const page = { path: "docs/a.md", text };
    return checkLinks(page, [page, other]).map(({ line, message }) => `${line} ${message}`);
  };

  test("reports a page, a heading or a folder that is not there", () => {
    const text = "[a](b/d.md)\n[b](b/c.md#what)\n[c](../b/c.md)\n[d](e/)\n[e](#none)";
    const links = ["(b/d.md)", "(b/c.md#what)", "(../b/c.md)", "(e/)", "(#none)"];
    expect(dead(text)).toEqual(links.map((link, index) => `${index + 1} ${link}`));
  });

  test("lets pass what is there, what is elsewhere, and what is code", () => {
    expect(dead("# Here\n[a](b/c.md) [b](b/c.md#why-and-how) [c](b/) [d](#here)")).toEqual([]);
    expect(
      dead("[a](https://example.org/x) [b](mailto:a@example.org)\n```\nlist[0](x)\n```\n"),
    ).toEqual([]);
  });
});

describe("manifests", () => {
  const core = { path: "packages/core/package.json", text: `{}` };
  const lock = {
    path: "package-lock.json",
    text: `{ "packages": { "a": { "resolved": "packages/core" } } }`,
  };
  const reasons = { path: "docs/internals/dependencies.md", text: "| `zod` | reads records |" };
  const sdk = (dependencies: Record<string, string>) => ({
    path: "packages/sdk/package.json",
    text: JSON.stringify({ dependencies }),
  });
  const rules = (...given: Parameters<typeof checkManifests>): string[] =>
    checkManifests(...given).map(({ rule }) => rule);

  test("lets exact, explained dependencies pass", () => {
    const manifest = sdk({ zod: "4.6.7", "@tocsin/core": "0.1.0" });
    expect(rules([core, manifest], lock, reasons)).toEqual([]);
  });

  test("reports a dependency of core", () => {
    const heavy = { ...core, text: `{ "dependencies": { "zod": "4.6.7" } }` };
    expect(rules([heavy], lock, reasons)).toEqual(["core-dependencies"]);
  });

  test("reports a range, a missing reason and a reason that outlived its dependency", () => {
    expect(rules([sdk({ zod: "^4.6.7" })], lock, reasons)).toEqual(["exact-version"]);
    expect(rules([sdk({ zod: "4.6.7", yaml: "2.9.1" })], lock, reasons)).toEqual([
      "dependency-reason",
    ]);
    expect(rules([sdk({})], lock, reasons)).toEqual(["dependency-reason"]);
  });

  test("reports too many production dependencies", () => {
    const names = Array.from({ length: 31 }, (_, index) => `package-${index}`);
    const many = sdk(Object.fromEntries(names.map((name) => [name, "1.0.0"])));
    const text = names.map((name) => `| \`${name}\` | why |`).join("\n");
    expect(rules([many], lock, { ...reasons, text })).toEqual(["dependency-count"]);
  });

  test("reports a lock file that names a server", () => {
    const named = {
      ...lock,
      text: `{ "packages": { "a": { "resolved": "https://example.org/zod.tgz" } } }`,
    };
    expect(rules([sdk({ zod: "4.6.7" })], named, reasons)).toEqual(["lock-file"]);
  });

  test("reports a lock file that lacks a platform, and completes it", () => {
    const parent = {
      version: "1.0.0",
      dev: true,
      optionalDependencies: { "@x/cli-linux-arm64-musl": "1.0.0" },
    };
    const incomplete = { lockfileVersion: 3, packages: { "": {}, "node_modules/x": parent } };
    const text = JSON.stringify(incomplete);
    expect(rules([sdk({ zod: "4.6.7" })], { ...lock, text }, reasons)).toEqual(["lock-file"]);
    const complete = completeLock(incomplete);
    expect(missingFromLock(complete)).toEqual([]);
    expect(complete).toEqual({
      lockfileVersion: 3,
      packages: {
        "": {},
        "node_modules/@x/cli-linux-arm64-musl": {
          version: "1.0.0",
          cpu: ["arm64"],
          libc: ["musl"],
          os: ["linux"],
          dev: true,
          optional: true,
        },
        "node_modules/x": parent,
      },
    });
  });

  test("finds a package beside the one that asks, or above it", () => {
    const asks = { optionalDependencies: { "y-linux-x64": "1.0.0" } };
    const beside = { "node_modules/x": asks, "node_modules/x/node_modules/y-linux-x64": {} };
    const above = { "node_modules/z/node_modules/x": asks, "node_modules/y-linux-x64": {} };
    const elsewhere = { "node_modules/x": asks, "node_modules/z/node_modules/y-linux-x64": {} };
    expect(
      [beside, above, elsewhere].map((packages) => missingFromLock({ packages }).length),
    ).toEqual([0, 0, 1]);
  });
});

test("reports a file that does not parse, and where", () => {
  const file = parseSource("packages/core/src/units/a.ts", "const a = 1;\nconst = ;\n");
  expect(file).toMatchObject({ rule: "syntax", line: 2 });
});
