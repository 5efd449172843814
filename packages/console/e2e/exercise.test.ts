import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addAccounts, signInBy } from "./harness/accounts.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeObservedSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** An operator at a desk and somebody who only looks on, on a phone, beside one post. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)(
  "an exercise, and what happened (needs Chromium)",
  () => {
    let browser: Browser;
    let post: TocsinProcess;
    let folder: string;
    let operator: WatchedPage;
    let viewer: WatchedPage;
    beforeAll(async () => {
      browser = await launchBrowser();
      const site = makeObservedSite();
      folder = site.folder;
      const observed = JSON.parse(readFileSync(site.configPath, "utf8")) as {
        readonly site: object;
        readonly channels: readonly object[];
      };
      const config = {
        ...observed,
        site: { ...observed.site, time_zone: "Europe/Kyiv" },
        channels: [...observed.channels, { type: "log", id: "screen-drill", modes: ["drill"] }],
      };
      writeFileSync(site.configPath, JSON.stringify(config));
      const links = addAccounts(site.configPath, ["operator", "viewer"]);
      const port = String(await freePort());
      post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
      operator = await openPage(browser, { reducedMotion: "reduce" });
      viewer = await openPage(browser, {
        viewport: { width: 390, height: 844 },
        colorScheme: "dark",
        reducedMotion: "reduce",
      });
      for (const [i, { page }] of [operator, viewer].entries())
        await signInBy(links[i] ?? "", page, post.url);
    });
    afterAll(async () => {
      await browser.close();
      await post.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    const click = (page: Page, name: string | RegExp): Promise<void> =>
      page.getByRole("button", { name, exact: typeof name === "string" }).click();
    /** What is shown in front of everything passes axe in both colours, and spills over nowhere. */
    const isSound = async (page: Page): Promise<void> => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityProblems(page), colorScheme).toEqual([]);
      }
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(spill).toBeLessThanOrEqual(0);
    };

    test("who may not start one sees why, and who may", async () => {
      const { page } = viewer;
      await click(page, "Exercise…");
      const dialog = page.getByRole("dialog", { name: "Start an exercise" });
      await dialog.getByText(/It takes the role operator or supervisor/).waitFor();
      await dialog.getByText(/You are signed in as viewer, viewer/).waitFor();
      expect(await dialog.getByRole("button", { name: "Look it over" }).count()).toBe(0);
      await isSound(page);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    });

    test("what cannot be flown here is refused in words, and the form keeps what was entered", async () => {
      const { page } = operator;
      await click(page, "Exercise…");
      await page.getByText("Something prepared").click();
      await page.getByLabel(/Name of the scenario/).fill("no-such-raid");
      await page.getByText("The regular exercise", { exact: true }).click();
      await isSound(page);
      await click(page, "Look it over");
      await click(page, "Start the exercise");
      await page.getByRole("dialog").locator(".form-problem").waitFor();
      expect(await page.locator(".form-problem").textContent()).toMatch(/no-such-raid/);
      await click(page, "Back");
      expect(await page.getByLabel(/Name of the scenario/).inputValue()).toBe("no-such-raid");
    });

    test("the operator reads once more what it will be and whom it reaches, and starts it", async () => {
      const { page } = operator;
      await page.getByText("A rocket", { exact: true }).click();
      await page.getByRole("dialog").getByText("Lock", { exact: true }).click();
      await page.getByLabel("Or in your own words").fill("The yearly exercise");
      await click(page, "Look it over");
      const dialog = page.getByRole("dialog", { name: "Start this exercise?" });
      await dialog.getByText("A rocket at Lock").waitFor();
      await dialog.getByText("screen-drill").waitFor();
      await isSound(page);
      await click(page, "Start the exercise");
      await dialog.waitFor({ state: "detached" });
      const bar = page.getByRole("region", { name: "Drill" });
      await bar.getByText(/started by operator: nothing in it is real/).waitFor();
      await bar.getByText("Lock: take cover").waitFor();
      expect(await page.getByRole("button", { name: "Exercise…", exact: true }).count()).toBe(0);
      await isSound(page);
      await viewer.page.getByText("Whoever is on duty ends it").waitFor();
      await isSound(viewer.page);
    });

    test("and ends it with a reason; who was told something in it is told that it is over", async () => {
      const { page } = operator;
      await click(page, "End the exercise…");
      const dialog = page.getByRole("dialog", { name: "End the exercise?" });
      await dialog.getByText("It is enough", { exact: true }).click();
      await isSound(page);
      await click(page, "End it now");
      await dialog.waitFor({ state: "detached" });
      await post.untilSaid(/\[drill\] all-clear end lock/);
      const bar = page.getByRole("region", { name: "Drill" });
      await bar.getByText(/ended, operator: It is enough/).waitFor();
      expect(await bar.getByRole("button").count()).toBe(0);
    });

    test("then everybody reads how it went: who was reached, when, and by what that is judged", async () => {
      const { page } = operator;
      await page.getByRole("link", { name: "How it went" }).click();
      await page.getByRole("heading", { name: "How the exercise went" }).waitFor();
      await page.getByText(/by you: The yearly exercise/).waitFor();
      await page.getByText(/: operator: It is enough/).waitFor();
      const reached = page.getByRole("region", { name: "Who was reached, and when?" });
      await reached.getByText("screen-drill", { exact: true }).waitFor();
      await reached.getByText("Reached", { exact: true }).waitFor();
      expect(await reached.textContent()).toMatch(/(\d+) of \1 messages.*Reached: it took every/);
      const told = page.getByRole("region", { name: "What was told" });
      await told.getByText(/Lock: take cover/).waitFor();
      await told.getByText(/Lock: all clear/).waitFor();
      await page.getByText(/the order to take cover came at least as long before/).waitFor();
      await isSound(page);
      const { page: phone } = viewer;
      // A phone's foot has room for the scorecard, which leads on.
      await phone.getByRole("link", { name: "Scorecard" }).click();
      await phone.getByRole("link", { name: "Exercises" }).click();
      await phone.getByRole("link", { name: /: A rocket$/ }).click();
      await phone.getByText(/by somebody with an account: The yearly exercise/).waitFor();
      await isSound(phone);
      await phone.goto(`${post.url}/#/drill/never`);
      await phone.getByText("There is no drill never here.").waitFor();
      for (const each of [page, phone]) await each.goto(`${post.url}/#/live`);
    });

    test("while people are really warned none is started, which is said before anything is filled in", async () => {
      const { page } = operator;
      await click(page, "Act, Lock");
      await click(page, /Tell people to take cover/);
      await page.getByText("Seen from here", { exact: true }).click();
      await click(page, "Warn them now: take cover");
      await page.getByRole("button", { name: "Withdraw this warning, Lock" }).waitFor();
      await click(page, "Exercise…");
      const dialog = page.getByRole("dialog", { name: "Start an exercise" });
      await dialog.getByText("a real warning holds for Lock: begin when it is over.").waitFor();
      expect(await dialog.getByRole("button", { name: "Look it over" }).count()).toBe(0);
      await isSound(page);
      await click(page, "Look again");
      await dialog.getByText("a real warning holds for Lock: begin when it is over.").waitFor();
      await click(page, "Leave it as it is");
    });

    test("what happened is said from the screen; what is missing is asked for in words", async () => {
      const { page } = operator;
      await click(page, "Say what happened…");
      const dialog = page.getByRole("dialog", { name: "What really happened?" });
      expect(await dialog.getByLabel("Lock", { exact: true }).isChecked()).toBe(true);
      await click(page, "Look it over");
      await dialog.getByText("Say from where it is known.").waitFor();
      await dialog.getByLabel(/From where it is known/).fill("fire brigade, report 17");
      await dialog.getByLabel("When (Kyiv)").fill("2099-01-01T00:00:00");
      await click(page, "Look it over");
      await dialog.getByText("That time is still to come.").waitFor();
      await dialog.getByLabel("When (Kyiv)").fill("2026-01-01T10:00:20");
      await isSound(page);
      await click(page, "Look it over");
      const asked = page.getByRole("dialog", { name: "Is this what happened?" });
      await asked
        .getByText("Something came down at Lock, 1 Jan 2026 10:00:20 (Kyiv), give or take 10 s.")
        .waitFor();
      await isSound(page);
      await click(page, "Put it on record");
      await page.getByText("It is on record.").waitFor();
    });

    test("on the scorecard an event gets its outcome, and the figures follow", async () => {
      const { page } = operator;
      await page.getByRole("link", { name: "Scorecard" }).click();
      await page
        .locator(".outcome-list")
        .getByText(/fire brigade, report 17. Said by you/)
        .waitFor();
      const alarms = page.getByText(/^\d right, \d false, \d unknown$/).first();
      expect(await alarms.textContent()).toBe("0 right, 0 false, 1 unknown");
      await page
        .getByRole("button", { name: /^Say what happened, event of/ })
        .first()
        .click();
      await page.getByText("Nothing threatened anybody", { exact: true }).click();
      await page.getByLabel("From (Kyiv)").waitFor();
      await isSound(page);
      await page.getByText("Something came down", { exact: true }).click();
      await page.getByLabel(/From where it is known/).fill("guard book, page 4");
      await click(page, "Look it over");
      await page.locator(".outcome-sentence").waitFor();
      await click(page, "Put it on record");
      await page
        .locator(".outcome-list")
        .getByText(/guard book, page 4/)
        .waitFor();
      expect(await alarms.textContent()).toBe("1 right, 0 false, 0 unknown");
    });

    test("a statement is taken back with a reason, and stays to be read", async () => {
      const { page } = operator;
      await page
        .getByRole("button", { name: /^Take back, record/ })
        .first()
        .click();
      const dialog = page.getByRole("dialog", { name: "Take this statement back?" });
      await dialog.getByText("It was a mistake", { exact: true }).click();
      await isSound(page);
      await click(page, "Take it back");
      await page.locator('.outcome-list [data-withdrawn="true"]').waitFor();
      await page.getByText(/Statement \d+ is taken back/).waitFor();
      expect(
        await page
          .getByText(/^\d right, \d false, \d unknown$/)
          .first()
          .textContent(),
      ).toBe("0 right, 0 false, 1 unknown");
      await isSound(page);
    });

    test("who may not say it reads it all the same, and sees why", async () => {
      const { page } = viewer;
      await page.goto(`${post.url}/#/scorecard/live`);
      await page
        .getByText(/Said by somebody with an account/)
        .first()
        .waitFor();
      await click(page, "Say what happened…");
      await page.getByText(/You cannot say here what happened/).waitFor();
      expect(await page.getByRole("button", { name: "Look it over" }).count()).toBe(0);
      await isSound(page);
    });

    test("nothing went wrong on either screen", () => {
      for (const { problemsBut } of [operator, viewer])
        expect(problemsBut(/status of 4\d\d/)).toEqual([]);
    });
  },
);
