import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { openPage } from "./harness/watched-page.ts";
import { DEMO_VIEWS } from "./views.ts";

const demoUrl = inject("demoUrl");
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

const CASES = DEMO_VIEWS.flatMap((view) =>
  SIZES.map((viewport) => ({ name: `${view.name}, ${viewport.width}`, view, viewport })),
);

describe.skipIf(demoUrl === null)("axe finds nothing, nothing spills over (needs Chromium)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each(CASES)("$name, light and dark", async ({ view, viewport }) => {
    const watched = await openPage(browser, {
      colorScheme: "light",
      viewport,
      reducedMotion: "reduce",
    });
    const { page } = watched;
    await page.goto(`${demoUrl}${view.path}`);
    await view.ready(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(spill).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityProblems(page), "dark").toEqual([]);
    expect(watched.problems).toEqual([]);
    await watched.close();
  });
});
