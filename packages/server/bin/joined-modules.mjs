import { readFileSync, statSync } from "node:fs";
// By its name it would not load under an old Node, which only looks for what is here.
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** The top of the checkout. */
const TOP = new URL("../../../", import.meta.url);
/** Where `npm run setup` keeps its joined modules: beside what is installed, for the reason that holds for compiled code, too. */
export const JOINED = new URL("node_modules/.cache/tocsin-joined/", TOP);
/** What the joined modules were made of, and which of them stands for which package. */
const LIST = new URL("list.json", JOINED);

/**
 * Lets packages whose modules set-up has joined into a few files be read from those: to find, open and link eight hundred modules takes longer than most
 * commands. Nothing is joined that has changed since: then, and where there is nothing joined, each module is read from its source. Who finds another
 * package under the same name, as a plugin may, gets that.
 */
export function useJoinedModules() {
  const joined = findJoined();
  if (joined === null) return;
  const names = new Set(joined.values().map(({ name }) => name));
  nodeModule.registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      if (!names.has(specifier)) return found;
      const url = joined.get(found.url)?.url;
      return url === undefined ? found : { url, format: "module", shortCircuit: true };
    },
  });
  // Threads are given the arguments of their process, and so read the same.
  process.execArgv.push("--import", new URL("read-joined.mjs", import.meta.url).href);
}

/** Name and place of each joined package, by the place of its first module; null where there are none, or one of their sources has changed. */
export function findJoined(top = TOP, list = LIST) {
  try {
    const { sources, packages } = JSON.parse(readFileSync(list, "utf8"));
    const folder = fileURLToPath(top);
    for (const [path, changedMs, bytes] of sources) {
      const found = statSync(folder + path);
      if (found.mtimeMs !== changedMs || found.size !== bytes) return null;
    }
    return new Map(
      packages.map(({ name, source, file }) => [
        new URL(source, top).href,
        { name, url: new URL(file, list).href },
      ]),
    );
  } catch {
    return null;
  }
}
