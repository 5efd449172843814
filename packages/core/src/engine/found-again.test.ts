import { describe, expect, test } from "vitest";
import type { Decision } from "../assessment/decision.ts";
import { explainTrack } from "../explain/explain-track.ts";
import { tell } from "../explain/explain.test-support.ts";
import type { Warning } from "../warning/warning.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect, TrackRecord } from "./effect.ts";
import {
  atS,
  type Flight,
  lookAt,
  POLICY,
  radar,
  siteOf,
  START_US,
  straight,
} from "./engine.test-support.ts";
import type { EngineEvent } from "./event.ts";

const LOST_FROM_S = 40;
const FOUND_S = 72;
const INBOUND = straight([4000, 0, 150], [-25, 0, 0]);
/** Comes in, and flies off to the side while nobody looks. */
const TURNED: Flight = (s) => {
  const [e] = INBOUND(Math.min(s, 50)) ?? [0];
  return [e, 25 * Math.max(0, s - 50), 150];
};

interface Played {
  readonly warnings: readonly Warning[];
  readonly decisions: readonly Decision[];
  readonly tracks: readonly TrackRecord[];
}

/** One look a second by `first`, none for half a minute, and then by `second`. */
function play(flight: Flight, seconds: number, second = "first", restartAtS = -1): Played {
  let engine = createEngine();
  const effects: EngineEffect[] = [];
  const step = (event: EngineEvent): void => void effects.push(...engine.step(event).effects);
  const site = siteOf({
    sensors: [radar("first"), radar("open", { authenticated: false })],
    policy: { ...POLICY, allClearDelayS: 20 },
  });
  step({ type: "configuration", receivedUs: START_US, site });
  for (let s = 1; s <= seconds; s++) {
    const sensor = s < LOST_FROM_S ? "first" : s < FOUND_S ? null : second;
    if (sensor !== null)
      step({ type: "look", receivedUs: atS(s), look: lookAt(sensor, s, [flight], 1) });
    step({ type: "tick", receivedUs: atS(s + 0.1) });
    if (s !== restartAtS) continue;
    const next = createEngine();
    next.restore(JSON.parse(JSON.stringify(engine.snapshot())));
    engine = next;
  }
  return {
    warnings: effects.flatMap((e) => (e.type === "warning" ? [e.warning] : [])),
    decisions: effects.flatMap((e) => (e.type === "decision" ? [e.decision] : [])),
    tracks: effects.flatMap((e) => (e.type === "track" ? [e.track] : [])),
  };
}

describe("an object that was lost on its way in, and found again", () => {
  const { warnings, decisions, tracks } = play(INBOUND, 100);
  const confirmed = tracks.filter(({ change }) => change === "confirmed");

  test("is two tracks, the second of which goes on from the first", () => {
    expect(confirmed).toHaveLength(2);
    const end = tracks.find(
      ({ trackId, cause }) => trackId === confirmed[0].trackId && cause !== null,
    );
    expect(end?.cause).toBe("lost");
    expect(confirmed[1].continues?.track).toBe(confirmed[0].trackId);
    expect(confirmed[1].continues?.probability).toBeGreaterThan(0.9);
  });

  test("alarms once: one episode, which starts once and is raised and updated", () => {
    expect(warnings.length).toBeGreaterThan(1);
    expect(warnings.filter(({ action }) => action === "start")).toHaveLength(1);
    expect(new Set(warnings.map(({ episode }) => episode)).size).toBe(1);
    expect(warnings.at(-1)?.threats).toEqual([confirmed[1].trackId]);
  });

  test("is warned of at once, and not only after it came on for seconds more", () => {
    const first = decisions.find(({ trackId }) => trackId === confirmed[1].trackId);
    expect(first?.stage).not.toBe("none");
    expect(first?.decidedUs).toBeLessThan(atS(FOUND_S + 3));
  });

  test("goes on through a restart in the gap", () => {
    expect(play(INBOUND, 100, "first", 60)).toEqual({ warnings, decisions, tracks });
  });

  test("frees people when it has turned away", () => {
    const turned = play(TURNED, 135);
    const end = turned.warnings.find(({ action }) => action === "end");
    expect(end?.stage).toBe("all-clear");
    // The first track's own projection would have kept them until it had arrived, and 20 s more.
    const unseen = play((s) => (s < FOUND_S ? TURNED(s) : null), 250);
    const later = unseen.warnings.find(({ action }) => action === "end");
    expect(end?.issuedUs).toBeLessThan(later?.issuedUs ?? 0);
  });

  test("frees nobody when only reports that anybody could make say so", () => {
    const turned = play(TURNED, 250, "open");
    const unseen = play((s) => (s < FOUND_S ? TURNED(s) : null), 250);
    const end = (played: Played) =>
      played.warnings.find(({ action }) => action === "end")?.issuedUs;
    expect(end(turned)).toBeGreaterThanOrEqual(end(unseen) ?? Infinity);
  });

  test("is explained as what it was", () => {
    const told = tell({
      site: { sensors: [radar("radar-a")] },
      flights: [INBOUND],
      seconds: 100,
      looker: (s) => (s >= LOST_FROM_S && s < FOUND_S ? null : "radar-a"),
    });
    const last = told.record.tracks[told.record.tracks.length - 1].value;
    const report = explainTrack(told.record, last.trackId);
    const link = report?.links.find(({ stage }) => stage === "track");
    expect(link?.statement).toContain(`the object of track ${last.continues?.track}`);
  });
});
