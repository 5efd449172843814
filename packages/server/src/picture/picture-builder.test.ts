import {
  areaId,
  createEngine,
  type EngineEffect,
  type EngineEvent,
  type SiteModel,
  type Track,
  trackId,
  type Warning,
} from "@tocsin/core";
import { PICTURE_LIMITS } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { simulate } from "@tocsin/sim";
import { loadScenario } from "../run/scenario-files.ts";
import { PROJECTIONS_MAX } from "./impact-book.ts";
import { PictureBuilder } from "./picture-builder.ts";

const simulation = simulate(loadScenario("salvo"));
const { site, startUs } = simulation;

interface Followed {
  readonly builder: PictureBuilder;
  readonly tracks: readonly Track[];
  readonly nowUs: number;
  readonly effects: readonly EngineEffect[];
}

/** The salvo's first so many seconds, through an engine and a builder. */
function follow(seconds: number): Followed {
  const engine = createEngine();
  const builder = new PictureBuilder(site, { timeZone: null });
  const effects: EngineEffect[] = [];
  let nowUs = startUs;
  for (const event of simulation.events()) {
    if (event.receivedUs > startUs + seconds * 1e6) break;
    const step = engine.step(event);
    builder.observe({ event, effects: step.effects });
    effects.push(...step.effects);
    nowUs = event.receivedUs;
  }
  return { builder, tracks: engine.tracks(), nowUs, effects };
}

const warningOf = (changes: Partial<Warning>): Warning => ({
  siteId: site.id,
  areaId: site.areas[0].id,
  mode: site.mode,
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedUs: startUs,
  expiresUs: startUs + 60e6,
  arrivalFromUs: startUs + 10e6,
  arrivalToUs: startUs + 20e6,
  probability: 0.5,
  threats: [trackId("a")],
  decisions: [1],
  replaces: null,
  ...changes,
});
const configured = (options: { readonly site?: SiteModel } = {}): PictureBuilder => {
  const builder = new PictureBuilder(site, { timeZone: null });
  const event: EngineEvent = {
    type: "configuration",
    receivedUs: startUs,
    site: options.site ?? site,
  };
  builder.observe({ event, effects: [] });
  return builder;
};
test("automatic warning that was switched off stays off on the screen when the post is started again", () => {
  const builder = new PictureBuilder(site, { timeZone: null });
  const orders = { automation: false, posture: null, areas: [] };
  builder.adopt([], [], null, orders);
  builder.observe({ event: { type: "configuration", receivedUs: startUs, site }, effects: [] });
  expect(builder.noteProtection(startUs)).toMatchObject({ status: "not-protecting" });
  expect(builder.picture(startUs, []).automation).toBe(false);
  const back = {
    type: "orders",
    timeUs: startUs,
    orders: { ...orders, automation: true },
  } as const;
  builder.observe({ event: null, effects: [back] });
  expect(builder.picture(startUs, []).automation).toBe(true);
});
test("a live post whose warnings no channel carries protects nobody, and says why", () => {
  const live = { ...site, mode: "live" } as const;
  const protection = (of: SiteModel, isCarried: boolean) =>
    new PictureBuilder(of, { timeZone: null, isCarried }).noteProtection(startUs);
  const told = "No channel carries real warnings: what is decided would reach nobody.";
  expect(protection(live, false)).toMatchObject({ status: "not-protecting" });
  expect(protection(live, false).because).toContain(told);
  expect(protection(live, true).because).not.toContain(told);
  expect(protection(site, false).because).not.toContain(told);
});

const effect = (...effects: EngineEffect[]) => ({ event: null, effects });

