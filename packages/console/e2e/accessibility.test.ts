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
  (["light", "dark"] as const).flatMap((colorScheme) =>
    SIZES.map((viewport) => ({
      name: `${view.name}, ${colorScheme}, ${viewport.width}`,
      view,
      colorScheme,
      viewport,
    })),
  ),
);

describe.skipIf(demoUrl === null)("axe finds nothing, nothing spills over (needs Chromium)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each(CASES)("$name", async ({ view, colorScheme, viewport }) => {
    const watched = await openPage(browser, { colorScheme, viewport, reducedMotion: "reduce" });
    const { page } = watched;
    await page.goto(`${demoUrl}${view.path}`);
    await view.ready(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(spill).toBeLessThanOrEqual(0);
    expect(watched.problems).toEqual([]);
    await watched.close();
  });
});
