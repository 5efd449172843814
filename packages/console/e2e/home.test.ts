import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./harness/launch.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const demoUrl = inject("demoUrl");

/** React and the story; the map's library alone would be five times as much. */
const SCRIPT_BYTES_MAX = 400_000;

/** Each question of whoever has read the reports, and what has to be on the screen one click later. */
const QUESTIONS = [
  {
    ask: "Why did it not act?",
    reported: ["Perhaps because the drone took off southeast of Baghdad"],
    recorded: [
      "1.9 km away and the range is 1.5 km",
      "below the radar's horizon",
      "nobody has asked",
      "held back by its owner",
      "the record speaks against one",
    ],
  },
  {
    ask: "How many drones?",
    reported: ["Three.", "Two, armed.", "One, laden with explosives."],
    recorded: [
      "nothing could be seen there",
      "Three objects followed",
      "None, and its record can say so",
    ],
  },
  {
    ask: "Was the house protected?",
    reported: ["to protect the compounds of the American embassy"],
    recorded: [
      "Prime minister's residence was to be warned.",
      "The defence guarded only Embassy compound.",
      "already showed the gap",
      "nobody had asked this site to warn Prime minister's residence",
      "The defence was to guard it, too.",
    ],
  },
  {
    ask: "Where from?",
    reported: ["It took off southeast of Baghdad.", "The place of launch is determined"],
    recorded: ["whatever came was never seen", "to the south-east of Prime minister's residence"],
  },
  {
    ask: "What would have changed it?",
    reported: ["No report speaks of it."],
    recorded: [
      "400 m more range: the radar reached 1.5 km and 1.9 km was needed.",
      "A radar nearer by or higher up",
      "Somebody asking to have Prime minister's residence protected",
      "For the defence: its owner releasing it.",
      "there was nothing to warn of",
    ],
  },
] as const;

/** One page for all: each test goes on from what the last one left. */
describe.skipIf(demoUrl === null)("first screen of the demo (needs Chromium)", () => {
  let browser: Browser;
  let watched: WatchedPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    watched = await openPage(browser);
    await watched.page.goto(`${demoUrl}/`);
    await watched.page.getByRole("tabpanel").waitFor();
  });
  afterAll(async () => {
    await watched.close();
    await browser.close();
  });

  test("shows the five variants beside the cited table, and says what is notional", async () => {
    const { page } = watched;
    const names = await page.getByRole("tab").allInnerTexts();
    expect(names.map((name) => name.split("\n").find((line) => line.startsWith("If")))).toEqual([
      "If the approach lay beyond the radar's range",
      "If the drones flew below the radar's horizon",
      "If the residence was nobody's to protect",
      "If the defence was inhibited",
      "If nothing was airborne",
    ]);
    const table = page.getByRole("table", { name: "Who reported what" });
    for (const said of ["Three.", "Two, armed.", "Seven of the prime minister's guards."]) {
      await table.getByRole("cell", { name: said }).first().waitFor();
    }
    for (const said of ["At least one at the residence.", "At most one at the residence."]) {
      await table.getByRole("cell", { name: said }).first().waitFor();
    }
    await page.getByText("Everything drawn is notional.").waitFor();
    await page.getByText("The reports alone decide none of the five.").waitFor();
    expect(watched.problems).toEqual([]);
  });

  test("needs a small part of the console's script: maps come with the first map", async () => {
    const bytes = await watched.page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith(".js"))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).decodedBodySize, 0),
    );
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(SCRIPT_BYTES_MAX);
  });

  test.each(QUESTIONS)("answers “$ask” within two clicks", async ({ ask, reported, recorded }) => {
    const { page } = watched;
    await page.getByRole("button", { name: ask }).click();
    const answer = page.locator("#question-answer");
    for (const text of [...reported, ...recorded]) await answer.getByText(text).first().waitFor();
    expect(watched.problems).toEqual([]);
  });

  test("arrow keys move among the variants", async () => {
    const { page } = watched;
    await page.getByRole("tab", { selected: true }).focus();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("tab", { name: /If nothing was airborne/, selected: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("tab", { name: /beyond the radar's range/, selected: true }).waitFor();
    expect(watched.problems).toEqual([]);
  });

  test("choosing a variant shows what activated, and which statements contradict it", async () => {
    const { page } = watched;
    await page.getByRole("tab", { name: /If the defence was inhibited/ }).click();
    const panel = page.getByRole("tabpanel");
    await panel.getByText(/People told to take cover at .*s before impact/).waitFor();
    await panel.getByText("Silent: the defence was held back by its owner").waitFor();
    const explosion = page.getByRole("row", { name: /explosion and the gunfire were fictitious/ });
    await explosion.getByText("Does not fit D.").waitFor();
    await explosion.getByRole("button", { name: /^Fits E/ }).click();
    await page.getByRole("tab", { name: /If nothing was airborne/, selected: true }).waitFor();
    await explosion.getByText(". Fits E.").waitFor();
    expect(watched.problems).toEqual([]);
  });

  test("leads to the recordings", async () => {
    const { page } = watched;
    await page.getByRole("link", { name: /^Play it: A volley/ }).waitFor();
    await page.getByRole("link", { name: /^Play it: Eight rockets/ }).waitFor();
    await page
      .getByRole("tabpanel")
      .getByRole("link", { name: /^Play it/ })
      .click();
    await page.getByRole("slider", { name: "Moment of the recording" }).waitFor();
    await page.goBack();
    await page.getByRole("tabpanel").waitFor();
    expect(watched.problems).toEqual([]);
  });

  test("says that nothing is live here, and leads back", async () => {
    const { page } = watched;
    await page.getByRole("link", { name: "Live", exact: true }).click();
    const said = page.getByRole("alert");
    await said.waitFor();
    expect(await said.textContent()).toBe(
      "This server only shows recordings. Without a running post there is nothing live to see. All recordings",
    );
    await page.getByRole("link", { name: "All recordings", exact: true }).last().click();
    await page.getByRole("tabpanel").waitFor();
  });
});
