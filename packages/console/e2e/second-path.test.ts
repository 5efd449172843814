import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeDeafSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** A drone comes, and the policy lets it pass by a slip of the site file: nobody is warned, and the second decision path says so. */
describe.skipIf(inject("demoUrl") === null)("two paths that disagree (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let desk: WatchedPage;
  let phone: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeDeafSite();
    folder = site.folder;
    const port = String(await freePort());
    post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
    desk = await openPage(browser, { reducedMotion: "reduce" });
    phone = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
      reducedMotion: "reduce",
    });
    for (const { page } of [desk, phone]) await page.goto(`${post.url}/#/live`);
  });
  afterAll(async () => {
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the operator sees it at the area and at the head of the screen, at a desk and on a phone", async () => {
    for (const { page } of [desk, phone]) {
      const areas = page.getByRole("region", { name: "Areas" });
      await areas.getByText("Decision paths disagree").waitFor();
      await areas.getByText("No warning", { exact: true }).waitFor();
      await page
        .getByRole("region", { name: "Protection" })
        .getByText(/two decision paths say opposite things/)
        .first()
        .waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  });

  test("and reads what each of them says", async () => {
    const { page } = desk;
    const said = page.getByText(/second path says that something comes there at \d+ m\/s/).first();
    await said.waitFor();
    expect(await said.textContent()).toMatch(/predictive path says/);
    await page.getByRole("button", { name: "Why no warning, Lock?" }).click();
    const told = page
      .getByRole("dialog")
      .getByText(/paths said opposite things|second path/i)
      .first();
    await told.waitFor();
    expect(await told.textContent()).toMatch(/second path/i);
  });

  test("nothing went wrong on either screen", () => {
    for (const { problems } of [desk, phone]) expect(problems).toEqual([]);
  });
});
