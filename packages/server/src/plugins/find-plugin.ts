import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Whether a plugin is named by a path, and not by the name of a package. */
const isPluginPath = (name: string): boolean => name.startsWith(".") || isAbsolute(name);

/** A plugin's name as the site file in `folder` means it: an absolute path, or the name itself where nothing is installed under it. */
export function plugInFrom(name: string, folder: string): string {
  if (isPluginPath(name)) return resolve(folder, name);
  try {
    return fileURLToPath(findPlugin(name, folder));
  } catch {
    return name;
  }
}

/** URL of the module of an npm package installed at or above `folder`, or of a path. Throws where there is none. */
export function findPlugin(name: string, folder: string): string {
  const require = createRequire(join(folder, "site.yaml"));
  return pathToFileURL(require.resolve(name)).href;
}
