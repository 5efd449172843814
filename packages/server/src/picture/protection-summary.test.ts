import type { SiteModel } from "@tocsin/core";
import type { PictureArea } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { protectionSummary } from "./protection-summary.ts";

const AREAS = Array.from({ length: 200 }, (_, i) => ({ id: `a${i}`, name: `Ward ${i}` }));
const site = { mode: "live", areas: AREAS, sensors: [] } as unknown as SiteModel;

const areas = (
  protection: PictureArea["protection"],
  blindOf: (i: number) => PictureArea["blind"],
) => AREAS.map(({ id }, i) => ({ id, protection, blind: blindOf(i) }) as PictureArea);

const summary = (of: readonly PictureArea[]) =>
  protectionSummary({
    site,
    nowUs: 0,
    automation: true,
    isCarried: true,
    areas: of,
    sensors: [{ id: "radar", status: "down", reason: "silent" }] as unknown as Parameters<
      typeof protectionSummary
    >[0]["sensors"],
    faults: [{ code: "CHANNEL_FAILED", subject: "sirens", detail: "no line", timeUs: 0 }],
    recipients: [],
  });

test("areas of which the same is to be said share a reason, so that a large site tells what else is wrong", () => {
  expect(summary(areas("not-protecting", () => [])).because).toEqual([
    expect.stringMatching(/^Ward 0, Ward 1 and 198 more areas are not protected: .+\.$/),
    "radar is down: silent.",
    "sirens: a channel could not carry a warning (no line).",
  ]);
});

test("however differently areas are blind, there is room for what else is wrong", () => {
  const each = areas("degraded", (i) => [
    { kind: "ballistic", fromDeg: i, widthDeg: 1 } as unknown as PictureArea["blind"][number],
  ]);
  const { because } = summary(each);
  expect(because.at(-1)).toContain("a channel could not carry a warning");
  expect(because.at(-2)).toMatch(/^\d+ more areas are protected only in part\.$/);
  expect(because.length).toBeLessThan(10);
});
