import { areaId, channelId, type Mode, MODES, siteId, type Warning } from "@tocsin/core";
import { type Channel, type OutgoingWarning, parseSiteConfig } from "@tocsin/sdk";
import fc from "fast-check";
import { expect, test } from "vitest";
import { behindGate, mayCarry } from "./channel-gate.ts";
import { NULL_SIREN_ID, SELF_TEST_SITE_ID } from "./self-test-gate.ts";

const warningOf = (mode: Mode): Warning => ({
  siteId: siteId("s"),
  areaId: areaId("a"),
  mode,
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedUs: 1_000_000,
  expiresUs: 2_000_000,
  arrivalFromUs: null,
  arrivalToUs: null,
  threats: [],
  decisions: [],
  probability: null,
  replaces: null,
});

const messageOf = (mode: Mode): OutgoingWarning => ({
  warning: warningOf(mode),
  siteName: "S",
  areaName: "A",
  areaOwner: "O",
  areaRingsDeg: [[0, 0, 0, 0.01, 0.01, 0.01]],
  recorded: true,
  headline: "",
  instruction: "",
  texts: [],
});

/** A channel that remembers which modes reached it. */
function recordingChannel(modes: readonly Mode[]): { channel: Channel; reached: Mode[] } {
  const reached: Mode[] = [];
  const channel: Channel = {
    id: channelId("c"),
    modes,
    send: (message) => {
      reached.push(message.warning.mode);
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => Promise.resolve(),
  };
  return { channel, reached };
}

const anyModes = fc.array(fc.constantFrom(...MODES), { maxLength: 8 });
const anyMode = fc.constantFrom(...MODES);

test("no mode but live ever reaches a channel that has live", async () => {
  await fc.assert(
    fc.asyncProperty(anyModes, fc.array(anyMode), async (modes, sent) => {
      const { channel, reached } = recordingChannel(["live", ...modes]);
      const gated = behindGate(channel);
      for (const mode of sent) await gated.send(messageOf(mode));
      expect(reached.filter((mode) => mode !== "live")).toEqual([]);
    }),
    { seed: 61, numRuns: 500 },
  );
});

test("no warning reaches a channel that does not carry its mode, and each answer says so", async () => {
  await fc.assert(
    fc.asyncProperty(anyModes, anyMode, async (modes, mode) => {
      const { channel, reached } = recordingChannel(modes);
      const receipt = await behindGate(channel).send(messageOf(mode));
      const carried = mayCarry(channel, warningOf(mode));
      expect(reached).toEqual(carried ? [mode] : []);
      expect(receipt.outcome).toBe(carried ? "delivered" : "failed");
      expect(carried && !modes.includes(mode)).toBe(false);
    }),
    { seed: 62, numRuns: 500 },
  );
});

test.each(MODES)("a channel for %s alone carries it", (mode) => {
  expect(mayCarry({ modes: [mode] }, { mode })).toBe(true);
});

test("what a post tests itself with reaches no channel of a site file, whatever that carries, and the null siren nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(anyModes, anyMode, async (modes, mode) => {
      const { channel, reached } = recordingChannel([mode, ...modes]);
      const own = {
        ...messageOf(mode),
        warning: { ...warningOf(mode), siteId: SELF_TEST_SITE_ID },
      };
      const receipt = await behindGate(channel).send(own);
      expect([receipt.outcome, reached]).toEqual(["failed", []]);
      expect(mayCarry(channel, own.warning)).toBe(false);
      const siren = behindGate({ ...channel, id: NULL_SIREN_ID, modes: [mode] });
      expect((await siren.send(messageOf(mode))).outcome).toBe("failed");
      expect(reached).toEqual([]);
      expect((await siren.send(own)).outcome).toBe("delivered");
    }),
    { seed: 63, numRuns: 300 },
  );
});

test("no site file can have the names of the self-test", () => {
  for (const id of [SELF_TEST_SITE_ID, NULL_SIREN_ID]) {
    const parsed = parseSiteConfig({
      site: { id, name: "S", latitude_deg: 0, longitude_deg: 0, ground_height_m: 0 },
      areas: [],
      channels: [{ type: "log", id, modes: ["live"] }],
    });
    const paths = parsed.ok ? [] : parsed.problems.map(({ path }) => path.join("."));
    expect(paths).toEqual(expect.arrayContaining(["site.id", "channels.0.id"]));
  }
});
