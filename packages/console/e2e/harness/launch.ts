import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

/** Without a graphics card the map is drawn in software; without root's sandbox, as in most containers. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/** The browser of this machine, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium on this machine");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
