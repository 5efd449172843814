import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./harness/launch.ts";
import { stillMap } from "./harness/still-map.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const demoUrl = inject("demoUrl");
const slider = (page: Page) => page.getByRole("slider", { name: "Moment of the recording" });
const secondsOf = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

/** One page for all: each test goes on from what the last one left. */
describe.skipIf(demoUrl === null)("a recording, played (needs Chromium)", () => {
  let browser: Browser;
  let watched: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    watched = await openPage(browser);
    await watched.page.goto(`${demoUrl}/#/source/salvo`);
    await slider(watched.page).waitFor();
  });
  afterAll(async () => {
    await watched.close();
    await browser.close();
  });

  test("the clock advances, warnings appear, and it can be paused", async () => {
    const { page } = watched;
    const clock = page.getByRole("timer").getByRole("time").first();
    const before = await clock.innerText();
    // The map is there to be seen, and has drawn what it was given.
    await stillMap(page);
    const map = await page.locator(".map-canvas").boundingBox();
    expect(Math.min(map?.width ?? 0, map?.height ?? 0)).toBeGreaterThan(300);
    await page.getByLabel("Speed").selectOption("16");
    await page.getByRole("button", { name: "Play (space)" }).click();
    await page
      .getByText(/^Arrives /)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Pause (space)" }).click();
    await page.getByRole("button", { name: "Play (space)" }).waitFor();
    expect(await clock.innerText()).not.toBe(before);
    const paused = await secondsOf(page);
    await twoFrames(page);
    expect(await secondsOf(page)).toBe(paused);
    expect(watched.problems).toEqual([]);
  });

  test("keys scrub it, change its speed and find what happened", async () => {
    const { page } = watched;
    await page.getByLabel("Speed").selectOption("1");
    await slider(page).focus();
    await page.keyboard.press("End");
    expect(await secondsOf(page)).toBe(240);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await secondsOf(page)).toBe(2);
    await slider(page).blur();
    await page.keyboard.press("]");
    expect(await page.getByLabel("Speed").inputValue()).toBe("2");
    await page.keyboard.press("n");
    await page.waitForFunction(
      (value) =>
        Number(document.querySelector<HTMLInputElement>("input[type=range]")?.value) > value,
      2,
    );
    expect(watched.problems).toEqual([]);
  });

  test("says in a drawer why an area was not warned", async () => {
    const { page } = watched;
    await page.goto(`${demoUrl}/#/source/salvo?at=1777885282000000`);
    const school = page.getByRole("listitem").filter({ hasText: "School" });
    await school.getByRole("button", { name: /^Why no warning/ }).click();
    const drawer = page.getByRole("dialog");
    await drawer
      .getByText(/School.* not warned/)
      .first()
      .waitFor();
    await drawer.getByText("HARMLESS_CLASS").first().waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(watched.problems).toEqual([]);
  });
});

/** Long enough for whatever still moves to be drawn. */
const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
