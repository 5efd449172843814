import { spawnSync } from "node:child_process";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from "playwright-core";
import { findChromium } from "./find-chromium.ts";
import { PATIENCE_MS } from "./watched-page.ts";

/**
 * Without a graphics card the map is drawn in software; without root's sandbox, as in most containers. Only the map: the rest of the page, drawn by a graphics
 * card in software, takes three times the processor time that Chromium's own way without one takes.
 */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-gpu-compositing",
];

/** The browser of this machine, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium on this machine");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A browser whose profile lies in `folder` and outlives it, as a person's does. */
export async function launchKept(
  folder: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium on this machine");
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: ARGUMENTS,
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Kills every process of the browser with that profile, as a machine does that runs out of memory. */
export async function killKept(context: BrowserContext, folder: string): Promise<void> {
  const gone = new Promise((resolve) => context.once("close", resolve));
  spawnSync("pkill", ["-KILL", "-f", folder]);
  await gone;
}
