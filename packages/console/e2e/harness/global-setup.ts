import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildConsole } from "./build-console.ts";
import { findChromium } from "./find-chromium.ts";
import { TocsinProcess } from "./tocsin-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `tocsin demo` serves; null where there is no browser to look at it with. */
    demoUrl: string | null;
  }
}

/** Builds the console once and serves the demo once, for all test files. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findChromium() === null) {
    provide("demoUrl", null);
    return undefined;
  }
  await buildConsole();
  const folder = mkdtempSync(join(tmpdir(), "tocsin-e2e-"));
  const demo = await TocsinProcess.start(["demo", "--data-dir", join(folder, "demo")]);
  await demo.untilSource("salvo");
  provide("demoUrl", demo.url);
  return async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
