import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addAccounts, signInBy } from "./harness/accounts.ts";
import { addAuthenticator } from "./harness/authenticator.ts";
import { launchBrowser } from "./harness/launch.ts";
import { makeObservedSite } from "./harness/live-site.ts";
import { tocsin } from "./harness/tocsin.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const ROLES = ["operator", "supervisor"] as const;

/** Two people with a passkey each, and a threshold that somebody raised in the site file by hand. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)(
  "a signed change of the policy (needs Chromium)",
  () => {
    let browser: Browser;
    let post: TocsinProcess;
    let folder: string;
    const people: WatchedPage[] = [];
    beforeAll(async () => {
      browser = await launchBrowser();
      const site = makeObservedSite();
      folder = site.folder;
      const links = addAccounts(site.configPath, ROLES);
      const start = ["start", "--config", site.configPath, "--port", String(await freePort())];
      const written = JSON.parse(readFileSync(site.configPath, "utf8")) as object;
      const live = {
        ...written,
        mode: "live",
        channels: [{ type: "log", id: "screen", modes: ["live"] }],
        operators: { signed_site_files: true },
      };
      writeFileSync(site.configPath, JSON.stringify(live));
      await (await TocsinProcess.start(start)).stop();
      const raised = { ...live, policy: { take_cover_probability: 0.9 } };
      writeFileSync(site.configPath, JSON.stringify(raised));
      post = await TocsinProcess.start(start);
      for (const link of links) people.push(await personAt(link));
    });
    afterAll(async () => {
      await browser.close();
      await post.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    const address = (): string => post.url.replace("127.0.0.1", "localhost");
    /** At a browser of their own, with an authenticator that says yes. */
    async function personAt(link: string): Promise<WatchedPage> {
      const watched = await openPage(browser, { reducedMotion: "reduce" });
      await addAuthenticator(watched.page);
      await signInBy(link, watched.page, address());
      return watched;
    }
    const pageOf = (role: (typeof ROLES)[number]): Page => {
      const page = people[ROLES.indexOf(role)]?.page;
      if (page === undefined) throw new Error(`nobody is ${role}`);
      return page;
    };
    const ask = async (): Promise<void> => {
      const page = pageOf("operator");
      await page.getByRole("button", { name: /Accept this site file/ }).click();
      await page.getByText("A planned change of the site", { exact: true }).click();
      await page.getByRole("button", { name: "Ask a second person" }).click();
    };

    test("without a passkey nobody proposes it, and reads what is missing", async () => {
      await ask();
      const page = pageOf("operator");
      const problem = page.locator(".form-problem");
      await problem.waitFor();
      expect(await problem.textContent()).toMatch(/takes your signature with a passkey/);
      await page.getByRole("button", { name: "Leave it as it is" }).click();
    });

    test("each signs it with their own, and it is accepted", async () => {
      for (const { page } of people) {
        await page.goto(`${address()}/#/account`);
        await page.getByLabel("Name of a new passkey").fill("key");
        await page.getByRole("button", { name: "Add a passkey" }).click();
        await page.getByText("not used yet").waitFor();
        await page.goto(`${address()}/#/live`);
      }
      await ask();
      await pageOf("supervisor").getByRole("button", { name: "I agree" }).click();
      await pageOf("operator")
        .getByText(/it is in force from the next start/)
        .waitFor();
      expect(people.flatMap(({ problemsBut }) => problemsBut(/status of 4\d\d/))).toEqual([]);
      await post.stop();
    });

    test("afterwards the record alone proves who raised the threshold, when and why", () => {
      const dataDir = join(folder, "data");
      const history = tocsin("site", "history", "--data-dir", dataDir);
      expect(history).toMatch(/A planned change of the site/);
      expect(history).toMatch(/- .*take_cover_probability/);
      expect(history).toMatch(/proposed by operator .* signed with a passkey/);
      expect(history).toMatch(/agreed to by supervisor .* signed with a passkey/);
      const keys = [...history.matchAll(/^ {4}key +([\w-]{40,})$/gm)].map(([, key = ""]) => key);
      expect(keys).toHaveLength(2);
      const named = keys.flatMap((key) => ["--person-key", key]);
      const verified = tocsin("verify", dataDir, ...named);
      expect(verified).toMatch(/operator .* proposed it, .*: signed with the key/);
      expect(verified).toMatch(/supervisor .* agreed, .*: signed with the key/);
      expect(() => tocsin("verify", dataDir, "--person-key", keys[0] ?? "")).toThrow(
        /supervisor .* signed with a key that you did not name/,
      );
    });
  },
);
