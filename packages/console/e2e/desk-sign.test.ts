import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addAuthenticator } from "./harness/authenticator.ts";
import { CaseDesk } from "./harness/case-desk.ts";
import { deskViewProblems, openView } from "./harness/desk-views.ts";
import { launchBrowser } from "./harness/launch.ts";
import { tocsin } from "./harness/tocsin.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** A person at the desk: a browser of their own, and in it an authenticator that has their passkeys alone. */
interface Person extends WatchedPage {
  readonly dialog: Locator;
}

describe.skipIf(inject("demoUrl") === null)(
  "members sign, dissent and publish at the desk with passkeys (needs Chromium)",
  () => {
    let browser: Browser;
    let desk: CaseDesk;
    let files: string;
    let ada: Person;
    let ben: Person;
    const enter = async (address: string): Promise<Person> => {
      const watched = await openPage(browser, { reducedMotion: "reduce" });
      await addAuthenticator(watched.page);
      await watched.page.goto(address);
      await openView(watched.page, "Case");
      return { ...watched, dialog: watched.page.getByRole("dialog") };
    };
    const closed = ({ dialog }: Person): Promise<void> => dialog.waitFor({ state: "detached" });
    const press = (page: Page | Locator, name: string | RegExp): Promise<void> =>
      page.getByRole("button", { name }).click();
    const version = ({ page }: Person, number: number): Locator =>
      page.locator("li.finding", { has: page.getByRole("heading", { name: `Version ${number}` }) });
    const approve = async (person: Person, name: string, number = 1): Promise<void> => {
      await press(version(person, number), "Approve …");
      await person.dialog.getByLabel("Who signs").selectOption(name);
      await press(person.dialog, "Sign approval");
      await closed(person);
    };
    beforeAll(async () => {
      files = mkdtempSync(join(tmpdir(), "tocsin-signing-"));
      [browser, desk] = await Promise.all([launchBrowser(), CaseDesk.start()]);
      ada = await enter(await desk.address());
      ben = await enter(await desk.nextAddress());
    });
    afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(files, { recursive: true, force: true });
    });

    test("the first leads and takes in who asks, by the passkey of each and by a key in a file", async () => {
      await press(ada.page, "Lead this case …");
      await ada.dialog.getByLabel(/Your name/).fill("ada");
      await press(ada.dialog, "Sign as lead");
      await closed(ada);
      await ada.page.getByText("leads, and says who belongs").waitFor();
      await ben.page.reload();
      await press(ben.page, "Ask to be taken in …");
      await ben.dialog.getByLabel(/Your name/).fill("ben");
      await press(ben.dialog, "Ask");
      await closed(ben);
      await ben.page.getByText("asks to be taken in, and counts for nothing yet").waitFor();
      const key = join(files, "cleo.key");
      tocsin("case", "key", key);
      await press(ben.page, "Ask to be taken in …");
      await ben.dialog.getByLabel(/Your name/).fill("cleo");
      await ben.dialog.getByLabel(/A key in a file/).check();
      await ben.dialog.getByLabel(/Your key file/).setInputFiles(key);
      await press(ben.dialog, "Ask");
      await closed(ben);
      await ada.page.reload();
      for (const [name, role] of [
        ["ben", "reviewer"],
        ["cleo", "observer"],
      ] as const) {
        await press(ada.page, `Take in: ${name}`);
        await ada.dialog.getByLabel("Belongs as").selectOption(role);
        await press(ada.dialog, "Sign it");
        await closed(ada);
      }
      expect(desk.ask("members")).toMatch(/^ada {2}lead[\s\S]*^ben {2}reviewer[\s\S]*^cleo/m);
      expect(desk.ask("verify")).toContain("Nothing is missing or changed");
    });

    test("one cannot sign in another's name, one approval is not enough, and a dissent is published", async () => {
      await press(ada.page, "Put up the report as it stands …");
      await press(ada.dialog, "Put it up");
      await closed(ada);
      await approve(ada, "ada");
      await version(ada, 1).getByText("1 of 2 approvals").waitFor();
      expect(await ada.page.getByRole("button", { name: /^Publish/ }).count()).toBe(0);
      // Ada's authenticator does not have ben's passkey.
      await press(version(ada, 1), "Approve …");
      await ada.dialog.getByLabel("Who signs").selectOption("ben");
      await press(ada.dialog, "Sign approval");
      await ada.dialog.getByText(/The browser gave no passkey/).waitFor();
      await press(ada.dialog, "Close");
      await ben.page.reload();
      await press(version(ben, 1), "Dissent …");
      await ben.dialog.getByLabel("Who signs").selectOption("cleo");
      await ben.dialog.getByLabel(/Your key file/).setInputFiles(join(files, "cleo.key"));
      await ben.dialog
        .getByLabel("What you hold against it")
        .fill("The drones were never counted.");
      await press(ben.dialog, "Sign dissent");
      await closed(ben);
      const popup = ben.page.waitForEvent("popup");
      await press(version(ben, 1), "Read it");
      await (await popup).getByRole("heading", { name: /Drones over the harbour/ }).waitFor();
      await approve(ben, "ben");
      await press(ben.page, "Publish version 1");
      await version(ben, 1)
        .getByText(/^Published by/)
        .waitFor();
      const published = join(desk.folder, "published", "version-1");
      expect(readFileSync(join(published, "publication.html"), "utf8")).toContain(
        "The drones were never counted.",
      );
      expect(desk.ask("verify", "--report", published)).toContain("Nothing is missing or changed");
      expect(ben.problems).toEqual([]);
    });

    test("a correction names what it corrects, a member of the command line signs it too, and both verify", async () => {
      await ada.page.reload();
      await press(ada.page, "Put up a correction …");
      await ada.dialog.getByLabel("What differs").fill("the count is open");
      await ada.dialog.getByLabel("Why", { exact: true }).fill("a witness came");
      await press(ada.dialog, "Put it up");
      await closed(ada);
      await version(ada, 2).getByText("Corrects version 1: the count is open").waitFor();
      await approve(ada, "ada", 2);
      await ben.page.reload();
      await approve(ben, "ben", 2);
      const drafted = join(desk.folder, "reports", "version-2");
      const cleo = ["--as", "cleo", "--key", join(files, "cleo.key")];
      desk.ask("dissent", drafted, ...cleo, "--words", "Still not counted.");
      await ben.page.reload();
      await press(ben.page, "Publish version 2");
      await version(ben, 1)
        .getByText(/corrected by version 2/)
        .waitFor();
      for (const number of [1, 2]) {
        const published = join(desk.folder, "published", `version-${number}`);
        expect(existsSync(join(published, "report.html"))).toBe(true);
        expect(desk.ask("verify", "--report", published)).toContain("Nothing is missing");
      }
      const page = join(desk.folder, "published", "version-2", "report.html");
      writeFileSync(page, readFileSync(page, "utf8").replace("harbour", "airport"));
      expect(() => desk.ask("verify", "--report", join(page, ".."))).toThrow(/Command failed/);
    });

    test("the page is sound in both colours, wide and on a phone, with its dialogues", async () => {
      for (const width of [1440, 390]) {
        await ada.page.setViewportSize({ width, height: 844 });
        expect(await deskViewProblems(ada.page)).toEqual([]);
        await press(ada.page, "Change: ben");
        expect(await deskViewProblems(ada.page)).toEqual([]);
        await press(ada.dialog, "Close");
      }
    });
  },
);
