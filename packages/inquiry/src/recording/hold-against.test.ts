import { describe, expect, test } from "vitest";
import { accountOf } from "../account/account.ts";
import type { CaseClaim } from "../cases/decided-claims.ts";
import type { Count } from "../claims/count.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { type HeldClaim, holdAgainst } from "./hold-against.ts";
import { atOnce } from "./objects.ts";
import type { KeptRecording, RecordedSight, RecordedThing, Recording } from "./recording.ts";

const DIRECTIONS = [0, 45, 90, 135, 180, 225, 270, 315];

const sight = (fromDeg: number, tracked: number, codes: string[]): RecordedSight => ({
  flight: "level",
  rangeM: null,
  fromDeg,
  heightM: 20,
  tracked,
  codes,
  statement: "The radar could not have seen it: it was 1.9 km away and the range is 1.5 km",
  records: [7],
});
const WATCHED = DIRECTIONS.map((fromDeg) => sight(fromDeg, 0.97, ["NO_OBJECT"]));
const BLIND = DIRECTIONS.map((fromDeg) => sight(fromDeg, 0, ["OUT_OF_COVERAGE"]));
/** Seen from everywhere but the south-east. */
const HALF = WATCHED.map((one) =>
  one.fromDeg === 135 ? sight(135, 0.2, ["OUT_OF_COVERAGE"]) : one,
);

const drone = (id: number, more: Partial<RecordedThing> = {}): RecordedThing => ({
  id: `t${id}`,
  kind: "drone",
  firstAt: "2026-05-03T20:41:00.000Z",
  lastAt: "2026-05-03T20:44:00.000Z",
  fromDeg: 135,
  records: [100 + id],
  ...more,
});

const recording = (more: Partial<Recording> = {}): Recording => ({
  format: "tocsin case recording 1",
  rules: 1,
  engine: "0",
  site: "Ardal harbour",
  mode: "live",
  notional: false,
  ran: true,
  place: "Fuel depot",
  names: ["Ardal harbour", "Fuel depot"],
  fromAt: "2026-05-03T20:42:00.000Z",
  toAt: "2026-05-03T20:46:00.000Z",
  speedMps: 25,
  lowestM: 20,
  highestM: 150,
  days: ["2026-05-03"],
  hearing: [],
  objects: [],
  sights: WATCHED,
  defences: [],
  reports: [],
  warnings: [],
  decisions: [],
  outages: [],
  longitudeDeg: 44.4,
  siteRecord: 2,
  cited: [],
  ...more,
});

const kept = (own: Recording): KeptRecording => ({
  id: "R1",
  name: "post",
  source: "post",
  chain: "",
  lastSequence: 1,
  bundle: null,
  sha256: "",
  notional: own.notional,
  recording: own,
});

const WORDS = "Three drones took off from the southeast; the warning system did not activate.";
const ACCOUNT = accountOf({
  id: "A",
  sha256: "",
  source: "",
  text: WORDS,
  title: null,
  published: null,
});

const claim = (predicate: CaseClaim["predicate"], more: Partial<CaseClaim> = {}): CaseClaim => ({
  id: `A:${predicate}`,
  accountId: "A",
  span: { start: 0, end: 12 },
  repeats: [],
  predicate,
  value: "drone",
  count: null,
  population: null,
  polarity: "affirm",
  hedges: [],
  rule: "",
  speaker: { kind: "named", name: "Major General Yahya Rasoul", span: null, via: [] },
  quotation: "none",
  event: MAIN_EVENT,
  status: "proposed",
  original: null,
  decision: null,
  steps: [],
  replacedBy: [],
  credibility: null,
  ...more,
});
const count = (min: number, max: number | null = min): Count => ({
  min,
  max,
  approximate: false,
  weak: false,
});

const held = (
  one: CaseClaim,
  own: Recording,
  others: readonly CaseClaim[] = [],
): HeldClaim | undefined =>
  holdAgainst([one, ...others], [ACCOUNT], [kept(own)]).find(({ claimId }) => claimId === one.id);
const verdict = (...of: Parameters<typeof held>): string | undefined => held(...of)?.verdict;

