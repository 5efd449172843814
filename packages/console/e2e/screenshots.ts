import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { drawAnimation } from "./harness/animation.ts";
import { buildConsole } from "./harness/build-console.ts";
import { CaseDesk } from "./harness/case-desk.ts";
import { launchBrowser } from "./harness/launch.ts";
import { TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage } from "./harness/watched-page.ts";
import { DEMO_VIEWS } from "./views.ts";

/**
 * Pictures of every view, to be looked at: `node packages/console/e2e/screenshots.ts [folder]`, or of those whose names
 * hold one of `--only=home,390-dark`. With `--assets` it draws the README's picture and animation and the guide's picture
 * of the desk into docs/assets instead, with `--desk` the last of these alone.
 */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
const THEMES = ["light", "dark"] as const;
const ASSETS = fileURLToPath(new URL("../../../docs/assets", import.meta.url));

async function main(args: readonly string[]): Promise<void> {
  const assets = args.includes("--assets");
  const named = args.find((argument) => !argument.startsWith("--"));
  const target = assets ? ASSETS : resolve(named ?? mkdtempSync(join(tmpdir(), "tocsin-views-")));
  mkdirSync(target, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
  await buildConsole();
  if (args.includes("--desk")) {
    const browser = await launchBrowser();
    await drawDesk(browser, ASSETS);
    await browser.close();
    return;
  }
  const demo = await TocsinProcess.start(["demo", "--data-dir", join(work, "demo")]);
  const browser = await launchBrowser();
  try {
    await demo.untilSource("salvo");
    if (assets) await drawAssets(browser, demo.url, target);
    else await drawViews(browser, demo.url, { folder: target, only: onlyOf(args) });
  } finally {
    await browser.close();
    await demo.stop();
    rmSync(work, { recursive: true, force: true });
  }
  process.stdout.write(`${target}\n`);
}

const onlyOf = (args: readonly string[]): readonly string[] =>
  args
    .find((argument) => argument.startsWith("--only="))
    ?.slice("--only=".length)
    .split(",") ?? [""];

async function drawViews(
  browser: Browser,
  url: string,
  { folder, only }: { readonly folder: string; readonly only: readonly string[] },
): Promise<void> {
  for (const viewport of SIZES)
    for (const colorScheme of THEMES)
      for (const view of DEMO_VIEWS) {
        const name = `${view.name}-${viewport.width}-${colorScheme}`;
        if (!only.some((part) => name.includes(part))) continue;
        const { page, problems, close } = await openPage(browser, {
          viewport,
          colorScheme,
          reducedMotion: "reduce",
        });
        await page.goto(`${url}${view.path}`);
        await view.ready(page);
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(folder, `${name}.png`) });
        if (view.name.startsWith("home")) {
          await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
        }
        for (const problem of problems) process.stderr.write(`${name}: ${problem}\n`);
        await close();
      }
}

/** The first screen, and the salvo as it is played. */
async function drawAssets(browser: Browser, url: string, folder: string): Promise<void> {
  const home = DEMO_VIEWS.find(({ name }) => name === "home-warned");
  for (const colorScheme of THEMES) {
    const { page, close } = await openPage(browser, {
      viewport: { width: 1280, height: 800 },
      colorScheme,
    });
    await page.goto(`${url}/#/`);
    await home?.ready(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(folder, `first-screen-${colorScheme}.png`) });
    await close();
  }
  await drawDesk(browser, folder);
  await drawAnimation(browser, url, folder);
}

/** The desk of the made-up case of the guide, on a claim that others contradict. */
async function drawDesk(browser: Browser, folder: string): Promise<void> {
  const desk = await CaseDesk.start(undefined, undefined, ["seen"]);
  const { page, close } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  await page.goto(await desk.address());
  await page.locator("mark").first().waitFor();
  await page.goto(`${new URL(page.url()).origin}/#/read/C`);
  await page.getByRole("button", { name: /How many weapons were there\? 3/ }).click();
  await page.locator('.card[data-chosen="true"]').waitFor();
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `desk-${colorScheme}.png`) });
  }
  await close();
  await desk.stop();
}

await main(process.argv.slice(2));