describe("a salvo under way", () => {
  const { builder, tracks, nowUs, effects } = follow(60);
  const picture = builder.picture(nowUs, tracks);

  test("shows confirmed objects only, named in the order of their confirmation", () => {
    const confirmed = effects.flatMap((e) =>
      e.type === "track" && e.track.change === "confirmed" ? [e.track.trackId] : [],
    );
    expect(picture.tracks.length).toBeGreaterThan(3);
    for (const { id, label, status } of picture.tracks) {
      expect(status).not.toBe("tentative");
      expect(label).toBe(`T${confirmed.indexOf(trackId(id)) + 1}`);
    }
  });

  test("says of what falls where, and of what flies nothing", () => {
    const falling = picture.tracks.filter((track) => track.class === "rocket");
    expect(falling.some(({ impact }) => impact !== null)).toBe(true);
    const flying = picture.tracks.filter((track) => track.class === "aircraft");
    for (const track of flying) expect(track.impact).toBeNull();
  });

  test("names in an area's threats the tracks that say they threaten it", () => {
    const warned = picture.areas.filter(({ stage }) => stage !== null);
    expect(warned.length).toBeGreaterThan(0);
    for (const area of warned)
      for (const track of picture.tracks)
        expect(track.threatens.includes(area.id)).toBe(area.threats.includes(track.id));
  });

  test("has every decision in one sentence, the latest first", () => {
    expect(picture.decisions.length).toBeGreaterThan(10);
    for (const { text, trackLabel } of picture.decisions) {
      expect(text.startsWith(`${trackLabel} and `)).toBe(true);
      expect(text).toMatch(/\.$/);
    }
    const numbers = picture.decisions.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  test("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
  });
});

describe("what is long is bounded", () => {
  test("trails keep the whole flight in few points", () => {
    const { builder, tracks } = follow(60);
    const [first] = tracks.filter(({ status }) => status === "confirmed");
    let picture = builder.picture(startUs, tracks);
    for (let s = 0; s < 1_000; s++)
      picture = builder.picture(startUs, [{ ...first, timeUs: first.timeUs + s * 1e6 }]);
    const trail = picture.tracks[0].trail;
    expect(trail.length).toBeLessThanOrEqual(PICTURE_LIMITS.trailPoints);
    expect(trail.length).toBeGreaterThan(PICTURE_LIMITS.trailPoints / 4);
  });

  test("of too many tracks those that people are warned of stay", () => {
    const { tracks } = follow(60);
    const [model] = tracks.filter(({ status }) => status === "confirmed");
    const many = Array.from({ length: PICTURE_LIMITS.tracks + 50 }, (_, i) => ({
      ...model,
      id: trackId(`t${i}`),
      lastSensedUs: startUs + i,
    }));
    const builder = configured();
    builder.observe(effect({ type: "warning", warning: warningOf({ threats: [trackId("t0")] }) }));
    const picture = builder.picture(startUs + 1e6, many);
    expect(picture.tracks).toHaveLength(PICTURE_LIMITS.tracks);
    expect(picture.tracks.some(({ id }) => id === "t0")).toBe(true);
    expect(picture.tracks.some(({ id }) => id === "t1")).toBe(false);
  });

  test("of too many that fall at once each is worked out in its turn", () => {
    const { tracks } = follow(60);
    const model = tracks.find(
      ({ status, estimates }) => status === "confirmed" && estimates[0].model === "ballistic",
    );
    if (model === undefined) throw new Error("nothing falls");
    const many = (s: number) =>
      Array.from({ length: 2 * PROJECTIONS_MAX }, (_, i) => ({
        ...model,
        id: trackId(`t${i}`),
        timeUs: model.timeUs + s * 1e6,
      }));
    const builder = configured();
    const worked = (s: number): number =>
      builder.picture(startUs, many(s)).tracks.filter(({ impact }) => impact !== null).length;
    expect([worked(0), worked(1), worked(2)]).toEqual([
      PROJECTIONS_MAX,
      2 * PROJECTIONS_MAX,
      2 * PROJECTIONS_MAX,
    ]);
  });

  test("warnings and faults: the latest stay", () => {
    const builder = configured();
    for (let version = 1; version <= 200; version++)
      builder.observe(
        effect(
          { type: "warning", warning: warningOf({ version }) },
          {
            type: "fault",
            fault: { timeUs: startUs, code: "LOOK_TOO_LATE", subject: "x", detail: `${version}` },
          },
        ),
      );
    const picture = builder.picture(startUs, []);
    expect(picture.warnings).toHaveLength(PICTURE_LIMITS.warnings);
    expect(picture.warnings[0].version).toBe(200);
    expect(picture.faults).toHaveLength(PICTURE_LIMITS.faults);
    expect(picture.faults[0].detail).toBe("200");
  });
});

describe("the stage of an area", () => {
  const [{ id }] = site.areas;
  const stageAt = (builder: PictureBuilder, s: number) =>
    builder.picture(startUs + s * 1e6, []).areas.find((area) => area.id === id);

  test("has begun when it first was given, and ends with the all-clear or by itself", () => {
    const builder = configured();
    builder.observe(effect({ type: "warning", warning: warningOf({}) }));
    const update = warningOf({ version: 2, action: "update", issuedUs: startUs + 5e6 });
    builder.observe(effect({ type: "warning", warning: update }));
    expect(stageAt(builder, 6)).toMatchObject({ stage: "take-cover", sinceUs: startUs });
    expect(stageAt(builder, 61)).toMatchObject({ stage: null, threats: [] });
    const over = warningOf({ version: 3, stage: "all-clear", action: "end" });
    builder.observe(effect({ type: "warning", warning: over }));
    expect(stageAt(builder, 6)?.stage).toBeNull();
  });

  test("is taken up by a builder that begins to watch in the middle", () => {
    const builder = configured();
    builder.adopt([warningOf({})]);
    expect(stageAt(builder, 1)).toMatchObject({ stage: "take-cover" });
  });

  test("has with its warning what became of it on each channel", () => {
    const builder = configured();
    builder.observe(effect({ type: "warning", warning: warningOf({}) }));
    const key = `${site.id}/${id}/${site.mode}/1`;
    for (const outcome of ["sent", "delivered"] as const)
      builder.observe({
        event: {
          type: "receipt",
          receivedUs: startUs,
          warningKey: key,
          version: 1,
          channelId: "sirens" as never,
          outcome,
          detail: "",
        },
        effects: [],
      });
    expect(builder.picture(startUs, []).warnings[0].receipts).toEqual([
      { channelId: "sirens", outcome: "delivered", detail: "" },
    ]);
  });
});

describe("the summary of protection", () => {
  const protectionOf = (status: "protecting" | "not-protecting"): EngineEffect => ({
    type: "protection",
    timeUs: startUs,
    areas: site.areas.map((area) => ({
      areaId: areaId(area.id),
      status,
      approaches:
        status === "protecting"
          ? []
          : [
              {
                kind: "low-drone",
                heightM: 50,
                bearingFromRad: 0,
                bearingToRad: 2 * Math.PI,
                seenFromM: null,
                warningS: 0,
                seenBy: [],
                limitedBy: "health",
              },
            ],
    })),
  });
  const up: EngineEffect[] = site.sensors.map(({ id }) => ({
    type: "sensor",
    timeUs: startUs,
    health: { sensorId: id, status: "up", sinceUs: startUs, reason: "reporting" },
  }));

  test("protects when all areas and sensors do, and says nothing more", () => {
    const builder = configured();
    builder.observe(effect(protectionOf("protecting"), ...up));
    expect(builder.picture(startUs, []).protection).toEqual({
      status: "protecting",
      sinceUs: startUs,
      because: [],
    });
  });

  test("shows how wrong a sensor reads beside its health", () => {
    const builder = configured();
    builder.observe(effect(...up));
    const [{ id }] = site.sensors;
    const none = { value: 0, sigma: 1 };
    const biases = {
      rangeM: { value: 11.04, sigma: 1 },
      azimuthRad: { value: (1.5 * Math.PI) / 180, sigma: 1e-3 },
      elevationRad: none,
      clockS: { value: 0.04, sigma: 0.005 },
    };
    const registration = { sensorId: id, pairs: 40, absolute: biases, relative: biases };
    builder.observe(effect({ type: "registration", timeUs: startUs, registration }, up[0]));
    const [shown] = builder.picture(startUs, []).sensors;
    expect(shown.status).toBe("up");
    expect(shown.registration).toMatchObject({
      text: "reads 11 m long and 26.2 mrad clockwise, its clock is 40 ms late: corrected",
      pairs: 40,
      absolute: { rangeM: 11, azimuthDeg: 1.5, clockS: 0.04, clockSigmaS: 0.005 },
    });
  });

  test("tells the worst first: switched off, areas, sensors", () => {
    const builder = configured();
    builder.observe(effect(protectionOf("not-protecting")));
    builder.observe({
      event: {
        type: "command",
        receivedUs: startUs,
        command: { kind: "automation", on: false },
        by: "somebody",
        reason: "maintenance",
        seconded: { by: "supervisor", how: "person" },
      },
      effects: [],
    });
    const { status, because } = builder.picture(startUs + 1e6, []).protection;
    expect(status).toBe("not-protecting");
    expect(because[0]).toContain("Automatic warning is switched off");
    expect(because[1]).toContain(site.areas[0].name);
    expect(because[1]).toContain("not protected: ");
    expect(because[1]).toContain("from any direction");
    expect(because.at(-1)).toContain("has not reported yet");
  });

  test("says of an area whose decision paths disagree that they do, for as long as that is said", () => {
    const builder = configured();
    const { id } = site.areas[0];
    const code = "DECISION_PATHS_DISAGREE" as const;
    const fault = { timeUs: startUs, code, subject: id, detail: "one says so, the other not" };
    builder.observe(effect({ type: "fault", fault }));
    const shown = (s: number) =>
      builder.picture(startUs + s * 1e6, []).areas.map((area) => area.pathsDisagree ?? false);
    expect(shown(60)).toEqual(site.areas.map((area) => area.id === id));
    expect(shown(66)).toEqual(site.areas.map(() => false));
  });

  test("a fault that is told again stands once, on top, and hides no other", () => {
    const builder = configured();
    const told = (subject: string, atS: number): void => {
      const fault = {
        timeUs: startUs + atS * 1e6,
        code: "CHANNEL_FAILED",
        subject,
        detail: "down",
      } as const;
      builder.observe(effect({ type: "fault", fault }));
    };
    told("roof", 0);
    told("desk", 10);
    for (let atS = 30; atS < 7_200; atS += 30) told("roof", atS);
    expect(builder.picture(startUs + 7_200e6, []).faults.map(({ subject }) => subject)).toEqual([
      "roof",
      "desk",
    ]);
  });

  test("keeps since when it has been so, and forgets a fault that is long past", () => {
    const builder = configured();
    builder.observe(effect(protectionOf("protecting"), ...up));
    builder.picture(startUs, []);
    const fault = { timeUs: startUs + 1e6, subject: "radars", detail: "no route" } as const;
    builder.observe(effect({ type: "fault", fault: { ...fault, code: "INPUT_FAILED" } }));
    const during = builder.picture(startUs + 2e6, []).protection;
    expect(during).toMatchObject({ status: "degraded", sinceUs: startUs + 2e6 });
    expect(during.because).toEqual(["radars: an input fails (no route)."]);
    expect(builder.picture(startUs + 30e6, []).protection.sinceUs).toBe(startUs + 2e6);
    expect(builder.picture(startUs + 120e6, []).protection.status).toBe("protecting");
  });

  test("names blind directions only where the area's people would have too little time", () => {
    const builder = configured();
    const [area] = site.areas;
    const approach = (warningS: number) =>
      ({
        kind: "drone",
        heightM: 300,
        bearingFromRad: 0,
        bearingToRad: 1,
        seenFromM: warningS * 40,
        warningS,
        seenBy: [],
        limitedBy: "range",
      }) as const;
    builder.observe(
      effect({
        type: "protection",
        timeUs: startUs,
        areas: [
          {
            areaId: area.id,
            status: "degraded",
            approaches: [approach(area.shelterS - 1), approach(area.shelterS + 1)],
          },
        ],
      }),
    );
    const [{ blind }] = builder.picture(startUs, []).areas;
    expect(blind).toHaveLength(1);
    expect(blind[0]).toMatchObject({ warningS: area.shelterS - 1, fromDeg: 0, toDeg: 57.3 });
  });
});
