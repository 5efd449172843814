import { expect, test } from "vitest";
import { MOSQUITTO } from "./broker.ts";
import { BACK_MS, killCampaign } from "./kill-campaign.ts";

test.skipIf(MOSQUITTO === undefined)(
  "a siren, Mosquitto and the post killed while a siren sounds: nothing is lost, nothing new twice (skips without Mosquitto)",
  async () => {
    const figures = await killCampaign({
      rounds: [
        [
          { target: "siren", at: "sounding" },
          { target: "broker", at: "sounding" },
          { target: "post", at: "sounding" },
        ],
      ],
      fallsS: 3,
      holdS: 25,
      progress: () => undefined,
    });
    expect(figures).toMatchObject({ kills: 3, alarms: 1, breaches: [] });
    expect(figures.backMs).toHaveLength(1);
    expect(Math.max(...figures.backMs)).toBeLessThanOrEqual(BACK_MS);
  },
);