describe("what is said, held against what was recorded", () => {
  test("an absent track speaks as loudly as the probability that it would have been there", () => {
    const three = claim("weapon.count", { count: count(3) });
    const watched = held(three, recording());
    expect(watched).toMatchObject({ verdict: "contradicted", records: [7] });
    expect(watched?.reason).toContain("at least 97 %");
    const blind = held(three, recording({ sights: BLIND }));
    expect(blind?.verdict).toBe("could-not-have-been-seen");
    expect(blind?.reason).toContain("the range is 1.5 km");
    const poor = recording({ sights: WATCHED.map((one) => ({ ...one, tracked: 0.89 })) });
    expect(held(three, poor)?.reason).toContain("89 % only");
    expect(verdict(three, poor)).toBe("could-not-have-been-seen");
  });

  test("a rocket is held against what was fired and would have been seen, and never against what comes level", () => {
    const fired = (tracked: number): RecordedSight[] =>
      [2_000, 16_000].flatMap((rangeM) =>
        DIRECTIONS.map((fromDeg) => ({
          ...sight(fromDeg, rangeM === 2_000 ? tracked : 0.99, []),
          flight: "fired" as const,
          rangeM,
        })),
      );
    const rockets = claim("weapon.count", { count: count(3), value: "rocket" });
    const seen = held(rockets, recording({ sights: [...BLIND, ...fired(0.98)] }));
    expect(seen?.verdict).toBe("contradicted");
    expect(seen?.reason).toContain("fired from 2 to 16 km away");
    const near = held(rockets, recording({ sights: [...WATCHED, ...fired(0.1)] }));
    expect(near?.verdict).toBe("could-not-have-been-seen");
    expect(near?.reason).toContain("fired from 2 km away");
    expect(verdict(rockets, recording())).toBe("not-comparable");
    const missile = claim("weapon.count", { count: count(1), value: "missile" });
    expect(verdict(missile, recording({ sights: fired(0.98) }))).toBe("not-comparable");
    const drones = claim("weapon.count", { count: count(3) });
    expect(verdict(drones, recording({ sights: [...BLIND, ...fired(0.98)] }))).toBe(
      "could-not-have-been-seen",
    );
  });

  test("a direction that the same speaker names is the one that counts", () => {
    const from = (value: string): CaseClaim =>
      claim("launch.place", {
        value,
        speaker: { kind: "named", name: "Rasoul", span: null, via: [] },
      });
    const one = claim("weapon.count", { count: count(1, null) });
    const half = recording({ sights: HALF });
    expect(verdict(one, half)).toBe("could-not-have-been-seen");
    expect(verdict(one, half, [from("north of the town")])).toBe("contradicted");
    expect(verdict(one, half, [from("southeast of the town")])).toBe("could-not-have-been-seen");
  });

  test("“none” is supported only where something would have been tracked", () => {
    const none = claim("weapon.count", { count: count(0) });
    expect(verdict(none, recording())).toBe("supported");
    expect(verdict(none, recording({ sights: BLIND }))).toBe("could-not-have-been-seen");
    expect(verdict(none, recording({ objects: [drone(1)] }))).toBe("contradicted");
  });

  test("detections that no track was made of leave nothing to be said of an absence", () => {
    const unclear = recording({
      sights: WATCHED.map((one) => ({ ...one, codes: ["NOT_CONFIRMED"] })),
    });
    expect(verdict(claim("weapon.count", { count: count(1) }), unclear)).toBe("not-comparable");
  });

  test("where nothing is known of what would have been seen, only what was tracked is told", () => {
    const erased = recording({ sights: [], objects: [drone(1)] });
    expect(verdict(claim("weapon.count", { count: count(1) }), erased)).toBe("supported");
    expect(verdict(claim("weapon.count", { count: count(3) }), erased)).toBe("not-comparable");
    expect(verdict(claim("weapon.count", { count: count(1) }), recording({ sights: [] }))).toBe(
      "not-comparable",
    );
  });

  test("birds and aircraft are no weapons, and a rocket's flight is not tried", () => {
    const bird = recording({ objects: [drone(1, { kind: "other" })] });
    expect(verdict(claim("weapon.count", { count: count(1) }), bird)).toBe("contradicted");
    const rocket = claim("weapon.count", { value: "rocket", count: count(1) });
    expect(verdict(rocket, recording())).toBe("not-comparable");
    expect(verdict(rocket, recording({ objects: [drone(1, { kind: "rocket" })] }))).toBe(
      "supported",
    );
    const type = claim("weapon.type", { value: "armed drone" });
    expect(verdict(type, recording({ objects: [drone(1)] }))).toBe("supported");
    expect(verdict(type, recording({ objects: [drone(1, { kind: "unknown" })] }))).toBe(
      "not-comparable",
    );
  });

  test("where it came from, by what was tracked or by who could have seen it", () => {
    const from = claim("launch.place", { value: "southeast of the town" });
    expect(verdict(from, recording({ objects: [drone(1)] }))).toBe("supported");
    expect(verdict(from, recording({ objects: [drone(1, { fromDeg: 300 })] }))).toBe(
      "contradicted",
    );
    const northwest = claim("launch.place", { value: "north-west of the town" });
    expect(verdict(northwest, recording({ objects: [drone(1, { fromDeg: 0 })] }))).toBe(
      "supported",
    );
    expect(verdict(from, recording({ objects: [drone(1, { fromDeg: 210 })] }))).toBe(
      "not-comparable",
    );
    expect(verdict(from, recording({ objects: [drone(1, { fromDeg: null })] }))).toBe(
      "not-comparable",
    );
    expect(verdict(from, recording())).toBe("contradicted");
    expect(verdict(from, recording({ sights: HALF }))).toBe("could-not-have-been-seen");
    expect(verdict(claim("launch.place", { value: "a truck" }), recording())).toBe(
      "not-comparable",
    );
  });

  test("that it lay outside the radar's range", () => {
    const range = claim("defence.inactive-reason", { value: "launch outside the radar's range" });
    expect(verdict(range, recording({ sights: BLIND }))).toBe("supported");
    expect(verdict(range, recording({ objects: [drone(1)], sights: BLIND }))).toBe("contradicted");
    const seen = held(range, recording());
    expect(seen?.verdict).toBe("contradicted");
    expect(seen?.reason).toContain("at least 97 %");
    expect(verdict(range, recording({ sights: HALF }))).toBe("not-comparable");
    const low = DIRECTIONS.map((fromDeg) => sight(fromDeg, 0, ["BELOW_HORIZON"]));
    expect(held(range, recording({ sights: low }))).toMatchObject({ verdict: "contradicted" });
    const down = DIRECTIONS.map((fromDeg) => sight(fromDeg, 0, ["SENSOR_DOWN"]));
    expect(verdict(range, recording({ sights: down }))).toBe("not-comparable");
  });

  test("a defence by its log and its state; what is modelled is notional though the recording is not", () => {
    const no = claim("defence.activated", { value: "no", span: { start: 0, end: 12 } });
    const yes = claim("defence.activated", { value: "yes" });
    const defence = { name: "Battery", notional: false, engagements: [], records: [5] };
    const state = (own: "ready" | "inhibited", notional = false): Recording =>
      recording({ defences: [{ ...defence, state: own, notional }] });
    expect(verdict(no, recording())).toBe("not-comparable");
    expect(verdict(no, state("ready"))).toBe("not-comparable");
    expect(held(no, state("inhibited"))).toMatchObject({ verdict: "supported", notional: false });
    expect(held(no, state("inhibited", true))?.notional).toBe(true);
    expect(verdict(yes, state("inhibited"))).toBe("contradicted");
    const engaged = recording({
      defences: [
        {
          ...defence,
          state: "ready",
          engagements: [
            { outcome: "intercepted", at: "2026-05-03T20:44:00.000Z", record: 9 },
            { outcome: "intercepted", at: "2026-05-03T20:44:10.000Z", record: 10 },
          ],
        },
      ],
    });
    expect(verdict(no, engaged)).toBe("contradicted");
    expect(held(yes, engaged)).toMatchObject({ verdict: "supported", records: [9, 10] });
    const downed = claim("weapon.intercepted", { value: "downed", count: count(2) });
    expect(verdict(downed, engaged)).toBe("supported");
    expect(verdict(claim("weapon.hit", { value: "hit", count: count(1) }), engaged)).toBe(
      "contradicted",
    );
  });

  test("what others reported to the post is a report, and no measurement", () => {
    const reported = recording({
      objects: [drone(1)],
      reports: [{ by: "forces", source: "a spokesman", outcome: "intercepted", record: 11 }],
    });
    const downed = claim("weapon.intercepted", { value: "downed", count: count(2) });
    expect(held(downed, reported)).toMatchObject({ verdict: "not-comparable", records: [11] });
  });

  test("whether people were warned, by the words of the claim", () => {
    const start = WORDS.indexOf("the warning");
    const no = claim("defence.activated", { value: "no", span: { start, end: WORDS.length } });
    const warned = recording({
      warnings: [{ stage: "take-cover", at: "2026-05-03T20:43:00.000Z", record: 12 }],
    });
    expect(held(no, warned)).toMatchObject({ verdict: "contradicted", records: [12] });
    expect(held(no, recording())).toMatchObject({ verdict: "supported", records: [2] });
    expect(verdict(no, recording({ mode: "shadow" }))).toBe("not-comparable");
    expect(verdict(no, recording({ ran: false }))).toBe("not-comparable");
  });

  test("a radar hears no explosion, a day may be counted two ways, and a name is looked for", () => {
    expect(verdict(claim("explosion.count", { count: count(1) }), recording())).toBe(
      "could-not-have-been-seen",
    );
    expect(
      verdict(claim("explosion.count", { count: count(1) }), recording({ hearing: ["mast"] })),
    ).toBe("not-comparable");
    const came = recording({ objects: [drone(1)], days: ["2026-05-03", "2026-05-04"] });
    const on = (value: string): string | undefined =>
      verdict(claim("attack.date", { value }), came);
    expect(on("2026-05-04")).toBe("supported");
    expect(on("the night before 2026-05-05")).toBe("supported");
    expect(on("Sunday")).toBe("supported");
    expect(on("Friday")).toBe("contradicted");
    expect(on("2026-05-06")).toBe("contradicted");
    expect(on("last week")).toBe("not-comparable");
    expect(verdict(claim("attack.date", { value: "Sunday" }), recording())).toBe("not-comparable");
    expect(verdict(claim("attack.target", { value: "depot" }), came)).toBe("supported");
    expect(verdict(claim("attack.target", { value: "palace" }), came)).toBe("not-comparable");
  });

  test("whether it took place: what flew is told, and not what exploded", () => {
    const no = claim("attack.occurred", { value: "no", polarity: "deny" });
    expect(verdict(no, recording({ objects: [drone(1)] }))).toBe("contradicted");
    expect(verdict(no, recording())).toBe("not-comparable");
    expect(verdict(no, recording({ sights: BLIND }))).toBe("could-not-have-been-seen");
    const yes = claim("attack.occurred", { value: "yes" });
    expect(verdict(yes, recording({ objects: [drone(1)] }))).toBe("supported");
  });

  test("other events, and what no sensor tells, get no verdict; what is not known is not compared", () => {
    const other = claim("weapon.count", { count: count(1), event: "other: february" });
    expect(held(other, recording())).toBeUndefined();
    expect(held(claim("casualties.injured", { count: count(6) }), recording())).toBeUndefined();
    expect(
      verdict(claim("weapon.count", { count: count(1), polarity: "unknown" }), recording()),
    ).toBe("not-comparable");
    const simulated = recording({ notional: true });
    expect(held(claim("weapon.count", { count: count(1) }), simulated)?.notional).toBe(true);
  });

  test("a number is contradicted exactly where none that the record leaves open is among those said", () => {
    const MOST = 12;
    for (let tracks = 1; tracks <= 4; tracks++)
      for (let together = 1; together <= tracks; together++)
        for (const sights of [WATCHED, BLIND])
          for (let min = 0; min <= 5; min++)
            for (const max of [min, min + 1, null]) {
              const objects = Array.from({ length: tracks }, (_, i) =>
                i < together
                  ? drone(i)
                  : drone(i, {
                      firstAt: `2026-05-03T20:5${i}:00.000Z`,
                      lastAt: `2026-05-03T20:5${i}:30.000Z`,
                    }),
              );
              expect(atOnce(objects)).toBe(together);
              const most = sights === WATCHED ? tracks : MOST;
              const open = Array.from({ length: MOST + 1 }, (_, n) => n).filter(
                (n) => n >= together && n <= most,
              );
              const said = open.filter((n) => n >= min && n <= (max ?? MOST));
              const found = verdict(
                claim("weapon.count", { count: count(min, max) }),
                recording({ objects, sights }),
              );
              const about = `${tracks} tracks, ${together} at once, ${min} to ${max}`;
              expect(found === "contradicted", about).toBe(said.length === 0);
              const isSupported = found === "supported";
              expect(isSupported && !said.includes(together), about).toBe(false);
              expect(said.length === open.length && !isSupported, about).toBe(false);
            }
  });
});
