import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PASSWORD } from "./harness/accounts.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** What the browser itself says of a refusal that a test brings about. */
const REFUSED = /status of 4\d\d|WebSocket connection/;

/** A post from its first start: the first administrator, an operator, and how each signs in. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("people of a post (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let admin: WatchedPage;
  let operator: WatchedPage;
  let link = "";
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeLiveSite();
    folder = site.folder;
    const port = String(await freePort());
    post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
    admin = await openPage(browser);
    operator = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
  });
  afterAll(async () => {
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const signIn = async (page: Page, name: string, password: string): Promise<void> => {
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  test("before anybody has an account it is open, and says why", async () => {
    const { page } = admin;
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("region", { name: "Areas" }).waitFor();
    await page.getByText("No sign-in").click();
    await page.getByText(/Nobody has an account here yet/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("the link that the post printed makes the first administrator, with a password that will do", async () => {
    const { page } = admin;
    await page.goto(await post.untilSaid(/http\S+#\/enrol\/\S+/));
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("Password", { exact: true }).fill("too short");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.getByText("A password has at least 15 characters").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.locator(".who summary").getByText("ada").waitFor();
    expect(page.url()).not.toContain("enrol");
  });

  test("from then on a screen shows nothing to those who are signed out", async () => {
    const { page } = operator;
    await page.goto(`${post.url}/#/live`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.getByRole("region", { name: "Areas" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("the administrator makes an account and gets its link to hand over", async () => {
    const { page } = admin;
    await page.goto(`${post.url}/#/accounts`);
    await page.getByRole("button", { name: "New account" }).click();
    await page.getByLabel("Name to sign in with").fill("bob");
    await page.getByRole("checkbox", { name: /^operator/ }).check();
    await page.getByRole("button", { name: "Make the account" }).click();
    link = (await page.locator(".link-text").textContent()) ?? "";
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/enrol\/[\w-]{43}$/);
    await page.getByText("has not signed in yet").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("its owner follows the link, and sees what happens; the link works no more", async () => {
    const { page } = operator;
    await page.goto(link);
    await page.getByRole("heading", { name: "Welcome, bob" }).waitFor();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.locator(".who summary").getByText("bob").waitFor();
    await page.goto(link);
    await page.getByText("This link is used up").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("signed out, a wrong password is refused in words and the right one opens", async () => {
    const { page } = operator;
    await page.goto(`${post.url}/#/live`);
    // The page that was there has a menu, too.
    await page.getByRole("tab", { name: "Areas" }).waitFor();
    await page.locator(".who summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, "bob", "not the password at all");
    await page.getByText("Name and password do not belong together.").waitFor();
    await signIn(page, "bob", PASSWORD);
    await page.locator(".who summary").getByText("bob").waitFor();
    await page.getByRole("tab", { name: "Areas" }).waitFor();
    expect(await page.getByRole("heading", { name: "Sign in" }).count()).toBe(0);
  });

  test("when the account is closed, its open screen closes within seconds", async () => {
    const row = admin.page.locator(".account-row", { hasText: "bob" });
    await row.getByRole("button", { name: "Close" }).click();
    await row.getByRole("button", { name: "Close the account" }).click();
    await row.getByText("closed").waitFor();
    await operator.page.getByRole("heading", { name: "Sign in" }).waitFor({ timeout: 30_000 });
    await signIn(operator.page, "bob", PASSWORD);
    await operator.page.getByText("Name and password do not belong together.").waitFor();
    expect(await accessibilityProblems(admin.page)).toEqual([]);
  });

  test("a program's token is shown once, copied, and revoked by the program's name", async () => {
    const { page } = admin;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByLabel("Which program it is for").fill("prometheus");
    await page.getByRole("button", { name: "Make the token" }).click();
    const token = page.getByRole("region", { name: "Token of prometheus" });
    await token.getByRole("button", { name: "Copy the token" }).click();
    await token.getByRole("button", { name: "Copied" }).waitFor();
    const secret = await token.locator(".link-text").textContent();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await token.getByRole("button", { name: "Done" }).click();
    await token.waitFor({ state: "detached" });
    const revoke = page.getByRole("button", { name: "Revoke prometheus" });
    await revoke.click();
    await page.getByRole("button", { name: "Revoke the token" }).click();
    await revoke.waitFor({ state: "detached" });
  });

  test("nothing else went wrong on either screen", () => {
    expect(admin.problemsBut(REFUSED)).toEqual([]);
    expect(operator.problemsBut(REFUSED)).toEqual([]);
  });
});
