import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CaseDesk } from "./harness/case-desk.ts";
import { launchBrowser } from "./harness/launch.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** Made up, like all accounts of the project. */
const ARABIC =
  "طائرات مسيرة تهاجم مستودع الوقود في ميناء أردال\n\nقالت وزارة الداخلية إن ٣ طائرات مسيرة هاجمت مستودع الوقود مساء الأحد. وأصيب ٤ عمال بجروح.\n";
/** A claim from words that are selected takes no more keys than this. */
const KEYS_MOST = 6;

describe.skipIf(inject("demoUrl") === null)("an account in Arabic (needs Chromium)", () => {
  let browser: Browser;
  let desk: CaseDesk;
  let watched: WatchedPage;
  let accounts: string;
  let keys = 0;
  const press = async (page: Page, ...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) {
      await page.keyboard.press(key);
      keys += 1;
    }
  };
  beforeAll(async () => {
    accounts = mkdtempSync(join(tmpdir(), "tocsin-arabic-"));
    writeFileSync(join(accounts, "mina.txt"), ARABIC);
    [browser, desk] = await Promise.all([launchBrowser(), CaseDesk.start(accounts, "Ardal")]);
    watched = await openPage(browser, { reducedMotion: "reduce" });
    await watched.page.goto(await desk.address());
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
    rmSync(accounts, { recursive: true, force: true });
  });

  test("says that no rule reads it, and reads from right to left", async () => {
    const { page } = watched;
    await page.getByText(/which is not read by rules/).waitFor();
    const paragraph = page.locator(".article p", { hasText: "وزارة الداخلية" });
    expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  });

  test("a count becomes a claim in a few keys, with its exact words and its number", async () => {
    const { page } = watched;
    const words = "٣ طائرات مسيرة";
    const paragraph = page.locator(".article p", { hasText: "وزارة الداخلية" });
    await paragraph.evaluate((element, wanted) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const at = node?.textContent?.indexOf(wanted) ?? -1;
      if (node === null || at === -1) throw new Error("the words are not in one piece");
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }, words);
    await page.getByRole("button", { name: /^New claim/, disabled: false }).waitFor();
    // Whoever reads an account takes longer than a fast machine: the time that is measured below is of whole seconds.
    await page.waitForFunction(() => performance.now() > 4_000);
    keys = 0;
    await press(page, "n");
    await page.getByRole("dialog").waitFor();
    await press(page, ..."weap".split(""), "Enter");
    await page.locator(".card", { hasText: "made by hand" }).waitFor();
    expect(keys).toBeLessThanOrEqual(KEYS_MOST);
    const claims = desk.ask("claims");
    expect(claims).toContain(`“${words}”`);
    expect(claims).toMatch(/weapon\.count +3 /);
    expect(desk.ask("verify")).toContain("Nothing is missing or changed");
  });

  test("the time that it took stands beside the account, and in the head", async () => {
    const { page } = watched;
    await page.locator(".desk-left", { hasText: "an account" }).waitFor();
    expect(await page.locator(".desk-accounts").textContent()).toMatch(/\d+ s|\d\.\d min/);
    expect(watched.problems).toEqual([]);
  });
});
