import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchKept } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { tocsin } from "./harness/tocsin.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";

const NAMES = ["North", "South"] as const;
/** Soon after the fall it is over, and what is said holds for half a minute more. */
const POLICY = { all_clear_delay_s: 10, expiry_margin_s: 30 };

/** Two real posts guard one site: each sees the same bomb, decides and warns for itself. One is killed while it warns. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("a phone and two posts (needs Chromium)", () => {
  const profile = mkdtempSync(join(tmpdir(), "tocsin-pair-phone-"));
  const sites = NAMES.map(() => makeLiveSite());
  const ports: number[] = [];
  let posts: readonly TocsinProcess[] = [];
  let context: BrowserContext;
  let page: Page;
  const linked = (text: string | RegExp) => page.locator(".linked", { hasText: text });
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  /** What the page said first of all, each time that it changed. */
  const said = (): Promise<readonly string[]> =>
    page.evaluate(() => (globalThis as unknown as { said: readonly string[] }).said);

  beforeAll(async () => {
    for (const _ of sites) ports.push(await freePort());
    const keys = sites.map(({ configPath }) => {
      const made = tocsin("enrol", "post-key", "--config", configPath, "--json");
      return (JSON.parse(made) as { readonly publicKey: string }).publicKey;
    });
    for (const [i, { configPath }] of sites.entries()) {
      const other = 1 - i;
      const config = JSON.parse(readFileSync(configPath, "utf8")) as object;
      const people = {
        type: "people",
        id: "phones",
        modes: ["simulation"],
        port: ports[i],
        posts: [
          {
            name: NAMES[other],
            url: `http://127.0.0.1:${String(ports[other])}`,
            public_key: keys[other],
          },
        ],
      };
      writeFileSync(configPath, JSON.stringify({ ...config, policy: POLICY, channels: [people] }));
    }
    posts = await Promise.all(
      sites.map(async ({ configPath }) =>
        TocsinProcess.start(["start", "--config", configPath, "--port", String(await freePort())]),
      ),
    );
    context = await launchKept(profile, { viewport: { width: 390, height: 844 }, locale: "en" });
    page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(() => {
      const kept: string[] = [];
      Object.assign(globalThis, { said: kept });
      new MutationObserver(() => {
        const text = document.querySelector("h1")?.textContent ?? "";
        if (text !== "" && kept.at(-1) !== text) kept.push(text);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await page.goto(`http://127.0.0.1:${String(ports[0])}/people`);
  });
  afterAll(async () => {
    await context.close();
    for (const post of posts) await post.kill();
    for (const folder of [profile, ...sites.map((site) => site.folder)])
      rmSync(folder, { recursive: true, force: true });
  });

  test("it listens to both, though it was opened at one, and says so", async () => {
    await linked("Connected to 2 of 2 posts").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("the post that it came from is killed while people are to take cover: the warning stands, and is no second one", async () => {
    await heading("Take cover now").waitFor();
    await posts[0]?.kill();
    await linked(
      "Connected to 1 of 2 posts. Not heard: the post that this page is from.",
    ).waitFor();
    expect(await heading("Take cover now").count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect((await said()).filter((text) => text === "Take cover now")).toHaveLength(1);
  });

  test("what the dead one said holds until it expires, and then what the other says: that it is over", async () => {
    // Where the dead one's order was not heard any more, the other's all-clear is seen; its own time may be over by then.
    const over = page.getByRole("heading", { level: 1, name: /^(All clear|No warning)$/ });
    await over.waitFor();
    const told = await said();
    expect(told.filter((text) => text === "Take cover now")).toHaveLength(1);
    expect(["All clear", "No warning"]).toContain(told.at(-1));
  });

  test("opened anew, with the post that it came from still gone, it is there and hears the other", async () => {
    await page.reload();
    await linked(/^Connected to 1 of 2 posts/).waitFor();
    await page.locator("h1").waitFor();
    expect(await page.locator("h1").textContent()).not.toMatch(/Not connected/);
  });
});
