import { fileURLToPath } from "node:url";
import { build } from "vite";

const CONSOLE = fileURLToPath(new URL("../..", import.meta.url));

/** The console as it is released, from the sources as they are now. */
export async function buildConsole(): Promise<void> {
  await build({ root: CONSOLE, configFile: `${CONSOLE}/vite.config.ts`, logLevel: "error" });
}
