import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { SayingPost } from "./harness/saying-post.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** A browser's own push service is out of reach in a test: what it would give the page is given to it, and what it would bring is brought. */
function pushServiceOf(subscription: { readonly endpoint: string; readonly keys: object }): void {
  let held: object | null = null;
  PushManager.prototype.subscribe = (options) => {
    held = { ...subscription, options, toJSON: () => subscription, unsubscribe: () => leave() };
    return Promise.resolve(held as PushSubscription);
  };
  PushManager.prototype.getSubscription = () => Promise.resolve(held as PushSubscription | null);
  const leave = (): Promise<boolean> => {
    held = null;
    return Promise.resolve(true);
  };
}

/** A minute and more: what is not shown by then will not be. */
const LOOKS_MAX = 1_200;

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly silent: boolean | null;
  readonly icon: string;
}

describe.skipIf(inject("demoUrl") === null)(
  "messages while the page is closed (needs Chromium)",
  () => {
    let browser: Browser;
    let post: SayingPost;
    let folder: string;
    let phone: WatchedPage;
    let worker: { readonly session: CDPSession; readonly registrationId: string };
    let origin: string;
    let pushed = 0;

    beforeAll(async () => {
      browser = await launchBrowser();
      folder = mkdtempSync(join(tmpdir(), "tocsin-people-push-"));
      post = new SayingPost("live", 0, folder, "push");
      const [, subscription = ""] = await post.printed(/subscription (.*)/);
      const [, url = ""] = await post.printed(/listening (\S+)/);
      ({ origin } = new URL(url));
      phone = await openPage(browser, {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        locale: "en",
        serviceWorkers: "allow",
        permissions: ["notifications"],
      });
      await phone.page.addInitScript(pushServiceOf, JSON.parse(subscription) as never);
      const session = await phone.page.context().newCDPSession(phone.page);
      const registered = new Promise<string>((resolve) => {
        session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
          const found = registrations.find(({ scopeURL }) => scopeURL.endsWith("/people"));
          if (found !== undefined) resolve(found.registrationId);
        });
      });
      await session.send("ServiceWorker.enable");
      await phone.page.goto(url);
      worker = { session, registrationId: await registered };
    });
    afterAll(async () => {
      await browser.close();
      post.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Brings what the post sent to the browser, one after the other as its push service would, until what is shown is what is waited for. */
    const brought = async (
      until: (shown: readonly Shown[]) => boolean,
    ): Promise<readonly Shown[]> => {
      for (let looks = 0; ; looks++) {
        const shown = await shownBy(phone.page);
        if (until(shown)) return shown;
        const sent = post.count(/pushed \S+\n/g);
        if (looks > LOOKS_MAX)
          throw new Error(
            `of ${sent} messages ${pushed} were brought; shown is ${JSON.stringify(shown)}`,
          );
        if (sent > pushed) await bring();
        else await phone.page.waitForTimeout(50);
      }
    };
    const bring = async (): Promise<void> => {
      const [, data = ""] = await post.printed(
        new RegExp(`(?:pushed [^]*?){${pushed}}pushed (\\S+)\n`),
      );
      pushed++;
      await worker.session.send("ServiceWorker.deliverPushMessage", {
        origin,
        registrationId: worker.registrationId,
        data,
      });
    };
    const cover = (area: string, version: number): object => ({
      area,
      stage: "take-cover",
      action: "start",
      episode: 1,
      version,
      holdsS: 180,
    });

    test("who asks is told what others learn of it, and gets a first message at once", async () => {
      const { page } = phone;
      await page.getByRole("heading", { level: 1, name: "No warning" }).waitFor();
      await page.getByText("learns that this phone was sent something").waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByLabel("Add an area").selectOption({ label: "Lock" });
      await page.getByRole("button", { name: "Wake this phone" }).tap();
      await page.getByText("On. This phone is told while the page is closed.").waitFor();
      const shown = await brought((each) => each.length > 0);
      expect(shown).toMatchObject([{ title: "Messages are on", tag: "hello" }]);
      await page.getByRole("button", { name: "Stop these messages" }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test("a warning for the phone's place rings, one for elsewhere is a silent line, and the phone alone knows which", async () => {
      post.say(cover("lock", 1));
      const [mine] = (await brought((each) => each.some(({ tag }) => tag === "live lock"))).filter(
        ({ tag }) => tag === "live lock",
      );
      expect(mine).toMatchObject({ title: "Take cover now", silent: false });
      expect(mine.body).toMatch(/^Lock: Go into a shelter/);
      expect(mine.icon).toContain("people-icon-192.png");
      post.say(cover("mill", 1));
      const [other] = (await brought((each) => each.some(({ tag }) => tag === "elsewhere"))).filter(
        ({ tag }) => tag === "elsewhere",
      );
      expect(other).toMatchObject({ body: "Take cover now: Mill", silent: true });
      post.say({ ...cover("lock", 2), stage: "all-clear", action: "end" });
      await brought((each) => each.some(({ title }) => title === "All clear"));
    });

    test.each(["TAKE COVER NOW", "TAKE-COVER-NO"])(
      "what nobody signed, such as %s, is shown as such, and alarms nobody",
      async (data) => {
        const { page } = phone;
        await page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          for (const shown of await registration.getNotifications()) shown.close();
        });
        await worker.session.send("ServiceWorker.deliverPushMessage", {
          origin,
          registrationId: worker.registrationId,
          data,
        });
        await expect
          .poll(async () => (await shownBy(page)).find(({ tag }) => tag === "unchecked"))
          .toMatchObject({ title: "A message came that cannot be checked", silent: true });
      },
    );

    test("who stops them is told no more, and nothing went wrong", async () => {
      const { page } = phone;
      await page.getByRole("button", { name: "Stop these messages" }).tap();
      await page.getByRole("button", { name: "Wake this phone" }).waitFor();
      const said = post.count(/said sent/g);
      post.say({ ...cover("lock", 1), episode: 2 });
      await post.printed(new RegExp(`(?:said sent[^]*?){${said + 1}}`));
      await page.getByRole("heading", { level: 1, name: "Take cover now" }).waitFor();
      expect(post.count(/pushed/g)).toBe(pushed);
      expect(phone.problems).toEqual([]);
    });
  },
);

const shownBy = (page: Page): Promise<readonly Shown[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, tag, silent, icon }) => ({ title, body, tag, silent, icon }));
  });
