import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page, WebSocket } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { SayingPost } from "./harness/saying-post.ts";
import { tocsin } from "./harness/tocsin.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** Where pictures are wanted. */
const PICTURES = process.env["TOCSIN_PICTURES"];
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true };
const DESKTOP: BrowserContextOptions = { viewport: { width: 1_280, height: 800 } };
const NONE = { extent: "only", areas: [] };
const EVERY = { extent: "all-but", areas: [] };

const heading = (page: Page, name: string, level = 1) =>
  page.getByRole("heading", { level, name, exact: true });
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};

/** A post that says what the test wants said. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("where nobody would be warned (needs Chromium)", () => {
  let browser: Browser;
  let post: SayingPost;
  let folder: string;
  const pages: WatchedPage[] = [];
  const lines: WebSocket[] = [];
  const looks = [
    ["en", "light", PHONE, "No warning", "You may not be warned", "No warning was given"],
    ["ar", "dark", PHONE, "لا يوجد إنذار", "قد لا يصلكم الإنذار", "لم يصدر إنذار"],
    ["uk", "light", DESKTOP, "Тривоги немає", "Вас можуть не попередити", "Тривогу не оголошено"],
    ["en", "dark", DESKTOP, "No warning", "You may not be warned", "No warning was given"],
  ] as const;

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "tocsin-unwatched-page-"));
    post = new SayingPost("live", 0, folder);
    const url = (await post.printed(/listening (\S+)/))[1] ?? "";
    for (const [locale, colorScheme, size] of looks) {
      const opened = await openPage(browser, { ...size, locale, colorScheme });
      pages.push(opened);
      const line = opened.page.waitForEvent("websocket");
      await opened.page.goto(url);
      lines.push(await line);
    }
  });
  afterAll(async () => {
    await browser.close();
    post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the page says so in place of calm, unmistakably and politely, in each language, theme and size", async () => {
    for (const [i, [, , , calm]] of looks.entries()) await heading(pages[i].page, calm).waitFor();
    post.say({ unwatched: EVERY });
    for (const [i, [locale, theme, , calm, unwatched]] of looks.entries()) {
      const { page } = pages[i];
      await heading(page, unwatched).waitFor();
      expect(await heading(page, calm).count()).toBe(0);
      expect(await page.locator(".quiet .unwatched.real").count()).toBe(1);
      // It is no alarm: nothing of it interrupts whoever is read to.
      const alerts = await page.getByRole("alert").allTextContents();
      expect(alerts.join("")).toBe("");
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `unwatched-${locale}-${theme}`);
    }
  });

  test("it is said once, however often the post says it", async () => {
    const { page } = pages[0];
    await page.evaluate(() => {
      const quiet = document.querySelector(".quiet");
      Object.assign(globalThis, { told: 0 });
      new MutationObserver(() => {
        (globalThis as unknown as { told: number }).told++;
      }).observe(quiet ?? document, { subtree: true, childList: true, characterData: true });
    });
    const told = (): Promise<number> =>
      page.evaluate(() => (globalThis as unknown as { told: number }).told);
    post.say({ unwatched: EVERY });
    // What is empty says only that the way stands.
    const predicate = ({ payload }: { readonly payload: string | Buffer }) => payload.length > 0;
    for (let i = 0; i < 4; i++) await lines[0].waitForEvent("framereceived", { predicate });
    expect(await told()).toBe(0);
    post.say({ unwatched: NONE });
    await heading(page, "No warning").waitFor();
    expect(await told()).toBe(1);
  });

  test("whoever chose a place is told of theirs, by name, and of no other", async () => {
    const { page } = pages[0];
    await page.getByRole("combobox", { name: "Add an area" }).selectOption("lock");
    post.say({ unwatched: { extent: "only", areas: ["mill"] } });
    await heading(pages[3].page, "You may not be warned").waitFor();
    await pages[3].page.getByText(/of a threat to \u2068Mill\u2069\./).waitFor();
    await heading(page, "No warning").waitFor();
    post.say({ unwatched: { extent: "only", areas: ["lock"] } });
    await page.getByText(/of a threat to \u2068Lock\u2069\./).waitFor();
    await pages[1].page.getByText(/يهدد \u2068Lock\u2069/).waitFor();
    expect(await page.locator(".quiet").textContent()).not.toContain("Mill");
    await picture(page, "unwatched-place");
    await picture(pages[1].page, "unwatched-place-ar");
  });

  test("a mark outside every area is told that no warning is for it, whatever is watched", async () => {
    const { page } = pages[3];
    post.say({ unwatched: NONE });
    await heading(page, "No warning").waitFor();
    await page.getByText("Mark a place on the map").click();
    await page.locator(".map svg").click({ position: { x: 4, y: 4 } });
    await heading(page, "You may not be warned").waitFor();
    await page
      .locator(".quiet")
      .getByText(/Outside every area of this site, .*: \u2068My place 1\u2069\./)
      .waitFor();
    expect(await page.locator(".quiet").textContent()).not.toContain("would not warn");
    // Whoever taps the map stands far below.
    await page
      .locator(".places li")
      .getByText("Outside every area: no warning is for it")
      .waitFor();
    await picture(page, "outside-every-area");
    await page.getByRole("button", { name: "Remove My place 1" }).click();
    await heading(page, "No warning").waitFor();
  });

  test("a site that does not tell is not called calm", async () => {
    post.say({ unwatched: "untold" });
    for (const [i, [locale, theme, , calm, , untold]] of looks.entries()) {
      const { page } = pages[i];
      await heading(page, untold).waitFor();
      expect(await heading(page, calm).count()).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `untold-${locale}-${theme}`);
    }
    post.say({ unwatched: { extent: "only", areas: ["lock"] } });
    await heading(pages[0].page, "You may not be warned").waitFor();
  });

  test("a warning is shown as always, and beneath its end that nobody would be warned again", async () => {
    const { page } = pages[0];
    const order = { area: "lock", action: "start", episode: 1, version: 1, holdsS: 60 };
    post.say({ ...order, stage: "take-cover", arrivalS: [10, 20] });
    await heading(page, "Take cover now").waitFor();
    expect(await page.locator(".unwatched").count()).toBe(0);
    post.say({ ...order, stage: "all-clear", action: "end", version: 2 });
    await heading(page, "All clear").waitFor();
    await heading(page, "You may not be warned", 2).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, "unwatched-after-all-clear");
    post.say({ unwatched: NONE });
    await heading(page, "You may not be warned", 2).waitFor({ state: "detached" });
    for (const { problems } of pages) expect(problems).toEqual([]);
  });
});

/** Two real posts guard one site, and automatic warning is off at the one that the page comes from. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("of two posts one watches (needs Chromium)", () => {
  const sites = [makeLiveSite(), makeLiveSite()];
  let browser: Browser;
  let posts: readonly TocsinProcess[] = [];
  let phone: WatchedPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    const ports = [await freePort(), await freePort()];
    const keys = sites.map(({ configPath }) => {
      const made = tocsin("enrol", "post-key", "--config", configPath, "--json");
      return (JSON.parse(made) as { readonly publicKey: string }).publicKey;
    });
    for (const [i, { configPath }] of sites.entries()) {
      const config = JSON.parse(readFileSync(configPath, "utf8")) as { readonly inputs: object };
      const scenario = join(sites[i].folder, "weir.yaml");
      const sky = JSON.parse(readFileSync(scenario, "utf8")) as object;
      writeFileSync(scenario, JSON.stringify({ ...sky, objects: [], duration_s: 3_600 }));
      const other = 1 - i;
      const people = {
        type: "people",
        id: "phones",
        modes: ["simulation"],
        port: ports[i],
        posts: [
          {
            name: "Other",
            url: `http://127.0.0.1:${String(ports[other])}`,
            public_key: keys[other],
          },
        ],
      };
      const whole = { ...config, automation: i === 1, channels: [people] };
      writeFileSync(configPath, JSON.stringify(whole));
    }
    posts = await Promise.all(
      sites.map(async ({ configPath }) =>
        TocsinProcess.start(["start", "--config", configPath, "--port", String(await freePort())]),
      ),
    );
    phone = await openPage(browser, { ...PHONE, locale: "en" });
    await phone.page.goto(`http://127.0.0.1:${String(ports[0])}/people`);
  });
  afterAll(async () => {
    await browser.close();
    for (const post of posts) await post.kill();
    for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
  });

  test("the page is calm for as long as that one is heard", async () => {
    await phone.page.getByText("Connected to 2 of 2 posts").waitFor();
    await heading(phone.page, "No warning").waitFor();
    expect(await phone.page.locator(".unwatched").count()).toBe(0);
  });

  test("when it is not heard any more, the other's word stands, and is an exercise's where that is one", async () => {
    const { page } = phone;
    await posts[1]?.kill();
    await heading(page, "You may not be warned").waitFor({ timeout: 45_000 });
    await page.getByText("SIMULATION – nothing is happening").waitFor();
    expect(await page.locator(".unwatched.real").count()).toBe(0);
    // It would not.
    expect(await page.locator(".linked").textContent()).not.toContain("warn you all the same");
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, "unwatched-simulation");
  });
});
