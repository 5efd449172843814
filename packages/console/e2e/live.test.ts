import { rmSync } from "node:fs";
import type { LiveMessage } from "@tocsin/sdk";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** What a screen has to show so soon after it happened. */
const SHOWN_WITHIN_MS = 2_000;
/** What the browser itself says of a server that is gone. */
const GONE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection|ERR_EMPTY_RESPONSE/;

describe.skipIf(inject("demoUrl") === null)("a running post (needs Chromium)", () => {
  let browser: Browser;
  let watched: WatchedPage;
  let post: TocsinProcess;
  let folder: string;
  let start: () => Promise<TocsinProcess>;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const site = makeLiveSite();
    const port = await freePort();
    folder = site.folder;
    start = () =>
      TocsinProcess.start(["start", "--config", site.configPath, "--port", String(port)]);
    post = await start();
    watched = await openPage(browser);
  });
  afterEach(async () => {
    await watched.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("an alarm is on the screen within two seconds of its message", async () => {
    const { page } = watched;
    const said = messageTime(page, isAlarm);
    await page.goto(`${post.url}/#/live`);
    const areas = page.getByRole("region", { name: "Areas" });
    await areas.getByText("No warning", { exact: true }).waitFor();
    const shown = areas.getByText("Take cover", { exact: true }).waitFor({ timeout: 45_000 });
    const shownMs = shown.then(() => Date.now());
    expect((await shownMs) - (await said)).toBeLessThan(SHOWN_WITHIN_MS);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(watched.problems).toEqual([]);
  });

  test("a post that dies is said to be lost within two seconds, and comes back with what it had", async () => {
    const { page } = watched;
    await page.goto(`${post.url}/#/live`);
    await page.getByText("Take cover").first().waitFor({ timeout: 45_000 });
    const lost = page.getByRole("alert").filter({ hasText: "Connection lost" });
    const killedMs = Date.now();
    await post.kill();
    await lost.waitFor();
    expect(Date.now() - killedMs).toBeLessThan(SHOWN_WITHIN_MS);
    post = await start();
    await lost.waitFor({ state: "detached", timeout: 30_000 });
    await page.getByRole("tab", { name: /Warnings/ }).click();
    await page
      .getByText(/Take cover/)
      .first()
      .waitFor();
    expect(watched.problemsBut(GONE)).toEqual([]);
  });

  test("from live to the recordings and back, the present is shown at once", async () => {
    const { page } = watched;
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("region", { name: "Areas" }).waitFor();
    await page.getByRole("link", { name: "Recordings", exact: true }).click();
    await page.getByRole("link", { name: /^Watch it/ }).click();
    await page.getByRole("region", { name: "Areas" }).waitFor();
    const clock = page.getByRole("timer").getByRole("time").first();
    const before = await clock.innerText();
    await page.waitForFunction(
      (text) => document.querySelector("[role=timer] time")?.textContent !== text,
      before,
    );
    expect(watched.problems).toEqual([]);
  });
});

const isAlarm = (message: LiveMessage): boolean =>
  message.type !== "heartbeat" && message.picture.areas.some(({ stage }) => stage === "take-cover");

/** When the first message of this kind reached the browser. */
function messageTime(page: Page, wanted: (message: LiveMessage) => boolean): Promise<number> {
  return new Promise((resolve) => {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        if (wanted(JSON.parse(payload.toString()) as LiveMessage)) resolve(Date.now());
      });
    });
  });
}
