import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { preview } from "vite";
import { launchChromium } from "./chromium.ts";
import { routeFixtures, routeLiveFixture } from "./fixture-routes.ts";
import { START_US } from "./synthetic-recording.ts";

const SIZES = { wide: [1440, 900], medium: [1024, 768], phone: [390, 844] } as const;
const THEMES = ["light", "dark"] as const;

interface Shot {
  readonly name: string;
  readonly hash: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const at = (second: number): string => String(START_US + second * 1e6);

const SHOTS: readonly Shot[] = [
  { name: "calm", hash: `#/source/fixture?at=${at(12)}` },
  { name: "alarm", hash: `#/source/fixture?at=${at(54)}` },
  { name: "why", hash: `#/source/fixture?at=${at(62)}&decision=11` },
  {
    name: "objects",
    hash: `#/source/fixture?at=${at(60)}`,
    prepare: async (page) => {
      await page.getByRole("tab", { name: "Objects" }).click();
      await page.locator(".track-row .row-main").first().click();
    },
  },
  {
    name: "after",
    hash: `#/source/fixture?at=${at(125)}`,
    prepare: (page) => page.getByRole("tab", { name: "Warnings" }).click(),
  },
  {
    name: "live",
    hash: "#/live",
    prepare: (page) => page.getByText("Take cover").first().waitFor(),
  },
  {
    name: "past",
    hash: "#/live",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Look back" }).click();
      await page.getByRole("slider", { name: "Moment of the recording" }).fill("54");
    },
  },
  {
    name: "lost",
    hash: "#/live",
    prepare: (page) => page.getByText("Connection lost").waitFor({ timeout: 10_000 }),
  },
];

/** Pictures of the built console on made-up data, at each size and theme: `node dev/screenshots.ts --out DIR`. */
const { values } = parseArgs({
  options: { out: { type: "string" }, only: { type: "string" }, sizes: { type: "string" } },
});
const out = values.out ?? "screenshots";
mkdirSync(out, { recursive: true });
const server = await preview({ root: join(import.meta.dirname, ".."), preview: { port: 4699 } });
const browser = await launchChromium();
try {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    if (values.sizes !== undefined && !values.sizes.split(",").includes(size)) continue;
    for (const theme of THEMES) await shootAll(browser, { size, width, height, theme });
  }
} finally {
  await browser.close();
  await server.close();
}

async function shootAll(
  from: Browser,
  view: {
    readonly size: string;
    readonly width: number;
    readonly height: number;
    readonly theme: "light" | "dark";
  },
): Promise<void> {
  const { width, height } = view;
  const context = await from.newContext({
    viewport: { width, height },
    colorScheme: view.theme,
    reducedMotion: "reduce",
  });
  for (const shot of SHOTS) {
    if (values.only !== undefined && !values.only.split(",").includes(shot.name)) continue;
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`${shot.name}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        console.error(`${shot.name}: ${message.text()}`);
    });
    await routeFixtures(page);
    await routeLiveFixture(page, 52, shot.name === "lost" ? 2_500 : 120_000);
    await page.goto(`http://localhost:4699/${shot.hash}`);
    await page.locator(".map-canvas canvas").first().waitFor();
    await shot.prepare?.(page);
    await page.locator('.map-canvas[data-state="still"]').waitFor();
    const path = join(out, `${shot.name}-${view.size}-${view.theme}.png`);
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
  await context.close();
}
