import { readFileSync, rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { signInBy } from "./harness/accounts.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { makeHalfBlindSite } from "./harness/half-blind-site.ts";
import { launchBrowser } from "./harness/launch.ts";
import { stillMap } from "./harness/still-map.ts";
import { tocsin } from "./harness/tocsin.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const PLANNED = /\/api\/plan$/;
/** Where pictures of the views go, to be looked at; nowhere where it is not said. */
const PICTURES = process.env["TOCSIN_PICTURES"];

/** A planner at a post whose radar sees nothing in the west. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("a planner (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let planner: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeHalfBlindSite();
    folder = site.folder;
    const { link } = JSON.parse(
      tocsin("account", "add", "pia", "--role", "planner", "--config", site.configPath, "--json"),
    ) as { readonly link: { readonly path: string } };
    const port = String(await freePort());
    post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
    planner = await openPage(browser, { acceptDownloads: true });
    await signInBy(link.path, planner.page, post.url);
  });
  afterAll(async () => {
    await planner.close();
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const picture = async (name: string): Promise<void> => {
    if (PICTURES !== undefined)
      await planner.page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  };

  test("what the radar really saw stands on the map beside what is claimed, in colour and in words", async () => {
    const { page } = planner;
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("button", { name: "Seen" }).click();
    const panel = page.getByRole("region", { name: "What sensors really saw" });
    await panel.getByText("Not enough flights below 300 m", { exact: false }).waitFor();
    await panel.getByLabel("above 1.5 km").check();
    const difference = panel.getByRole("listitem").filter({ hasText: "Roof radar" }).first();
    await difference.waitFor();
    expect(await difference.innerText()).toMatch(
      /^Roof radar, (SW|W|S)[ \w]* to \w+, 7\.5 km to 11\.3 km away, above 1\.5 km: claimed 90 %, seen 0 % \(0 % to \d+ %\) of \d flights$/,
    );
    // In the east nothing is said against it.
    expect(await panel.getByRole("listitem").filter({ hasText: /, E/ }).count()).toBe(0);
    // Switched on once something is known, it shows all of it.
    await page.getByRole("button", { name: "Seen" }).click();
    await page.getByRole("button", { name: "Seen" }).click();
    await panel.getByLabel("above 1.5 km").check();
    await difference.waitFor();
    await stillMap(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture("observed");
    await page.getByRole("button", { name: "Seen" }).click();
    await panel.waitFor({ state: "detached" });
    expect(planner.problems).toEqual([]);
  });

  test("places are set on the map by a click and with the keys, named, and taken away", async () => {
    const { page } = planner;
    await page.goto(`${post.url}/#/plan`);
    await page.getByText("What would one more sensor buy?").click();
    await stillMap(page);
    await page
      .locator(".plan-map canvas.maplibregl-canvas")
      .click({ position: { x: 200, y: 150 } });
    const places = page.getByRole("list", { name: "Places where a sensor could stand" });
    await places.getByText("Place 1").waitFor();
    await page.locator(".plan-map canvas.maplibregl-canvas").focus();
    await page.keyboard.press("ArrowRight");
    await stillMap(page);
    await page.getByRole("button", { name: "Put a place here" }).focus();
    await page.keyboard.press("Enter");
    await places.getByText("Place 2").waitFor();
    const text = page.getByLabel(/Kinds that could be had/);
    expect(await text.inputValue()).toMatch(
      /Small radar[^]*places:\n {2}- \{ name: Place 1, latitude_deg: 4[78]\.\d{5}, longitude_deg: 3[01]\.\d{5} \}\n {2}- \{ name: Place 2/,
    );
    await page.getByRole("button", { name: "Remove Place 1" }).click();
    expect(await places.getByRole("listitem").count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await stillMap(page);
    await picture("places");
  });

  test("how far the plan is can be seen, and what is saved says that it is for planners", async () => {
    const { page } = planner;
    const asked = page.waitForResponse(/\/api\/plan\/progress$/);
    for (const kind of ["Drones with rotors", "Missiles", "Rockets", "Mortar bombs"])
      await page.getByLabel(kind).check();
    // On a fast machine the answer is there before anybody sees the bar: it is held back until then.
    const bar = page.getByRole("progressbar", { name: "Done" });
    await page.route(PLANNED, async (route) => {
      const response = await route.fetch();
      await bar.waitFor();
      await asked;
      await route.fulfill({ response });
    });
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await bar.waitFor();
    const { done, of } = (await (await asked).json()) as { done: number; of: number };
    expect(of === 0 ? done : done / of).toBeLessThanOrEqual(1);
    await page.getByText("Save this plan").waitFor();
    await page.getByRole("cell", { name: /%/ }).first().waitFor();
    const download = page.waitForEvent("download");
    await page.getByText("Save this plan").click();
    const saved = readFileSync(await (await download).path(), "utf8");
    expect(/own planners only, not to be passed on\./.test(saved)).toBe(true);
    expect(/Given to pia, /.test(saved)).toBe(true);
    expect(saved.includes("Place 2")).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture("plan");
    expect(planner.problems).toEqual([]);
  });
});
