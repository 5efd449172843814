import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { findChromium } from "./find-chromium.ts";
import { TocsinProcess } from "./tocsin-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `tocsin demo` serves; null where there is no browser to look at it with. */
    demoUrl: string | null;
  }
}

const CONSOLE = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the console once and serves the demo once, for all test files. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findChromium() === null) {
    provide("demoUrl", null);
    return undefined;
  }
  await build({ root: CONSOLE, configFile: `${CONSOLE}/vite.config.ts`, logLevel: "warn" });
  const demo = await TocsinProcess.start(["demo"]);
  provide("demoUrl", demo.url);
  return () => demo.stop();
}
