import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { LiveMessage, ShownDrill } from "@tocsin/sdk";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addAccounts, PASSWORD, signInBy } from "./harness/accounts.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeObservedSite } from "./harness/live-site.ts";
import { lookBack } from "./harness/look-back.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** Where pictures are wanted. */
const PICTURES = process.env["TOCSIN_PICTURES"];
/** A trained hand: so long for each click, and for each key. It is added up, and not waited for. */
const CLICK_MS = 1_500;
const KEY_MS = 120;
const RETRACTED_WITHIN_S = 60;
const logOf = (id: string): object => ({ type: "log", id, modes: ["live"] });
/** A small one. */
const PHONE = { width: 360, height: 740 } as const;

/** Two people at two screens of one post. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("two people (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let operator: WatchedPage;
  let supervisor: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeObservedSite();
    folder = site.folder;
    const links = addAccounts(site.configPath, ["operator", "supervisor"]);
    const port = String(await freePort());
    const start = ["start", "--config", site.configPath, "--port", port];
    const observed = JSON.parse(readFileSync(site.configPath, "utf8")) as {
      readonly site: object;
    };
    const live = {
      ...observed,
      site: { ...observed.site, languages: ["en", "ar", "uk"] },
      mode: "live",
      channels: [logOf("screen"), logOf("wall")],
    };
    writeFileSync(site.configPath, JSON.stringify(live));
    await (await TocsinProcess.start(start)).stop();
    // Somebody edits the site file by hand.
    const lowered = { ...live, channels: [logOf("screen")] };
    writeFileSync(site.configPath, JSON.stringify(lowered));
    post = await TocsinProcess.start(start);
    operator = await openPage(browser);
    supervisor = await openPage(browser, {
      viewport: PHONE,
      colorScheme: "dark",
    });
    for (const [i, { page }] of [operator, supervisor].entries())
      await signInBy(links[i] ?? "", page, post.url);
  });
  afterAll(async () => {
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What people's hands have taken until now. */
  let handsMs = 0;
  const click = async (page: Page, name: string | RegExp): Promise<void> => {
    handsMs += CLICK_MS;
    await page.getByRole("button", { name }).click();
  };
  /** The supervisor agrees; the answer is whether a password was asked for. */
  const agree = async (): Promise<boolean> => {
    const { page } = supervisor;
    const answer = page.getByRole("button", { name: "I agree" });
    await answer.waitFor();
    // However much people are told, in however many languages: nobody looks for the answer on a phone.
    expect(await answer.evaluate(isSeen)).toBe(true);
    // Nor for who is in danger: the map gives way.
    expect(await page.locator(".area-row .row-title").first().evaluate(isSeen)).toBe(true);
    await click(page, "I agree");
    const field = page.getByLabel("Your password, once more");
    // Where a password is asked for, its field takes the place of the button.
    await answer.waitFor({ state: "detached" });
    if (!(await field.isVisible())) return false;
    handsMs += KEY_MS * (PASSWORD.length + 1);
    await field.pressSequentially(PASSWORD);
    await field.press("Enter");
    return true;
  };
  const choose = async (page: Page, name: string): Promise<void> => {
    handsMs += CLICK_MS;
    await page.getByText(name, { exact: true }).click();
  };

  test("what was taken out of the site file waits for both, and each reads what that lowers", async () => {
    const { page } = operator;
    const lowered = (of: Page) =>
      of.getByRole("region", { name: "Orders" }).getByText("The channel wall is removed");
    await lowered(page).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await click(page, /Accept this site file/);
    await choose(page, "A planned change of the site");
    expect(await accessibilityProblems(page)).toEqual([]);
    // The other is about to do something else: a form covers the answers.
    await click(supervisor.page, "Act for the whole site…");
    await supervisor.page.getByRole("dialog").waitFor();
    await click(page, "Ask a second person");
    await supervisor.page.getByText("operator waits for a second person").waitFor();
    expect(await accessibilityProblems(supervisor.page)).toEqual([]);
    await click(supervisor.page, "Answer first");
    await supervisor.page.getByRole("button", { name: "I agree" }).waitFor();
    await lowered(supervisor.page).waitFor();
    expect(await accessibilityProblems(supervisor.page)).toEqual([]);
    await agree();
    await page.getByText(/it is in force from the next start/).waitFor();
  });

  test("an exercise beside the post can be read, and ended, on any screen", async () => {
    const page = await operator.page.context().newPage();
    await page.routeWebSocket(/\/api\/live$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((text) => socket.send(withDrill(String(text))));
    });
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("button", { name: "End the exercise" }).waitFor();
    await page.getByText("Lock: take cover").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });

  test("what is chosen from the keyboard is gone on with from the keyboard, and Escape leaves everything as it is", async () => {
    const { page } = operator;
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
    await page.getByRole("button", { name: "Act, Lock" }).focus();
    await page.keyboard.press("Enter");
    expect(await focused()).toContain("Tell people to take cover");
    await page.keyboard.press("Enter");
    await page.getByLabel("Or in your own words").waitFor();
    expect(await focused()).toBe("Tell people to take cover");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused()).toBe("Act, Lock");
  });

  test("one person warns by hand", async () => {
    const { page } = operator;
    await click(page, "Act, Lock");
    expect(await accessibilityProblems(page)).toEqual([]);
    await click(page, /Tell people to take cover/);
    const own = page.getByLabel("Or in your own words");
    await own.pressSequentially("Seen from here, low and fast");
    expect(await own.inputValue()).toBe("Seen from here, low and fast");
    await choose(page, "Seen from here");
    expect(await own.inputValue()).toBe("");
    expect(await accessibilityProblems(page)).toEqual([]);
    await click(page, "Warn them now: take cover");
    await page.getByRole("button", { name: "Withdraw this warning, Lock" }).waitFor();
  });

  test("whoever looks at the past orders nothing by it", async () => {
    const { page } = operator;
    const acts = page.getByRole("button", { name: /^(Withdraw|Act|More)/ });
    const inPresent = await acts.allInnerTexts();
    expect(inPresent).toEqual(["Act for the whole site…", "Withdraw this warning", "More…"]);
    await lookBack(page);
    expect(await acts.allInnerTexts()).toEqual([]);
    await page.getByRole("button", { name: "Back to live" }).click();
    await acts.first().waitFor();
    expect(await acts.allInnerTexts()).toEqual(inPresent);
  });

  test("from alarm to retraction it takes a trained pair less than a minute", async () => {
    const fromMs = performance.now() + handsMs;
    await click(operator.page, "Withdraw this warning, Lock");
    await choose(operator.page, "A bird");
    await click(operator.page, "Ask a second person");
    const { page } = supervisor;
    await page.getByText("What people are told").waitFor();
    await page
      .getByText(/FALSE ALARM/)
      .first()
      .waitFor();
    const lookFromMs = performance.now();
    expect(await accessibilityProblems(page)).toEqual([]);
    const bar = await page.getByRole("region", { name: "Orders" }).boundingBox();
    expect(bar?.height).toBeLessThan(PHONE.height / 2);
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/agree-on-a-phone.png` });
    const lookMs = performance.now() - lookFromMs;
    const asked = await agree();
    await post.untilSaid(/FALSE ALARM/);
    const tookS = (performance.now() + handsMs - lookMs - fromMs) / 1_000;
    console.info(
      `retraction: ${tookS.toFixed(1)} s, 4 clicks, ${asked ? PASSWORD.length + 1 : 0} keys`,
    );
    expect(tookS).toBeLessThan(RETRACTED_WITHIN_S);
    await operator.page.getByText(/Done, agreed to by supervisor: Withdraw/).waitFor();
  });

  test("nothing went wrong on either screen", () => {
    for (const { problemsBut } of [operator, supervisor])
      expect(problemsBut(/status of 4\d\d/)).toEqual([]);
  });
});

/** Whether nothing lies over it, and all of it is on the screen. */
const isSeen = (element: Element): boolean => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [0.1, 0.9].every((part) =>
    element.contains(document.elementFromPoint(left + width / 2, top + height * part)),
  );
};

/** What a post would say beside which a drill runs. */
function withDrill(text: string): string {
  const message = JSON.parse(text) as LiveMessage;
  if (message.type === "heartbeat") return text;
  const { timeUs } = message.picture;
  const drill: ShownDrill = {
    id: "yearly",
    title: "A rocket at the lock",
    by: "operator",
    reason: "the yearly exercise",
    startUs: timeUs,
    endUs: timeUs,
    state: "running",
    why: null,
    areas: [{ id: "lock", stage: "take-cover", arrivalFromUs: null, arrivalToUs: null }],
    channels: [],
    leftOut: [],
  };
  return JSON.stringify({ ...message, picture: { ...message.picture, drill } });
}
