import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CaseDesk } from "./harness/case-desk.ts";
import { launchBrowser } from "./harness/launch.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const selected = (page: Page): Promise<string> =>
  page.evaluate(() => (getSelection()?.toString() ?? "").replace(/\s+/g, " "));

describe.skipIf(inject("demoUrl") === null)(
  "words are selected without a mouse (needs Chromium)",
  () => {
    let browser: Browser;
    let desk: CaseDesk;
    let watched: WatchedPage;
    let origin: string;
    beforeAll(async () => {
      [browser, desk] = await Promise.all([launchBrowser(), CaseDesk.start()]);
      watched = await openPage(browser, { reducedMotion: "reduce" });
      await watched.page.goto(await desk.address());
      await watched.page.locator(".card").first().waitFor();
      origin = new URL(watched.page.url()).origin;
      await watched.page.goto(`${origin}/#/read/B`);
      await watched.page.locator("mark").first().waitFor();
    });
    afterAll(async () => {
      await browser.close();
      await desk.stop();
    });

    test("a caret goes to the chosen claim, selects by word, character, sentence and line, and a claim is made of it", async () => {
      const { page } = watched;
      // The first claim is in the headline, which ends without a mark.
      const second = page.locator("li[data-claim]").nth(1);
      await expect
        .poll(
          async () => {
            const chosen = await second.getAttribute("data-chosen");
            // A key that comes before the page takes keys is lost.
            if (chosen !== "true") await page.keyboard.press("j");
            return chosen;
          },
          { interval: 500 },
        )
        .toBe("true");
      const mark = page.locator('mark[data-chosen="true"]').first();
      await mark.waitFor();
      const words = ((await mark.textContent()) ?? "").split(" ");
      await page.keyboard.press("c");
      await page.locator(".caret").waitFor();
      await page.keyboard.press("Control+Shift+ArrowRight");
      await expect.poll(() => selected(page)).toBe(words[0]);
      await page.keyboard.press("Control+Shift+ArrowRight");
      await expect.poll(() => selected(page)).toBe(words.slice(0, 2).join(" "));
      await page.keyboard.press("Shift+ArrowLeft");
      await expect.poll(() => selected(page)).toBe(words.slice(0, 2).join(" ").slice(0, -1));
      // A screen reader is told.
      const told = page.locator(".article-scroll > [aria-live]");
      await expect
        .poll(() => told.textContent())
        .toBe(`Selected: ${words.slice(0, 2).join(" ").slice(0, -1)}`);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => selected(page)).toBe("");
      await expect.poll(() => told.textContent()).toBe(words[1]);
      await page.keyboard.press("Control+ArrowUp");
      await page.keyboard.press("Control+Shift+ArrowDown");
      await expect.poll(() => selected(page)).toMatch(/^\p{Lu}.*[.!?”"]$/u);
      const sentence = await selected(page);
      const before = sentence.length;
      await page.keyboard.press("Shift+ArrowDown");
      await expect.poll(async () => (await selected(page)).length).toBeGreaterThan(before + 20);
      await page.keyboard.press("Shift+ArrowUp");
      await expect.poll(() => selected(page)).toBe(sentence);
      await page.getByRole("button", { name: /^New claim/, disabled: false }).waitFor();
      await page.keyboard.press("n");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("What does it answer?").selectOption("Why?");
      await dialog.getByLabel("What is said").fill("to burn the fuel");
      await dialog.getByLabel("Who says it").fill("Olav Brand");
      await dialog.getByRole("button", { name: "Claim it" }).click();
      await page.locator(".card", { hasText: "made by hand" }).waitFor();
      expect(desk.ask("claims").replace(/\s+/g, " ")).toContain(`“${sentence}”`);
      expect(watched.problems).toEqual([]);
    });

    test("Escape leaves it, a press of the mouse too, and single keys decide as before", async () => {
      const { page } = watched;
      await page.keyboard.press("c");
      await page.locator(".caret").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".caret").waitFor({ state: "detached" });
      await page.keyboard.press("c");
      await page.locator(".caret").waitFor();
      await page.locator(".article p").first().click();
      await page.locator(".caret").waitFor({ state: "detached" });
      await page.keyboard.press("j");
      await page.keyboard.press("c");
      await page.keyboard.press("a");
      await page.locator('.card[data-chosen="true"]', { hasText: "accepted" }).waitFor();
      expect(watched.problems).toEqual([]);
    });

    test("a key that comes before the page tells of a selection claims what is selected", async () => {
      const { page } = watched;
      const words = await page
        .locator(".article p")
        .nth(2)
        .evaluate((paragraph) => {
          const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
          getSelection()?.setBaseAndExtent(node ?? paragraph, 0, node ?? paragraph, 12);
          // The same turn of the page's loop: its “selectionchange” comes after.
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
          return String(getSelection()).trim();
        });
      expect(words.length).toBeGreaterThan(5);
      const dialog = page.getByRole("dialog");
      await dialog.getByText(`“${words}`).waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    });

    test("on a phone words that are selected become a claim by touch alone", async () => {
      const phone = await openPage(browser, {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
      const { page } = phone;
      await page.goto(await desk.nextAddress());
      await page.locator("mark").first().waitFor();
      const button = page.getByRole("button", { name: /^New claim/ });
      expect(await button.isVisible()).toBe(false);
      // Handles are the browser's own, which no browser without a screen draws: what they select is the page's selection.
      await page
        .locator(".article p")
        .nth(2)
        .evaluate((paragraph) => {
          if (getComputedStyle(paragraph).userSelect === "none")
            throw new Error("cannot be selected");
          const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
          getSelection()?.setBaseAndExtent(node ?? paragraph, 0, node ?? paragraph, 12);
        });
      await page.locator(".foot-line[data-place='true']").waitFor();
      await button.tap();
      await page.getByRole("dialog").waitFor();
      expect(phone.problems).toEqual([]);
      await phone.close();
    });
  },
);
