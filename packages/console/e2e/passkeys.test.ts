import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PASSWORD } from "./harness/accounts.ts";
import { addAuthenticator } from "./harness/authenticator.ts";
import { accessibilityProblems } from "./harness/axe.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** A post opened as localhost, and Chromium's own virtual authenticator. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("passkeys (needs Chromium)", () => {
  let browser: Browser;
  let post: TocsinProcess;
  let folder: string;
  let watched: WatchedPage;
  let address = "";
  beforeAll(async () => {
    browser = await launchBrowser();
    const site = makeLiveSite();
    folder = site.folder;
    const port = String(await freePort());
    post = await TocsinProcess.start(["start", "--config", site.configPath, "--port", port]);
    address = post.url.replace("127.0.0.1", "localhost");
    watched = await openPage(browser);
    await addAuthenticator(watched.page);
  });
  afterAll(async () => {
    await browser.close();
    await post.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const signOut = async (): Promise<void> => {
    const { page } = watched;
    await page.locator(".who summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  };

  test("a page that was opened by an address says that it has none", async () => {
    const { page } = watched;
    const link = await post.untilSaid(/http\S+#\/enrol\/\S+/);
    await page.goto(link.replace("127.0.0.1", "localhost"));
    await page.getByLabel("Your name").fill("ada");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.locator(".who summary").getByText("ada").waitFor();
    const other = await openPage(browser);
    await other.page.goto(post.url);
    await other.page.getByText("opened by a name, not by an address").waitFor();
    expect(await other.page.getByRole("button", { name: "Use a passkey" }).count()).toBe(0);
    expect(await accessibilityProblems(other.page)).toEqual([]);
    await other.close();
  });

  test("somebody who is signed in adds one, signs out, and signs in with it alone", async () => {
    const { page } = watched;
    await page.goto(`${address}/#/account`);
    await page.getByLabel("Name of a new passkey").fill("blue key");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("not used yet").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await signOut();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.locator(".who summary").getByText("ada").waitFor();
  });

  test("revoked, it signs in no more, and the page says so", async () => {
    const { page } = watched;
    await page.goto(`${address}/#/account`);
    await page.getByRole("button", { name: "Revoke blue key" }).click();
    await page.getByRole("button", { name: "Revoke the passkey" }).click();
    await page.getByText("blue key").waitFor({ state: "detached" });
    await signOut();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByText("This passkey does not sign in here.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(watched.problemsBut(/status of 4\d\d|WebSocket connection/)).toEqual([]);
  });
});
