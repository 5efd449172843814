import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import { checkedSite, rehearsalSite } from "../../src/rehearse/rehearsal-site.ts";
import { sendScenario } from "../../src/rehearse/send-scenario.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";
import { chance } from "../../src/sources/chance-port.ts";
import { RunningPost } from "../run/post-harness.ts";
import { freePort } from "../run/radar-feed.ts";
import { NO_FAULTS } from "./virtual-post.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-rehearse-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const FAULTS = {
  ...NO_FAULTS,
  loss: 0.03,
  duplicate: 0.05,
  reorder: 0.05,
  delay_s: 0.1,
  delay_sigma_s: 0.03,
};
/** Of the same seed without octets: take-cover for the ministry 45.8 s after the start. */
const COVER_S = 45.8;
/** Category 015 has no cross-section, a lost datagram costs a turn of 1 s, one held up as much. */
const LATER_S_MAX = 4.2;

test.each([["asterix-015"], ["generic"]] as const)(
  "a volley sent as %s over sockets and a bad line warns the ministry, in time, and nobody else",
  async (format) => {
    const scenario = loadScenario("green-zone-2021-02");
    const clock = new SystemClock();
    const plan = {
      host: "127.0.0.1",
      port: await freePort(),
      formats: new Map([["radar", format] as const]),
    };
    const written = rehearsalSite(scenario, { ...plan, startUs: clock.nowUs() });
    const post = new RunningPost({ config: written, dataDir });
    await post.ready;
    const over = new AbortController();
    const sending = sendScenario({
      scenario,
      seed: undefined,
      config: checkedSite(written),
      inputId: null,
      formats: new Map(),
      faults: FAULTS,
      speed: 1,
      skipS: 36,
      startUs: null,
      ports: { clock, chance },
      signal: over.signal,
      note: () => undefined,
    });
    const { warning } = await post.untilEffect(
      "warning",
      (each) => each.warning.stage === "take-cover",
    );
    over.abort();
    const report = await sending;
    await post.stop();
    expect(warning.areaId).toBe("ministry");
    const lateS = (warning.issuedUs - report.startUs) / 1e6 - COVER_S;
    expect(Math.abs(lateS)).toBeLessThan(LATER_S_MAX);
    const warned = post.effects.flatMap((each) =>
      each.type === "warning" ? [each.warning.areaId] : [],
    );
    expect(new Set(warned)).toEqual(new Set(["ministry"]));
    expect(report.silent).toEqual([]);
  },
);

test("a post that runs live is sent nothing", async () => {
  const scenario = loadScenario("green-zone-2021-02");
  const clock = new SystemClock();
  const written = rehearsalSite(scenario, {
    host: "127.0.0.1",
    port: 4_800,
    formats: new Map(),
    startUs: clock.nowUs(),
  });
  const config = { ...checkedSite(written), mode: "live" as const };
  const sending = sendScenario({
    scenario,
    seed: undefined,
    config,
    inputId: null,
    formats: new Map(),
    faults: NO_FAULTS,
    speed: 1,
    skipS: 0,
    startUs: null,
    ports: { clock, chance },
    signal: new AbortController().signal,
    note: () => undefined,
  });
  await expect(sending).rejects.toThrow("must not warn people");
});
