import { expect, test } from "vitest";
import { enuToGeodetic } from "../geodesy/local-frame.ts";
import { compareLooks } from "../measurement/look.ts";
import type { TrackId } from "../units/ids.ts";
import { sensorId } from "../units/ids.ts";
import { type CountingTracker, createTracker } from "./create-tracker.ts";
import type { Track } from "./track.ts";
import {
  config,
  ENV,
  falling,
  type Mover,
  NO_HEALTH,
  radar,
  runOfLooks,
  seeded,
  straight,
} from "./tracker-world.test-support.ts";

/** Two radars that see the same, so that each look also tells of their errors. */
const RADARS = [
  radar({ detectionProbability: 0.8 }),
  radar({ id: sensorId("east"), position: enuToGeodetic(ENV.frame, 3000, -1000, 0) }),
];

/** A swarm so dense that its tracks contend for detections, rockets, and some that leave for a while. */
function movers(random: () => number): readonly Mover[] {
  const swarm = Array.from({ length: 12 }, (_, i) =>
    straight([3000 + 45 * i, 4000 + 30 * random(), 300, -30, -40, 0]),
  );
  const rockets = Array.from({ length: 6 }, (_, i) =>
    falling([-6000 + 300 * i, 5000, 800 + 100 * random(), 120, -150, 60]),
  );
  const gone = Array.from({ length: 4 }, (_, i): Mover => {
    const flight = straight([5000 - 800 * i, -6000, 500, 60, 50, 0]);
    return (timeS) => (timeS > 8 && timeS < 13 ? null : flight(timeS));
  });
  return [...swarm, ...rockets, ...gone];
}

function looksOf(seed: number) {
  const flying = movers(seeded(seed));
  const looks = RADARS.flatMap((spec, i) =>
    runOfLooks(flying, 25, 100 * seed + i, { spec, clutter: 15 }),
  );
  return looks.toSorted(compareLooks);
}

const stateOf = (tracker: CountingTracker): string => JSON.stringify(tracker.snapshot());

/** Of the names of known tracks some, in an order of chance, and one of nobody. */
function someOf(known: readonly Track[], random: () => number): readonly TrackId[] {
  const asked = known.filter(() => random() < 0.5).map(({ id }) => ({ id, key: random() }));
  return [...asked.toSorted((a, b) => a.key - b.key).map(({ id }) => id), "nobody" as TrackId];
}

const byId = (a: Track, b: Track): number => (a.id < b.id ? -1 : 1);

test("a look in parts comes to the same as a whole one, bit for bit, whoever is asked for ahead, and what it confirms is known before its end", () => {
  let asked = 0;
  let otherwise = 0;
  let found = 0;
  let twice = 0;
  for (const seed of [1, 2]) {
    const random = seeded(900 + seed);
    const whole = createTracker(config(RADARS));
    const parted = createTracker(config(RADARS));
    const { inParts } = parted;
    const marks = [];
    for (const look of looksOf(seed)) {
      if (random() < 0.3) marks.push(whole.mark(), parted.mark());
      const known = parted.confirmed();
      whole.processLook(look, NO_HEALTH);
      inParts?.begin(look, NO_HEALTH);
      const ahead = new Map(someOf(known, random).map((id) => [id, inParts?.ahead(id) ?? null]));
      const confirmed = random() < 0.7 ? (inParts?.confirmedAhead() ?? []) : null;
      if (confirmed !== null && random() < 0.5) {
        twice += inParts?.confirmedAhead().length ?? 0;
        for (const id of someOf(known, random)) ahead.set(id, inParts?.ahead(id) ?? null);
      }
      inParts?.finish();
      expect(stateOf(parted)).toBe(stateOf(whole));
      const after = new Map(parted.confirmed().map((track) => [track.id, track]));
      expect([...after.values()]).toEqual(whole.confirmed());
      for (const [id, track] of ahead) {
        asked++;
        if ((after.get(id) ?? null) !== track) otherwise++;
      }
      if (confirmed === null) continue;
      const before = new Set(known.map(({ id }) => id));
      const fresh = [...after.values()].filter(({ id }) => !before.has(id));
      expect(confirmed.toSorted(byId)).toEqual(fresh);
      for (const track of confirmed) expect(after.get(track.id)).toBe(track);
      found += confirmed.length;
    }
    expect(whole.registrations()).toHaveLength(2);
    expect(marks.length).toBeGreaterThan(0);
  }
  expect(asked).toBeGreaterThan(300);
  expect(found).toBeGreaterThan(20);
  expect(twice).toBe(0);
  // But for those that the look's end joined with one that was just confirmed.
  expect(otherwise).toBeLessThan(5);
});

test("there is no mark and no other look in the middle of one, and what was finished can be asked for", () => {
  const tracker = createTracker(config(RADARS));
  const looks = looksOf(1);
  const { inParts } = tracker;
  for (const look of looks.slice(0, 20)) tracker.processLook(look, NO_HEALTH);
  inParts?.begin(looks[20], NO_HEALTH);
  expect(() => tracker.mark()).toThrow("whole looks");
  expect(() => tracker.snapshot()).toThrow("whole looks");
  expect(() => tracker.processLook(looks[21], NO_HEALTH)).toThrow("one look at a time");
  inParts?.finish();
  inParts?.finish();
  const [first] = tracker.confirmed();
  expect(inParts?.ahead(first.id)).toBe(first);
  tracker.mark();
});
