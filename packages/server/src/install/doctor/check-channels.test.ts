import { parseSiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { checkChannels } from "./check-channels.ts";

async function findingOf(channel: object): Promise<unknown> {
  const parsed = parseSiteConfig({
    site: { id: "s", name: "S", latitude_deg: 0, longitude_deg: 0, ground_height_m: 0 },
    mode: "live",
    areas: [
      {
        id: "a",
        name: "A",
        owner: "O",
        protection: "protected",
        circle: { latitude_deg: 0, longitude_deg: 0, radius_m: 100 },
      },
    ],
    channels: [{ type: "people", id: "phones", modes: ["live"], ...channel }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [finding] = await checkChannels(parsed.config);
  return finding;
}

test("a people's page that only its own machine reaches is looked at, behind a proxy or not", async () => {
  expect(await findingOf({})).toMatchObject({
    state: "warning",
    detail: "serves the people's page at 127.0.0.1, port 4610, to this machine alone",
    remedy: expect.stringContaining("No phone reaches it") as string,
  });
  for (const open of [{ behind_proxy: true }, { address: "0.0.0.0" }])
    expect(await findingOf(open)).toMatchObject({ state: "unknown" });
});
