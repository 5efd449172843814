import { rmSync } from "node:fs";
import type { LiveMessage } from "@tocsin/sdk";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { lookBack } from "./harness/look-back.ts";
import { momentsOf, watchMoments } from "./harness/page-watch.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** What a screen has to show so soon after it happened. */
const SHOWN_WITHIN_MS = 2_000;
/** A screen wakes up a little after its time. */
const WAKE_MS = 250;
/** One line of buttons at the foot of a phone's screen: what else stands there takes no more from the map. */
const FOOT_MAX_PX = 60;
/** What the browser itself says of a server that is gone. */
const GONE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection|ERR_EMPTY_RESPONSE/;

/** One post and one screen, from the calm over an alarm to the post's death and return: each test goes on from the last. */
describe.skipIf(inject("demoUrl") === null)("a running post (needs Chromium)", () => {
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let post: TocsinProcess;
  let folder: string;
  let start: () => Promise<TocsinProcess>;
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeLiveSite();
    const port = await freePort();
    folder = site.folder;
    start = () =>
      TocsinProcess.start(["start", "--config", site.configPath, "--port", String(port)]);
    watched = await openPage(browser);
    ({ page } = watched);
    await watchMoments(page);
    // Script and fonts come from the demo's server too: the browser has compiled them before time counts.
    await page.goto(`${inject("demoUrl")}/#/source/salvo`);
    await page.locator(".map-overlay").waitFor({ state: "attached" });
    post = await start();
    await page.goto(`${post.url}/#/live`);
  });
  afterAll(async () => {
    await watched.close();
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const areas = () => page.getByRole("region", { name: "Areas" });
  const mode = () => page.getByRole("complementary", { name: "Mode" });
  const slider = () => page.getByRole("slider", { name: "Moment of the recording" });

  test("an alarm is on the screen within two seconds of its message", async () => {
    await areas().getByText("Take cover", { exact: true }).waitFor();
    const { alarmMessageMs, alarmShownMs } = await momentsOf(page);
    expect((alarmShownMs ?? Infinity) - (alarmMessageMs ?? 0)).toBeLessThan(SHOWN_WITHIN_MS);
    await mode().getByText("Simulation", { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(watched.problems).toEqual([]);
  });

  test("the sign of the self-test is quiet, and loud on a screen whose post's way is broken", async () => {
    await page.getByText(/^Self-test \d+\ss ago · \d+\.\d\ss$/).waitFor();
    expect(await page.locator(".self-test-alarm").count()).toBe(0);
    const desktop = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator("[data-layout=phone]").waitFor();
    expect((await page.locator(".live-foot").boundingBox())?.height).toBeLessThan(FOOT_MAX_PX);
    if (desktop !== null) await page.setViewportSize(desktop);
    const other = await openPage(browser);
    await other.page.routeWebSocket(/\/api\/live$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((text) => socket.send(withBrokenWay(String(text))));
    });
    await other.page.goto(`${post.url}/#/live`);
    const alarm = other.page.getByRole("alert").filter({ hasText: "Self-test failed" });
    await alarm.getByText("the siren’s answer", { exact: false }).waitFor();
    await alarm.getByText("it is cut").waitFor();
    expect(await accessibilityProblems(other.page)).toEqual([]);
    await other.close();
  });

  test("its recorded past can be looked at, can be told from the present, and is left for it", async () => {
    await lookBack(page);
    await mode().getByText("The past", { exact: true }).waitFor();
    await page.locator('.mode-frame[data-mode="past"]').waitFor();
    await slider().press("Home");
    // Before the bomb was seen.
    await areas().getByText("No warning", { exact: true }).waitFor();
    await page.getByText(/^Now:/).waitFor();
    const clock = page.getByRole("timer").getByRole("time").first();
    const then = await clock.innerText();
    await page.getByRole("tab", { name: "Events" }).click();
    await page.getByRole("button", { name: /Take cover: Lock/ }).click();
    await areas().getByText("Take cover", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Back to live" }).click();
    await mode().getByText("Simulation", { exact: true }).waitFor();
    expect(await slider().count()).toBe(0);
    expect((await clock.innerText()) > then).toBe(true);
    await lookBack(page);
    await page.getByText(/^Now:/).waitFor();
    // Last: on a busy computer axe holds the page up so long that it takes the connection for lost, and comes back.
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(watched.problems).toEqual([]);
  });

  test("from live to the recordings and back, the present is shown at once", async () => {
    await page.getByRole("link", { name: "Recordings", exact: true }).click();
    await page.getByRole("link", { name: /^Watch it/ }).click();
    await areas().waitFor();
    await page.locator('[data-connection="current"]').waitFor();
    await clockMoves(page);
    expect(watched.problems).toEqual([]);
  });

  test("a post that dies is said to be lost within two seconds, even to whoever looks back, and comes back with what it had", async () => {
    await lookBack(page);
    const lost = page.getByRole("alert").filter({ hasText: "Connection lost" });
    await post.kill();
    await lost.waitFor();
    const { lastMessageMs, lostShownMs } = await momentsOf(page);
    expect((lostShownMs ?? Infinity) - lastMessageMs).toBeLessThan(SHOWN_WITHIN_MS + WAKE_MS);
    expect(await slider().count(), "the present is shown").toBe(0);
    post = await start();
    await lost.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: /Decisions/ }).waitFor();
    await clockMoves(page);
    // What the killed post had warned of is in the record, and can be looked at.
    await lookBack(page);
    await page.getByRole("tab", { name: "Events" }).click();
    await page
      .getByRole("button", { name: /Take cover: Lock/ })
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Back to live" }).click();
    expect(watched.problemsBut(GONE)).toEqual([]);
  });
});

/** What a post would say whose siren's answers get lost. */
function withBrokenWay(text: string): string {
  const message = JSON.parse(text) as LiveMessage;
  if (message.type === "heartbeat" || message.picture.selfTest === undefined) return text;
  const selfTest = {
    ...message.picture.selfTest,
    state: "failed",
    lastUs: message.picture.timeUs,
    broken: "receipt",
    detail: "receipt: it is cut",
  };
  return JSON.stringify({ ...message, picture: { ...message.picture, selfTest } });
}

async function clockMoves(page: Page): Promise<void> {
  const before = await page.getByRole("timer").getByRole("time").first().innerText();
  await page.waitForFunction(
    (text) => document.querySelector("[role=timer] time")?.textContent !== text,
    before,
  );
}
