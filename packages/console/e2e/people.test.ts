import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { SayingPost } from "./harness/saying-post.ts";
import { freePort } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const HERE = { latitude: 48.0201, longitude: 31.0203, accuracy: 12 };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  geolocation: HERE,
  permissions: ["geolocation"],
  serviceWorkers: "allow",
};
/** What the browser itself says of a post that a test takes away. */
const AWAY = /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|WebSocket connection|Failed to load/;

/** As it reads without the escapes of an address; what is none is left as it is. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const coverOrder = (area: string, version: number): object => ({
  area,
  stage: "take-cover",
  action: version === 1 ? "start" : "raise",
  episode: 1,
  version,
  holdsS: 180,
  arrivalS: [60, 80],
});
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.skipIf(inject("demoUrl") === null)("the people's page (needs Chromium)", () => {
  let browser: Browser;
  let post: SayingPost;
  let folder: string;
  let port: number;
  let url: string;
  const phones: WatchedPage[] = [];
  const requests: string[] = [];
  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const phone = await openPage(browser, { ...PHONE, ...options });
    phones.push(phone);
    phone.page.on("request", (request) => {
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`);
    });
    phone.page.on("websocket", (socket) => {
      requests.push(socket.url());
      socket.on("framesent", ({ payload }) => requests.push(String(payload)));
    });
    await phone.page.goto(url);
    return phone.page;
  };
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "tocsin-people-page-"));
    port = await freePort();
    post = new SayingPost("live", port, folder);
    url = (await post.printed(/listening (\S+)/))[1] ?? "";
  });
  afterAll(async () => {
    await browser.close();
    post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const looks = [
    ["en", "light", "No warning", "Get ready", "Take cover now", "ltr"],
    ["ar", "dark", "لا يوجد إنذار", "استعدّوا", "احتموا الآن", "rtl"],
    ["uk", "light", "Тривоги немає", "Приготуйтеся", "Негайно в укриття", "ltr"],
    ["en", "dark", "No warning", "Get ready", "Take cover now", "ltr"],
  ] as const;

  test("is calm and connected in each language and theme, and accessible", async () => {
    for (const [locale, colorScheme, calm, , , direction] of looks) {
      const page = await open({ locale, colorScheme });
      await heading(page, calm).waitFor();
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  });

  test("is accessible while it still waits for its post", async () => {
    const { page } = await openPage(browser, { ...PHONE, locale: "en" });
    await page.routeWebSocket(/.*/, () => {
      // Taken, and never answered.
    });
    await page.goto(url);
    await heading(page, "Connecting …").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().close();
  });

  test("a place is kept on the phone, and no request carries it", async () => {
    const { page } = phones[0];
    await page.getByRole("button", { name: "Add where I am now" }).tap();
    await page.getByText("My place 1").waitFor();
    await page.reload();
    await page.getByText("My place 1").waitFor();
    const kept = await page.evaluate(() => localStorage.getItem("tocsin-people"));
    expect(kept).toContain("48.0201");
    await page.getByText("Mark a place on the map").tap();
    await page.locator(".map svg").tap();
    await page.getByRole("button", { name: "Remove My place 2" }).waitFor();
    await page.locator(".map svg").waitFor();
    expect(await page.locator(".map .mark").count()).toBe(2);
    await page.getByRole("button", { name: "Remove My place 2" }).tap();
    expect(await page.locator(".map .mark").count()).toBe(1);
  });

  test("who is elsewhere sees that others are warned, and is not", async () => {
    post.say({ ...coverOrder("lock", 1), stage: "pre-alert" });
    for (const [i, [, , , preAlert]] of looks.entries()) {
      const { page } = phones[i];
      if (i === 0) await page.getByText("Warnings elsewhere on this site").waitFor();
      else await heading(page, preAlert).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  });

  test("who is there is told to take cover, when, and what to do", async () => {
    post.say(coverOrder("mill", 1));
    post.say(coverOrder("lock", 2));
    for (const [i, [, , , , takeCover]] of looks.entries()) {
      const { page } = phones[i];
      await heading(page, takeCover).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    const { page } = phones[0];
    await page.getByText(/Possible in \d+\ss to \d+\ss/).waitFor();
    await page.getByText("Go into a shelter or an inner room now").waitFor();
    for (const name of [".when", ".holds"])
      expect(await page.locator(name).getAttribute("aria-live")).toBe("off");
    expect(await page.getByRole("alert").getByRole("heading", { level: 1 }).count()).toBe(1);
  });

  test("“I am safe” is counted once, with a name only where one is given", async () => {
    const { page } = phones[0];
    const sent: unknown[] = [];
    // The first answer is lost on its way back: the post has counted it, and the phone does not know.
    await page.route(
      "**/people/safe",
      async (route) => {
        sent.push(route.request().postDataJSON());
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole("button", { name: "I am safe" }).tap();
    await page.getByText("It could not be told. Try again.").waitFor();
    // Also a page that is loaded anew lets it be said, and by the same number.
    await page.reload();
    const again = page.waitForRequest("**/people/safe");
    await page.getByRole("button", { name: "I am safe" }).tap();
    sent.push((await again).postDataJSON());
    await page.getByText("Told. Thank you.").waitFor();
    expect(sent[1]).toEqual(sent[0]);
    const [, counts] = await post.printed(/safe (\[.*\])/);
    expect(JSON.parse(counts ?? "")).toMatchObject([{ area: "mill", count: 1, names: [] }]);
    await page.reload();
    await page.getByText("Told. Thank you.").waitFor();
  });

  test("the end is told, and nobody goes on taking cover", async () => {
    for (const area of ["mill", "lock"])
      post.say({ area, stage: "all-clear", action: "end", episode: 1, version: 3, holdsS: 60 });
    for (const [i, name] of ["All clear", "زال الخطر", "Відбій"].entries())
      await heading(phones[i].page, name).waitFor();
    // The end of the other area may come a moment later.
    await expect.poll(() => phones[0].page.locator(".take-cover").count()).toBe(0);
  });

  test("a phone whose post is gone says loudly that it may not warn, shows on what holds, also opened anew, and catches up when it is back", async () => {
    const { page } = phones[0];
    post.say({ ...coverOrder("mill", 1), episode: 2 });
    await heading(page, "Take cover now").waitFor();
    post.kill();
    await page.getByRole("heading", { name: "Not connected: you may not be warned" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.reload();
    await page.getByText("Watch for sirens and other warnings").waitFor();
    await page.getByText("What was last known still holds").waitFor();
    await heading(page, "Take cover now").waitFor();
    post = new SayingPost("live", port, folder);
    await post.printed(/listening/);
    post.say({ ...coverOrder("mill", 1), episode: 2 });
    await page.getByText("Connected", { exact: true }).waitFor();
    await heading(page, "Take cover now").waitFor();
  });

  test("what a post that lost its record says under the same number is shown as it is now", async () => {
    post.kill();
    post = new SayingPost("live", port, folder);
    await post.printed(/listening/);
    post.say({ ...coverOrder("mill", 1), episode: 2, stage: "pre-alert" });
    await heading(phones[0].page, "Get ready").waitFor();
    expect(await phones[0].page.locator(".take-cover").count()).toBe(0);
  });

  test("an exercise looks unlike anything real, and one that stops says so at once and where real warnings are", async () => {
    const drills = mkdtempSync(join(tmpdir(), "tocsin-people-drill-"));
    const drill = new SayingPost("drill", 0, drills, `live=${port}`);
    const address = (await drill.printed(/listening (\S+)/))[1] ?? "";
    const phone = await openPage(browser, { ...PHONE, locale: "en" });
    await phone.page.goto(address);
    drill.say(coverOrder("lock", 1));
    await phone.page.getByText("EXERCISE – nothing is happening").waitFor();
    expect(await phone.page.locator(".real").count()).toBe(0);
    await phone.page.getByText("Real warnings are not shown here").waitFor();
    expect(await accessibilityProblems(phone.page)).toEqual([]);
    expect(phone.problems).toEqual([]);
    drill.kill();
    await heading(phone.page, "The exercise has stopped").waitFor({ timeout: 8_000 });
    const real = phone.page.getByRole("alert").getByRole("link");
    expect(await real.getAttribute("href")).toBe(`http://127.0.0.1:${port}/people`);
    expect(await accessibilityProblems(phone.page)).toEqual([]);
    expect(phone.problemsBut(AWAY)).toEqual([]);
    await phone.close();
    rmSync(drills, { recursive: true, force: true });
  });

  test("an open page listens to a post that comes back in another mode", async () => {
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "tocsin-people-mode-")));
    const at = await freePort();
    const live = new SayingPost("live", at, folders[0]);
    const address = (await live.printed(/listening (\S+)/))[1] ?? "";
    const phone = await openPage(browser, { ...PHONE, locale: "en" });
    await phone.page.goto(address);
    await heading(phone.page, "No warning").waitFor();
    live.kill();
    const drill = new SayingPost("drill", at, folders[1]);
    await drill.printed(/listening/);
    drill.say(coverOrder("lock", 1));
    await phone.page.getByText("EXERCISE – nothing is happening").waitFor();
    expect(phone.problemsBut(AWAY)).toEqual([]);
    await phone.close();
    drill.kill();
    for (const each of folders) rmSync(each, { recursive: true, force: true });
  });

  test("nothing that left a phone says where it is, and nothing else went wrong", () => {
    const told = requests.filter((each) => /48\.02|31\.02|my place/i.test(readable(each)));
    expect(requests.length).toBeGreaterThan(20);
    expect(told).toEqual([]);
    for (const phone of phones) expect(phone.problemsBut(AWAY)).toEqual([]);
  });
});
