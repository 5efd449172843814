import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { npmCommand } from "../npm-command.mjs";
import { packWithNode } from "./pack-with-node.ts";
import { stageRelease } from "./stage-release.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** `npm run release`: builds `dist/tocsin-<version>.tgz`; with `-- --with-node` also an archive with its own Node. `--out=DIR` builds elsewhere. */
function build() {
  const named = process.argv.find((argument) => argument.startsWith("--out="));
  const out = named === undefined ? join(ROOT, "dist") : resolve(named.slice("--out=".length));
  const stage = join(out, "package");
  const { version, modules, thirdParties, hasConsole } = stageRelease(ROOT, stage);
  const [command, args] = npmCommand([
    "pack",
    stage,
    "--pack-destination",
    out,
    "--ignore-scripts",
    "--silent",
  ]);
  mkdirSync(out, { recursive: true });
  execFileSync(command, args, { cwd: out, stdio: ["ignore", "ignore", "inherit"] });
  const made = [join(out, `tocsin-${version}.tgz`)];
  if (process.argv.includes("--with-node")) made.push(packWithNode(stage, out, version));
  const sums = made.map((path) => `${sha256(path)}  ${path.slice(out.length + 1)}\n`);
  writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
  console.log(
    `Tocsin ${version}: ${modules} modules of ours, ${thirdParties.length} packages of others`,
  );
  if (!hasConsole)
    console.log(
      "  without the web console: run `npm run build -w packages/console` first to include it",
    );
  for (const path of made) console.log(`  ${path}  ${(statSync(path).size / 1e6).toFixed(2)} MB`);
}

const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

build();
