import type { Adapter, ByteSource, SourcePeer } from "@tocsin/sdk";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { encodeMessage } from "../../src/adapters/sapient/message-codec.ts";
import { statusContent, WELL } from "../../src/adapters/sapient/own-messages.ts";
import { openInput } from "../../src/run/open-inputs.ts";
import { blockOf, plot, RECEIVED_US, SOURCE } from "../asterix/block-builder.ts";
import { octets, xmlOf } from "../cursor-on-target/world.ts";
import { SITE } from "../run/post-process.ts";
import { from, OWN, RADAR_ID, STRANGER_ID } from "../sapient/world.ts";

const [RADAR] = SITE.sensors;
const configOf = (input: object): ReturnType<typeof parseSiteConfig> =>
  parseSiteConfig({
    ...SITE,
    mode: "shadow",
    channels: [],
    sensors: [RADAR, { ...RADAR, id: "other" }],
    inputs: [{ id: "in", ...input }],
  });

const LINE = { type: "tcp-listen", port: 4_711, tls: {} };
const ASTERIX = {
  type: "asterix-udp",
  proof: "envelope",
  groups: [{ address: "127.0.0.1", port: 4_711 }],
  sensors: [
    { sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar" },
    { sac: SOURCE.SAC, sic: 200, sensor: "other" },
  ],
};
const SAPIENT = {
  type: "sapient",
  proof: "certificate",
  transport: LINE,
  sensors: [
    { node: RADAR_ID, sensor: "radar" },
    { node: STRANGER_ID, sensor: "other" },
  ],
};
const COT = {
  type: "cursor-on-target",
  proof: "certificate",
  transport: LINE,
  sensors: [
    { sensor: "radar", reports: "friendly" },
    { sensor: "other", reports: "observed" },
  ],
};

const CLOCK: Parameters<typeof openInput>[1]["ports"]["clock"] = {
  nowUs: () => RECEIVED_US,
  waitUntil: (_timeUs, signal) =>
    new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true })),
};

/** What an input makes of octets from somebody who has proven to be a sensor: of which sensors it says something, and why it refuses. */
async function heard(input: object, subject: string, bytes: Uint8Array) {
  const parsed = configOf(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { config }: { readonly config: SiteConfig } = parsed;
  const peer: SourcePeer = {
    id: "line",
    proof: { kind: "sensor", subject },
    send: () => true,
    close: () => undefined,
  };
  const source: ByteSource = {
    run(sink) {
      sink.message(bytes, RECEIVED_US, peer);
      return Promise.resolve();
    },
  };
  const adapter: Adapter = openInput(config.inputs[0], {
    config,
    ports: { clock: CLOCK, chance: () => 0.5 },
    given: source,
  });
  const sensors = new Set<string>();
  const refused: string[] = [];
  await adapter.run(
    {
      look: ({ sensorId }) => void sensors.add(sensorId),
      health: (sensorId) => void sensors.add(sensorId),
      report: () => undefined,
      rejected: (reason) => void refused.push(reason),
      link: () => undefined,
    },
    new AbortController().signal,
  );
  return { sensors: [...sensors], refused };
}

const state = encodeMessage(
  from(RADAR_ID, statusContent(OWN, RECEIVED_US, WELL, true), RECEIVED_US),
);

test.each([
  ["ASTERIX", ASTERIX, blockOf(48, plot()), "unknown-sensor"],
  ["SAPIENT", SAPIENT, state, "wrong-sensor"],
  ["Cursor on Target", COT, octets(xmlOf({ uid: "A", timeUs: RECEIVED_US })), "not-asked-for"],
])("%s of a proven sensor is taken from that sensor alone", async (_name, input, bytes, reason) => {
  const own = await heard(input, "radar", bytes);
  expect(own.sensors).toEqual(["radar"]);
  const foreign = await heard(input, "other", bytes);
  expect(foreign.sensors).toEqual([]);
  expect(foreign.refused).toEqual([reason]);
});

test("a proof that a format has no place for is refused with the site file", () => {
  expect(configOf({ ...ASTERIX, proof: "certificate" }).ok).toBe(false);
  expect(configOf({ ...SAPIENT, proof: "envelope" }).ok).toBe(false);
  expect(configOf({ ...COT, proof: "envelope", transport: { ...LINE, tls: undefined } }).ok).toBe(
    true,
  );
});
