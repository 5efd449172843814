import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./harness/launch.ts";
import { openPage } from "./harness/watched-page.ts";

const demoUrl = inject("demoUrl");
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe.skipIf(demoUrl === null)("on a phone (needs Chromium)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test("the variants lie side by side, and statements stand as cards", async () => {
    const watched = await openPage(browser, PHONE);
    const { page } = watched;
    await page.goto(`${demoUrl}/`);
    const tabs = page.getByRole("tab");
    await tabs.first().waitFor();
    // Both boxes at one moment: the page still grows while its recordings arrive.
    const boxes = await tabs.evaluateAll((all) =>
      all
        .slice(0, 2)
        .map((tab) => ({ x: tab.getBoundingClientRect().x, y: tab.getBoundingClientRect().y })),
    );
    const [first, second] = boxes;
    expect(second?.y).toBe(first?.y);
    expect(second?.x).toBeGreaterThan(first?.x ?? Number.POSITIVE_INFINITY);
    await page.getByRole("tab", { name: /If the defence was inhibited/ }).tap();
    await page.getByText("Silent: the defence was held back by its owner").waitFor();
    const cell = await page.getByRole("cell", { name: "Two, armed." }).boundingBox();
    expect(cell?.width).toBeGreaterThan(300);
    expect(watched.problems).toEqual([]);
    await watched.close();
  });

  test("a recording shows protection, map, areas and playback at once", async () => {
    const watched = await openPage(browser, PHONE);
    const { page } = watched;
    await page.goto(`${demoUrl}/#/source/salvo?at=1777885255000000`);
    await page.getByRole("button", { name: "Play (space)" }).waitFor();
    for (const shown of [
      page.getByRole("region", { name: "Protection" }),
      page.locator(".map-canvas"),
      page.getByText(/^Arrives /).first(),
      page.getByRole("slider", { name: "Moment of the recording" }),
    ]) {
      const box = await shown.boundingBox();
      expect(box).not.toBeNull();
      expect((box?.y ?? 0) + 1).toBeLessThan(844);
    }
    const [notesEnd, nameStart] = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      return [box(".clock-notes")?.right, box(".who > summary")?.left];
    });
    expect(notesEnd).toBeLessThanOrEqual(nameStart ?? 0);
    expect(watched.problems).toEqual([]);
    await watched.close();
  });
});
