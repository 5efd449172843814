import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { killKept, launchKept } from "./harness/launch.ts";
import { SayingPost } from "./harness/saying-post.ts";

const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: "en",
  geolocation: { latitude: 48.0201, longitude: 31.0203 },
  permissions: ["geolocation"],
};

/** Tests go on from the last: each kills the browser that the last one left with the page open. */
describe.skipIf(inject("demoUrl") === null)("a browser that is killed (needs Chromium)", () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "tocsin-people-kill-")));
  const [profile = "", data = ""] = folders;
  let post: SayingPost;
  let url: string;
  let context: BrowserContext;
  let page: Page;
  const open = async (): Promise<void> => {
    context = await launchKept(profile, PHONE);
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
  };
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  const say = (stage: string, action: string, version: number): void =>
    post.say({ area: "mill", stage, action, episode: 1, version, holdsS: 180, arrivalS: [60, 80] });

  beforeAll(async () => {
    post = new SayingPost("live", 0, data);
    url = (await post.printed(/listening (\S+)/))[1] ?? "";
    await open();
    await page.getByRole("button", { name: "Add where I am now" }).click();
    await page.getByText("My place 1").waitFor();
    await context.close();
    await open();
    await page.getByText("My place 1").waitFor();
  });
  afterAll(async () => {
    await context.close();
    post.kill();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["before anything", null, "No warning"],
    ["while a pre-alert comes", ["pre-alert", "start", 1], "Get ready"],
    ["while people are told to take cover", ["take-cover", "raise", 2], "Take cover now"],
    ["while it goes on", null, "Take cover now"],
    ["while the end is told", ["all-clear", "end", 3], "All clear"],
  ] as const)(
    "%s, it shows when it is open again what holds, once, and keeps its place",
    async (_, said, shown) => {
      await killKept(context, profile);
      if (said !== null) say(said[0], said[1], said[2]);
      await open();
      await heading(shown).waitFor();
      await page.getByText("My place 1").waitFor();
      expect(await page.locator("h1").count()).toBe(1);
    },
  );

  test("of a post that is there and never answers, the page that was kept opens", async () => {
    await killKept(context, profile);
    post.hold();
    await open();
    await page.getByText("My place 1").waitFor();
    await heading("Not connected").waitFor();
    expect(await page.locator("h1").count()).toBe(1);
  });
});
