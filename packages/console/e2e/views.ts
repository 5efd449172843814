import type { Page } from "playwright-core";
import { stillMap } from "./harness/still-map.ts";

/** A view of the console that the demo has, and how to know that it stands. */
export interface View {
  readonly name: string;
  readonly path: string;
  readonly ready: (page: Page) => Promise<void>;
}

const player = async (page: Page): Promise<void> => {
  await page.getByRole("slider", { name: "Moment of the recording" }).waitFor();
  await stillMap(page);
};

const story = async (page: Page): Promise<void> => {
  await page.getByRole("tabpanel").waitFor();
  // The last recording's path: the sketches are whole.
  await page.locator(".variant-tab:nth-child(4) .sketch-path").first().waitFor();
  await page.getByRole("link", { name: /^Play it: Eight rockets/ }).waitFor();
};

export const DEMO_VIEWS: readonly View[] = [
  { name: "home", path: "/#/", ready: story },
  {
    name: "home-question",
    path: "/#/",
    ready: async (page) => {
      await story(page);
      await page.getByRole("button", { name: "What would have changed it?" }).click();
    },
  },
  {
    name: "home-warned",
    path: "/#/",
    ready: async (page) => {
      await story(page);
      await page.getByRole("tab", { name: /If the defence was inhibited/ }).click();
      await page.getByRole("button", { name: /^Show more/ }).click();
    },
  },
  {
    name: "story",
    path: "/#/story/baghdad-2021-11",
    ready: async (page) => page.getByRole("tabpanel").waitFor(),
  },
  { name: "salvo", path: "/#/source/salvo?at=1777885255000000", ready: player },
  {
    name: "volley",
    path: "/#/source/green-zone-2021-02?at=1613412065000000",
    ready: player,
  },
  {
    name: "why",
    path: "/#/source/salvo?at=1777885282000000",
    ready: async (page) => {
      await player(page);
      await page.getByRole("button", { name: /^Why / }).first().click();
      await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "nothing-here",
    path: "/#/no/such/page",
    ready: async (page) => page.getByText("Nothing here").waitFor(),
  },
];
