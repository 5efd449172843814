import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PASSWORD } from "./harness/accounts.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeObservedSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  geolocation: { latitude: 48.001, longitude: 31.002, accuracy: 14 },
  permissions: ["geolocation"],
  serviceWorkers: "allow" as const,
};
/** What the browser itself says of a network that a test takes away. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|Failed to load resource|status of 4\d\d/;

/** Turns the phone: a compass that says once more where its top points, as often as the page listens. */
const turnTo = (page: Page, alpha: number, beta: number): Promise<void> =>
  page.evaluate(
    ([a, b]) => {
      const say = (): void => {
        dispatchEvent(
          new DeviceOrientationEvent("deviceorientationabsolute", {
            alpha: a,
            beta: b,
            gamma: 0,
            absolute: true,
          }),
        );
      };
      const add = addEventListener;
      globalThis.addEventListener = ((...args: Parameters<typeof add>) => {
        add(...args);
        if (args[0] === "deviceorientationabsolute") queueMicrotask(say);
      }) as typeof add;
    },
    [alpha, beta] as const,
  );

/** A new account's link, made by an administrator. */
const linkFor = (page: Page, name: string, role: string): Promise<string> =>
  page.evaluate(
    async (account) => {
      const response = await fetch("/api/accounts", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(account),
      });
      return ((await response.json()) as { link: { path: string } }).link.path;
    },
    { name, roles: [role] },
  );

describe.skipIf(inject("demoUrl") === null)("an observer's phone (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let phone: WatchedPage;
  let operator: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeObservedSite();
    folder = site.folder;
    const port = String(await freePort());
    post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
    const admin = await openPage(browser);
    await admin.page.goto(await post.untilSaid(/http\S+#\/enrol\/\S+/));
    await admin.page.getByLabel("Your name").fill("Ada");
    await admin.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await admin.page.getByRole("button", { name: "Set the password and sign in" }).click();
    await admin.page.locator(".who summary").getByText("ada").waitFor();
    phone = await openPage(browser, PHONE);
    operator = await openPage(browser);
    for (const [name, role, { page }] of [
      ["eve", "observer", phone],
      ["olga", "operator", operator],
    ] as const) {
      const link = await linkFor(admin.page, name, role);
      await page.goto(`${post.url}/${link}`);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Set the password and sign in" }).click();
      await page.locator(".who summary").getByText(name).waitFor();
    }
    await admin.close();
  });
  afterAll(async () => {
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("who is not signed in is asked to, on the page itself", async () => {
    const stranger = await openPage(browser, PHONE);
    await stranger.page.goto(`${post.url}/observe`);
    await stranger.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await accessibilityProblems(stranger.page)).toEqual([]);
    await stranger.close();
  });

  test("a pointed phone reports a direction, and sees that it was recorded", async () => {
    const { page } = phone;
    await page.goto(`${post.url}/observe`);
    await page.getByText("You report as eve.").waitFor();
    await turnTo(page, 315, 20);
    await page.getByRole("radio", { name: "Drone" }).check();
    await page.getByRole("button", { name: "Point your phone at it" }).tap();
    await page.getByText("Pointed 45°, 20° above the horizon.").waitFor();
    // At the page's end the button that stays in sight lies in its own place, over nothing.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Send" }).tap();
    await page.getByText(/Arrived and recorded as no. \d+: it helps to find the object/).waitFor();
    const kept = await page.evaluate(() =>
      navigator.serviceWorker.ready.then(({ scope }) => scope),
    );
    expect(kept).toMatch(/\/observe$/);
  });

  test("an operator sees on the live screen who reported what, and what it counts", async () => {
    const { page } = operator;
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("tab", { name: "Reports 1" }).click();
    const row = page.getByRole("list", { name: "Reports of people" }).getByRole("button");
    await row.getByText(/^Towards NE, \d+° ± \d+°, from \d+ m NE of the site's middle$/).waitFor();
    await row.getByText(/^eve, .*Counts 80 %\./).waitFor();
    await row.click();
    await page.getByRole("region", { name: "Who reports" }).getByText("counts 80 %").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("a report that was a mistake is taken back", async () => {
    const { page } = phone;
    await page.getByRole("button", { name: "I was mistaken" }).tap();
    await page.getByText("Taken back; operators see that").waitFor();
    await operator.page.getByText(/^Taken back at .*It has lowered no warning/).waitFor();
    await operator.page.getByRole("tab", { name: "Reports", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "I was mistaken" }).count()).toBe(0);
  });

  test("without a network reports wait, also over a new start of the page, and go out in order", async () => {
    const { page } = phone;
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText("No network. Reports wait here").waitFor();
    for (const what of ["Explosion", "Gunfire"]) {
      await page.getByRole("radio", { name: what }).check();
      await page.getByRole("button", { name: "Send" }).tap();
      await page.locator(".report.waiting", { hasText: what }).waitFor();
    }
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.locator(".report.recorded", { hasText: "Explosion" }).waitFor();
    await page.locator(".report.recorded", { hasText: "Gunfire" }).waitFor();
    const numbers = await page.locator(".report.recorded").allTextContents();
    const [gunfire, explosion] = numbers.map((text) => Number(/no\. (\d+)/.exec(text)?.[1]));
    expect(gunfire).toBeGreaterThan(explosion ?? Number.POSITIVE_INFINITY);
    expect(await page.locator(".report.waiting").count()).toBe(0);
  });

  test("a phone that may not know its place says so, and marks the sketch", async () => {
    const { page } = phone;
    await page.context().clearPermissions();
    await page.reload();
    await page.getByRole("radio", { name: "Helicopter" }).check();
    await page.getByText("Mark it on a sketch").tap();
    await page.locator(".sketch svg").tap();
    await page.getByText("Marked: 48.000, 31.000.").waitFor();
    await page.getByRole("button", { name: "Send" }).tap();
    const report = page.locator(".report.recorded", { hasText: "Helicopter" });
    expect(await report.textContent()).toContain("it helps to find the object");
  });

  test("nothing else went wrong on the phone, or on the operator's screen", () => {
    expect(phone.problemsBut(OFFLINE)).toEqual([]);
    expect(operator.problems).toEqual([]);
  });
});
