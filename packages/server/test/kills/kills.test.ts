import { expect, test } from "vitest";
import { killCampaign } from "./kill-campaign.ts";

test("a post that is killed at any moment of a salvo loses no message and says none twice as new", async () => {
  const { kills, recorded, breaches } = await killCampaign({
    kills: 4,
    seed: 3,
    progress: () => undefined,
  });
  expect(breaches).toEqual([]);
  expect(kills).toBe(4);
  expect(recorded).toBeGreaterThan(0);
}, 240_000);
