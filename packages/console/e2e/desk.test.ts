import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CaseDesk } from "./harness/case-desk.ts";
import { deskViewProblems, openView } from "./harness/desk-views.ts";
import { launchBrowser } from "./harness/launch.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** Selects words as a person does with the mouse. */
const select = (page: Page, words: string): Promise<void> =>
  page.evaluate((wanted) => {
    const article = document.querySelector(".article");
    const walker = document.createTreeWalker(article ?? document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
    throw new Error(`the article does not say ${wanted}`);
  }, words);

describe.skipIf(inject("demoUrl") === null)("the desk of a case (needs Chromium)", () => {
  let browser: Browser;
  let desk: CaseDesk;
  let watched: WatchedPage;
  beforeAll(async () => {
    [browser, desk] = await Promise.all([launchBrowser(), CaseDesk.start()]);
    watched = await openPage(browser, { reducedMotion: "reduce" });
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
  });

  test("what is decided from the keyboard is in the case, and the case verifies", async () => {
    const { page } = watched;
    const address = await desk.address();
    await page.goto(address);
    await page.locator(".card").first().waitFor();
    expect(page.url()).not.toContain("key=");
    await page.goto(`${new URL(page.url()).origin}/#/read/B`);
    const chosen = page.locator('.card[data-chosen="true"]');
    await page.locator("mark").first().waitFor();

    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await chosen.getByText("accepted").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("r");
    await page.keyboard.press("2");
    await chosen.getByText("rejected").waitFor();
    await page.keyboard.press("u");
    await chosen.getByText("rejected").waitFor({ state: "detached" });
    await page.keyboard.press("t");
    await page.getByLabel("Or somebody else").fill("Ida Lund");
    await page.getByRole("button", { name: "Says it", exact: true }).click();
    await chosen.getByText("Ida Lund").waitFor();

    await select(page, "to hide the port's debts");
    await page.getByRole("button", { name: /^New claim/, disabled: false }).waitFor();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What does it answer?").selectOption("Why?");
    await dialog.getByLabel("Who says it").fill("Olav Brand");
    await dialog.getByRole("button", { name: "Claim it" }).click();
    await page.locator(".card", { hasText: "made by hand" }).waitFor();

    expect(desk.ask("claims")).toMatch(
      /to hide the port's debts — Olav Brand \(named\) {2}by-hand/,
    );
    expect(desk.ask("claims")).toMatch(/— Ida Lund \(named\) {2}accepted/);
    expect(desk.ask("verify")).toContain("Nothing is missing or changed");
    expect(watched.problems).toEqual([]);
  });

  test.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])("axe finds nothing, nothing spills over: $width", async (viewport) => {
    const { page } = watched;
    await page.setViewportSize(viewport);
    for (const name of ["Compare", "Who copied whom", "Read"]) {
      await openView(page, name);
      if (name === "Read") await page.keyboard.press("j");
      expect(await deskViewProblems(page), name).toEqual([]);
    }
    expect(watched.problems).toEqual([]);
  });

  test("an address lets one window in, once", async () => {
    const used = await desk.address();
    const second = await openPage(browser);
    await second.page.goto(used);
    await second.page.getByText("The desk is not open here").waitFor();
    const answer = await fetch(new URL("/api/desk/case", used));
    expect(answer.status).toBe(403);
    await second.close();
  });
});
