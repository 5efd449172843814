import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CaseDesk } from "./harness/case-desk.ts";
import { deskViewProblems, openView } from "./harness/desk-views.ts";
import { launchBrowser } from "./harness/launch.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** Goes down the claims of the open account to one that says this. */
const choose = async (page: Page, says: string): Promise<void> => {
  const chosen = page.locator('.card[data-chosen="true"] .card-says');
  for (let tries = 0; tries < 40; tries++) {
    await page.keyboard.press("j");
    await chosen.waitFor();
    if ((await chosen.textContent()) === says) return;
  }
  throw new Error(`no claim says ${says}`);
};

describe.skipIf(inject("demoUrl") === null)(
  "what an analyst does at the desk (needs Chromium)",
  () => {
    let browser: Browser;
    let desk: CaseDesk;
    let watched: WatchedPage;
    let origin: string;
    const open = async (accountId: string): Promise<void> => {
      await watched.page.goto(`${origin}/#/read/${accountId}`);
      await watched.page.locator("mark").first().waitFor();
    };
    beforeAll(async () => {
      [browser, desk] = await Promise.all([
        launchBrowser(),
        CaseDesk.start(undefined, undefined, ["seen", "beyond-range"]),
      ]);
      watched = await openPage(browser, { reducedMotion: "reduce" });
      await watched.page.goto(await desk.address());
      await watched.page.locator(".card").first().waitFor();
      origin = new URL(watched.page.url()).origin;
    });
    afterAll(async () => {
      await browser.close();
      await desk.stop();
    });

    test("accounts' times stand beside the recorded ones, and what cannot be one differs", async () => {
      const { page } = watched;
      await openView(page, "Timeline");
      const rows = page.locator(".timeline-table tbody tr");
      const sunday = rows.filter({ hasText: "Sunday night" });
      expect(await sunday.locator(".timeline-beside").textContent()).toContain("fits R1");
      expect(await sunday.locator(".timeline-when").textContent()).toContain("3 May, 17:00");
      expect(await rows.filter({ hasText: "Harbour radar: down" }).count()).toBe(2);
      await rows.locator("summary").first().click();
      await page
        .getByText(/take-cover for Fuel depot/)
        .first()
        .waitFor();
      await page.getByLabel("Hours of no stated zone are read as").selectOption("-12");
      expect(await sunday.locator(".timeline-beside").textContent()).toContain(
        "9 h 16 min after R1",
      );
      expect(await sunday.getAttribute("data-differs")).toBe("true");
      await page.keyboard.press("Tab");
      await page.keyboard.press("z");
      await page.getByRole("button", { name: "Until it was published", pressed: true }).waitFor();
    });

    test("origins are joined and dropped from the keyboard, and the matrix follows", async () => {
      const { page } = watched;
      await open("C");
      await choose(page, "3 (drone)");
      await page.keyboard.press("o");
      const dialog = page.getByRole("dialog");
      const other = dialog.getByRole("button", { name: /A: 2 \(drone\)/ });
      await page.keyboard.press((await other.locator("kbd").textContent()) ?? "");
      await page.locator('.card[data-chosen="true"]', { hasText: "an analyst" }).waitFor();
      expect(desk.ask("origins")).toMatch(/O1 .* joined/);
      await openView(page, "Compare");
      const fact = page.getByRole("row", { name: /How many weapons were there/ });
      const cell = fact.locator("td", { hasText: "3 (drone)" });
      await cell.filter({ hasText: "2 (drone)" }).waitFor();
      await page.getByRole("button", { name: "Drop" }).click();
      await cell.filter({ hasText: "2 (drone)" }).waitFor({ state: "detached" });
      expect(desk.ask("compare")).toContain("share no number");
      expect(desk.ask("origins")).not.toMatch(/O1/);
    });

    test("hypotheses are put up, weighed, concluded and put in other words; one origin raises the alarm", async () => {
      const { page } = watched;
      const dialog = page.getByRole("dialog");
      await openView(page, "Findings");
      await page.keyboard.press("n");
      await page.keyboard.type("There were three drones");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "H1 There were three drones" }).waitFor();
      await page.keyboard.press("f");
      await page.keyboard.type("the ministry counted them");
      await page.keyboard.press("Tab");
      await page.keyboard.type("C ministry weapons");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      await page.keyboard.press("c");
      await page.keyboard.press("1");
      await page.getByText(/this conclusion hangs on one origin/).waitFor();
      await page.getByText("1 alarm").waitFor();
      await page.keyboard.press("u");
      await page.getByText(/this conclusion hangs on one origin/).waitFor({ state: "detached" });
      await page.keyboard.press("e");
      await dialog.getByLabel("As it is put now").fill("Three drones came");
      await dialog.getByLabel("Why").fill("clearer");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "H1 Three drones came" }).waitFor();
      await open("B");
      await choose(page, "0 (drone)");
      await page.keyboard.press("w");
      await page.keyboard.press("g");
      await page.keyboard.press("1");
      await dialog.waitFor({ state: "detached" });
      expect(desk.ask("hypotheses")).toMatch(
        /for: 1 from 1 origin.*\n {2}against: 1 from 1 origin/,
      );
    });

    test("what is said and who says it are graded, passages lifted, claims merged and reopened", async () => {
      const { page } = watched;
      await open("C");
      const chosen = page.locator('.card[data-chosen="true"]');
      await choose(page, "3 (drone)");
      await page.keyboard.press("g");
      await page.keyboard.press("2");
      await chosen.getByText("probably true").waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("b");
      await chosen.getByText("usually reliable").waitFor();
      await page.keyboard.press("a");
      await chosen.getByText("accepted", { exact: true }).waitFor();
      await page.keyboard.press("x");
      await chosen.getByText("accepted", { exact: true }).waitFor({ state: "detached" });
      await page.keyboard.press("l");
      const advert = page.getByRole("dialog").getByRole("button", { name: /Advertisement/ });
      await page.keyboard.press((await advert.locator("kbd").textContent()) ?? "");
      await page.locator('.furniture[data-label="advert"]').waitFor({ state: "detached" });
      await page.keyboard.press("u");
      await page.locator('.furniture[data-label="advert"]').waitFor();
      const report = `${desk.folder}-report`;
      desk.ask("report", "--out", report);
      expect(desk.ask("verify", "--report", report)).toContain("Nothing is missing or changed");
      expect(watched.problems).toEqual([]);
    });

    test.each([
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ])("axe finds nothing, nothing spills over: $width", async (viewport) => {
      const { page } = watched;
      await page.setViewportSize(viewport);
      for (const name of ["Timeline", "Findings", "Compare"]) {
        await openView(page, name);
        expect(await deskViewProblems(page), name).toEqual([]);
      }
      expect(watched.problems).toEqual([]);
    });
  },
);
