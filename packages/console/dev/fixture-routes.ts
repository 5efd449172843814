import type { SourceDetail, SourceSummary, WhoAmI } from "@tocsin/sdk";
import type { Page } from "playwright-core";
import { pictureAt, START_US, syntheticTimeline } from "./synthetic-recording.ts";
import { syntheticSite } from "./synthetic-site.ts";
import { syntheticWhy } from "./synthetic-why.ts";

const summary: SourceSummary = {
  id: "fixture",
  kind: "recording",
  story: null,
  title: "Two rockets, a drone, a radar down",
  summary: "One of everything that the console can show, made up for looking at it.",
  mode: "simulation",
  notional: true,
};

const detail: SourceDetail = {
  ...summary,
  site: syntheticSite,
  facts: [{ statement: "Nothing of this happened.", source: "made up" }],
  questions: [{ ask: syntheticWhy.question, answer: syntheticWhy }],
  outcome: {
    decisionsSha256: "7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a",
    decisions: 6,
    warned: [{ areaId: "hospital", stage: "take-cover", atUs: START_US + 43e6, leadS: 26 }],
    notWarned: [{ areaId: "yard", reasons: ["NOT_A_PROTECTED_AREA"] }],
  },
};

/** Answers a page's requests with made-up things, where no server runs. */
export async function routeFixtures(page: Page): Promise<void> {
  const answers: Readonly<Record<string, unknown>> = {
    "/api/identity": {
      state: "open",
      because: "Everything here is made up.",
      account: null,
      roles: [],
      permissions: ["view"],
      methods: [],
      provider: null,
      endsUs: null,
    } satisfies WhoAmI,
    "/api/sources": [summary],
    "/api/sources/fixture": detail,
    "/api/sources/fixture/timeline": syntheticTimeline(),
    "/api/sources/fixture/why": syntheticWhy,
    "/api/sources/live": {
      ...detail,
      id: "live",
      kind: "live",
      mode: "shadow",
      notional: false,
      outcome: null,
    } satisfies SourceDetail,
    "/api/sources/live/why": syntheticWhy,
    "/api/sources/live/timeline": syntheticTimeline(),
    "/api/stories": [],
  };
  await page.route("**/api/**", async (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    await (answer === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ json: answer }));
  });
}

/** A live post whose day begins at a second of the recording. The page is told nothing more after `silentAfterMs`. */
export async function routeLiveFixture(
  page: Page,
  second: number,
  silentAfterMs: number,
): Promise<void> {
  let connections = 0;
  await page.routeWebSocket("**/api/live", (socket) => {
    connections += 1;
    if (connections > 1) return;
    let sent = 0;
    const send = (): void => {
      const picture = { ...pictureAt(second + sent), mode: "shadow" as const };
      socket.send(JSON.stringify({ type: "picture", picture }));
      sent += 1;
    };
    send();
    const timer = setInterval(send, 1_000);
    setTimeout(() => clearInterval(timer), silentAfterMs);
  });
}
