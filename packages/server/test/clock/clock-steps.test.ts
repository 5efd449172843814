import { expect, test } from "vitest";
import { clockCampaign } from "./clock-campaign.ts";

/** More of them: `npm run prove -- clock`. */
test("a wall clock that is stepped by an hour under an attack costs no warning and makes none, and is shown", async () => {
  const progress = (): void => undefined;
  const { breaches, shownS } = await clockCampaign({ stepsS: [-3_600], seed: 2, progress });
  expect(breaches).toEqual([]);
  expect(shownS).toHaveLength(2);
});
