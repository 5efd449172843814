import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CaseDesk } from "./harness/case-desk.ts";
import { deskViewProblems, openView } from "./harness/desk-views.ts";
import { launchBrowser } from "./harness/launch.ts";
import { tocsin } from "./harness/tocsin.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

/** A picture of one red dot. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
/** Eight thousand samples a second of nothing heard. */
const wav = (): Buffer => {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + 800, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(800, 40);
  return Buffer.concat([head, Buffer.alloc(800, 128)]);
};

describe.skipIf(inject("demoUrl") === null)(
  "exhibits, members and linked cases at the desk (needs Chromium)",
  () => {
    let browser: Browser;
    let desk: CaseDesk;
    let watched: WatchedPage;
    let files: string;
    beforeAll(async () => {
      files = mkdtempSync(join(tmpdir(), "tocsin-exhibits-"));
      writeFileSync(join(files, "wing.png"), PNG);
      writeFileSync(join(files, "night.wav"), wav());
      writeFileSync(join(files, "page.svg"), "<svg onload='alert(1)'/>");
      [browser, desk] = await Promise.all([
        launchBrowser(),
        CaseDesk.start(
          undefined,
          "Drones over the harbour of Ardal in the night to the fourth of May, as all sides tell it",
          ["seen"],
        ),
      ]);
      watched = await openPage(browser, { reducedMotion: "reduce", timezoneId: "Europe/Oslo" });
      await watched.page.goto(await desk.address());
      await watched.page.locator(".card").first().waitFor();
    });
    afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(files, { recursive: true, force: true });
    });

    test("an exhibit is added by picking files, and its picture is seen and its sound can be played", async () => {
      const { page } = watched;
      await openView(page, "Exhibits");
      await page.getByText("The case holds no exhibit.").waitFor();
      await page.keyboard.press("n");
      const dialog = page.getByRole("dialog");
      await dialog
        .getByLabel("Files")
        .setInputFiles(["wing.png", "night.wav", "page.svg"].map((name) => join(files, name)));
      await dialog.getByLabel("Who took or found it").fill("Olav Brand");
      await dialog.getByLabel("When, as they say").fill("2026-05-04T07:00");
      // Of that day, and not of the one on which it is typed.
      const ahead = dialog.getByLabel("Clock ahead of UTC by");
      expect(await ahead.inputValue()).toBe("+02:00");
      await dialog.getByLabel("When, as they say").fill("2026-01-04T07:00");
      expect(await ahead.inputValue()).toBe("+01:00");
      await dialog.getByLabel("When, as they say").fill("2026-05-04T07:00");
      await dialog.getByLabel("Where, as they say").fill("north pier");
      await dialog.getByLabel("What it is").fill("Part of a wing");
      await page.keyboard.press("Enter");
      const row = page.locator(".exhibit").first();
      await row.getByRole("heading", { name: "X1 Part of a wing" }).waitFor();
      const picture = row.getByRole("img", { name: "wing.png" });
      await picture.waitFor();
      expect(
        await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
      ).toBe(1);
      const sound = row.getByLabel("night.wav");
      await sound.waitFor();
      await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 0.09);
      // What a browser would run is kept, and not shown.
      expect(await row.locator("img, audio").count()).toBe(2);
      await row.getByText("2026-05-04T07:00:00+02:00 · north pier").waitFor();
      await row.getByText("neither time nor place").waitFor();
    });

    test("a file that came before is said to have, and one that is too large is not sent", async () => {
      const { page } = watched;
      const dialog = page.getByRole("dialog");
      writeFileSync(join(files, "again.png"), PNG);
      writeFileSync(join(files, "nothing.log"), "");
      writeFileSync(join(files, "film.mp4"), "");
      truncateSync(join(files, "film.mp4"), 513 * 1024 * 1024);
      await page.keyboard.press("n");
      await dialog.getByLabel("Files").setInputFiles(join(files, "film.mp4"));
      await dialog.getByLabel("Who took or found it").fill("Ida Lund");
      await dialog.getByText(/^film.mp4 is larger than 512 MiB/).waitFor();
      expect(await dialog.getByRole("button", { name: "Add it" }).isDisabled()).toBe(true);
      await dialog
        .getByLabel("Files")
        .setInputFiles(["again.png", "nothing.log"].map((name) => join(files, name)));
      await dialog.getByRole("button", { name: "Add it" }).click();
      const second = page.locator(".exhibit", { hasText: "X2" });
      await second.getByText("The same file as in X1").waitFor();
      await second.getByText("empty").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".exhibit").first().click();
    });

    test("what was verified stands apart from what was claimed, and a broken chain is told", async () => {
      const { page } = watched;
      const dialog = page.getByRole("dialog");
      const row = page.locator(".exhibit").first();
      await page.keyboard.press("v");
      await dialog.getByLabel("Where it was").fill("58.1, 8.0");
      await dialog.getByLabel("How it was verified").fill("the crane in the picture");
      await page.keyboard.press("Enter");
      await row.getByText("no time · 58.1, 8").waitFor();
      await row.getByText("2026-05-04T07:00:00+02:00 · north pier").waitFor();
      await page.keyboard.press("h");
      await dialog.getByLabel("From").fill("Ida Lund");
      await dialog.getByLabel("To", { exact: true }).fill("police of Ardal");
      await dialog.getByLabel("When", { exact: true }).fill("2026-05-05T09:00");
      await dialog.getByLabel("Why").fill("seized");
      await page.keyboard.press("Enter");
      await row
        .getByText(/The chain is broken here: Olav Brand held it, and Ida Lund handed it over/)
        .waitFor();
      await row.getByText("Now held by police of Ardal").waitFor();
      expect(watched.problems).toEqual([]);
    });

    test("it is linked to a claim and to a track, unlinked and taken back, from the keyboard", async () => {
      const { page } = watched;
      const links = page
        .locator(".exhibit")
        .first()
        .locator("section", { hasText: "Bears on" })
        .locator("li");
      const link = async (words: string): Promise<void> => {
        await page.keyboard.press("l");
        await page.getByRole("dialog").waitFor();
        await page.keyboard.type(words);
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      };
      await link("R1 track drone");
      await links.filter({ hasText: "a track of seen" }).waitFor();
      await link("C weapons ministry");
      await links.filter({ hasText: "3 (drone)" }).getByRole("link").waitFor();
      await page.keyboard.press("x");
      await page.keyboard.press("1");
      await links.filter({ hasText: "a track of seen" }).waitFor({ state: "detached" });
      await page.keyboard.press("u");
      await links.filter({ hasText: "a track of seen" }).waitFor();
      const report = `${desk.folder}-report`;
      desk.ask("report", "--out", report);
      expect(readFileSync(join(report, "report.html"), "utf8")).toMatch(
        /track [^<]+ of recording R1: it shows what is said there/,
      );
      expect(desk.ask("verify", "--report", report)).toContain("Nothing is missing or changed");
    });

    test("members, who signs and who dissents, and a correction in the open", async () => {
      const { page } = watched;
      const at = (name: string): string => join(files, name);
      const as = (name: string): readonly string[] => ["--as", name, "--key", at(`${name}.key`)];
      const keys = ["ada", "ben", "cleo"].map((name) => [
        name,
        tocsin("case", "key", at(`${name}.key`)).trim(),
      ]);
      for (const [name = "", key = ""] of keys)
        desk.ask(
          "member",
          name,
          "--role",
          name === "ada" ? "lead" : name === "ben" ? "reviewer" : "observer",
          ...(name === "ada" ? [] : ["--public-key", key]),
          ...as("ada"),
        );
      await page.reload();
      await openView(page, "Case");
      await page.getByText("observes; may dissent, and approves nothing").waitFor();
      await page.getByText(/^None is put up/).waitFor();
      desk.ask("draft", "--out", at("one"));
      desk.ask("sign", at("one"), ...as("ada"));
      desk.ask("dissent", at("one"), ...as("cleo"), "--words", "The wing was found elsewhere.");
      await page.reload();
      const version = page.locator("li.finding", { hasText: "Version 1" });
      await version.getByText(/Not published: 1 of 2 approvals/).waitFor();
      await version.getByText("The wing was found elsewhere.").waitFor();
      desk.ask("sign", at("one"), ...as("ben"));
      desk.ask("publish", "1", "--out", at("published"));
      desk.ask("draft", "--out", at("two"), "--changed", "the place", "--why", "it was verified");
      for (const name of ["ada", "ben"]) desk.ask("sign", at("two"), ...as(name));
      desk.ask("publish", "2", "--out", at("published-two"));
      await page.reload();
      await version.getByText(/Published by .*; corrected by version 2/).waitFor();
      await page.getByText("Corrects version 1: the place").waitFor();
      expect(desk.ask("members")).toContain("cleo");
    });

    test("a linked case opens at a desk of its own, and nothing of it is here", async () => {
      const { page } = watched;
      const other = join(desk.folder, "..", "protest");
      tocsin("case", "new", other, "--title", "Deaths at the protest");
      writeFileSync(join(files, "protest.txt"), "Two people died at the protest, a doctor said.\n");
      tocsin("case", "add", other, join(files, "protest.txt"));
      desk.ask("link", other, "--reason", "the inquiry into who gave orders");
      await page.reload();
      const linked = page.locator("li.finding", { hasText: "Deaths at the protest" });
      await linked.getByText("It stands as it was linked.").waitFor();
      tocsin("case", "hypothesis", other, "It was an accident");
      await page.reload();
      await linked.getByText("It has gone on since.").waitFor();
      const opened = page.waitForEvent("popup");
      await linked.getByRole("button", { name: "Open it at a desk of its own" }).click();
      const second = await opened;
      await second.getByRole("heading", { name: "Deaths at the protest" }).waitFor();
      await second.locator(".card").first().waitFor();
      expect(new URL(second.url()).origin).not.toBe(new URL(page.url()).origin);
      expect(await second.getByText("Ardal").count()).toBe(0);
      await second.close();
      await openView(page, "Compare");
      expect(await page.getByText("a doctor").count()).toBe(0);
    });

    test.each([
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ])("axe finds nothing, nothing spills over: $width", async (viewport) => {
      const { page } = watched;
      await page.setViewportSize(viewport);
      for (const name of ["Exhibits", "Case"]) {
        await openView(page, name);
        expect(await deskViewProblems(page), name).toEqual([]);
      }
      expect(watched.problems).toEqual([]);
    });
  },
);
