import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findJoined, JOINED } from "../packages/server/bin/joined-modules.mjs";
import { runQuietly } from "./run-quietly.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Packages of ours that only compute. All that they export is joined: one class would otherwise be there twice. */
const OURS = entriesOf(["core", "sdk", "inquiry", "sim"]);
/** Packages of others that come in a hundred modules each. */
const OTHERS = ["zod", "yaml"];
/** Left where they are: what a language's data are is read fastest as data. */
const OUTSIDE = [/^node:/, /^wink-eng-lite-web-model/];
/** Modules of others change when this does; ours are looked at one by one. */
const INSTALLED = "node_modules/.package-lock.json";
/** Files of an older list may still be read for so long. */
const READ_MS = 3_600_000;
/** The place of a package before it is joined. */
const BEFORE = "\0join:";

/** First module of each entry of some packages of ours, from the top, by what imports it. */
function entriesOf(folders) {
  const entries = folders.flatMap((folder) => {
    const { name, exports } = JSON.parse(
      readFileSync(join(ROOT, "packages", folder, "package.json"), "utf8"),
    );
    return Object.entries(exports)
      .filter(([, path]) => path.endsWith(".ts"))
      .map(([entry, path]) => [`${name}${entry.slice(1)}`, `packages/${folder}/${path.slice(2)}`]);
  });
  return Object.fromEntries(entries);
}

/** Joins modules unless they are, under a Node that runs the source. Where it cannot be done all works as well, and starts more slowly. */
export async function joinModules(node) {
  if (findJoined() !== null) return;
  const { code, output } = await runQuietly("Joining modules for a quick start", () =>
    spawn(node, [fileURLToPath(import.meta.url)], { stdio: ["ignore", "pipe", "pipe"] }),
  );
  if (code === 0) return;
  console.error(output.trimEnd().split("\n").slice(-5).join("\n"));
  console.error("The modules could not be joined: commands start more slowly, and do the same.");
}

async function joinAll() {
  const { rolldown } = await import("rolldown");
  const startedMs = Date.now();
  const names = [...Object.keys(OURS), ...OTHERS];
  const bundle = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(names.map((name) => [fileNameOf(name), BEFORE + name])),
    plugins: [await packagePlugin()],
    platform: "node",
    external: OUTSIDE,
    preserveEntrySignatures: "exports-only",
  });
  const { output } = await bundle.generate({
    format: "esm",
    entryFileNames: "[name]-[hash].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await bundle.close();
  const sources = sourcesOf(output);
  // What was saved while we read may be here as it was before.
  if (sources.some(([, changedMs]) => changedMs >= startedMs))
    throw new Error("sources changed meanwhile; try again");
  const packages = names.map((name) => ({
    name,
    source: posix(firstModuleOf(name)),
    file: output.find((chunk) => chunk.isEntry && chunk.name === fileNameOf(name)).fileName,
  }));
  keep(output, { sources, packages });
}

/** Where a package begins, from the top. */
function firstModuleOf(name) {
  if (name in OURS) return OURS[name];
  const second = readdirSync(join(ROOT, "packages")).find((one) =>
    existsSync(join(ROOT, "packages", one, "node_modules", name)),
  );
  if (second !== undefined) throw new Error(`packages/${second} has a ${name} of its own`);
  return relative(ROOT, fileURLToPath(import.meta.resolve(name)));
}

const posix = (path) => path.replaceAll(sep, "/");
const fileNameOf = (name) => name.replace(/^@tocsin\//, "").replaceAll("/", "-");

/** A package of ours is all that its first module exports; one of others what Node finds in it, whatever form it has. */
async function packagePlugin() {
  const texts = new Map(
    Object.entries(OURS).map(([name, path]) => [
      name,
      `export * from ${JSON.stringify(join(ROOT, path))};`,
    ]),
  );
  for (const name of OTHERS) {
    const found = join(ROOT, firstModuleOf(name));
    const exported = Object.keys(await import(pathToFileURL(found).href)).filter(
      (one) => /^[\w$]+$/.test(one) && one !== "module.exports",
    );
    texts.set(name, `export { ${exported.join(", ")} } from ${JSON.stringify(found)};`);
  }
  return {
    name: "packages",
    resolveId: (id) => (id.startsWith(BEFORE) ? id : null),
    load: (id) => (id.startsWith(BEFORE) ? texts.get(id.slice(BEFORE.length)) : null),
    transform: (code, id) => {
      if (isOurs(id) && /\bimport\.meta\b/.test(code))
        throw new Error(`${id} asks where it is, which is not where it will be`);
    },
  };
}

const isOurs = (path) => !path.includes("\0") && !path.includes(`${sep}node_modules${sep}`);

/** Path from the top, time of the last change and length of all that the joined modules hang on. */
function sourcesOf(output) {
  const ours = output
    .flatMap(({ moduleIds }) => moduleIds)
    .filter(isOurs)
    .map((path) => relative(ROOT, path));
  const manifests = [...new Set(ours.map((path) => path.split(sep).slice(0, 2).join(sep)))].map(
    (folder) => join(folder, "package.json"),
  );
  const tool = relative(ROOT, fileURLToPath(import.meta.url));
  return [...ours, ...manifests, tool, INSTALLED].map((path) => {
    const { mtimeMs, size } = statSync(join(ROOT, path));
    return [path, mtimeMs, size];
  });
}

/** A file is there whole or not at all, and the list after all of them, so that who starts meanwhile reads the old or the new. */
function keep(output, list) {
  const folder = fileURLToPath(JOINED);
  mkdirSync(folder, { recursive: true });
  const place = (name, text) => {
    const draft = join(folder, `draft-${process.pid}`);
    writeFileSync(draft, text);
    renameSync(draft, join(folder, name));
  };
  for (const { fileName, code } of output)
    if (!existsSync(join(folder, fileName))) place(fileName, code);
  place("list.json", JSON.stringify(list));
  const kept = new Set(["list.json", ...output.map(({ fileName }) => fileName)]);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!kept.has(name) && Date.now() - statSync(path).mtimeMs > READ_MS)
      rmSync(path, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await joinAll();
