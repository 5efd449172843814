import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { DecisionBook } from "../assessment/decision-book.ts";
import type { Decision } from "../assessment/decision.ts";
import { trackOf } from "../assessment/decision.test-support.ts";
import { createEnvironment } from "../motion/environment.ts";
import { FlightMasks } from "../policy/flight-masks.ts";
import type { Policy } from "../policy/policy.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import type { AreaId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { AreaStates } from "../warning/area-states.ts";
import { areasAtStake } from "./areas-at-stake.ts";
import { type AssessmentParts, assessTrack, findingOf } from "./assess-track.ts";
import { atS, circle, POLICY, siteOf, wobble } from "./engine.test-support.ts";
import { fliesOnly, projectWhatMatters } from "./project-what-matters.ts";

const ENV = createEnvironment(siteOf().origin, standardAtmosphereWithWind());
const SECONDS = 40;

/** A way in the horizontal with a turn, and how well it is known; it falls with some probability. */
interface Story {
  readonly seed: number;
  readonly areas: number;
  readonly eastM: number;
  readonly northM: number;
  readonly speedMps: number;
  readonly headingRad: number;
  readonly turnRadps: number;
  readonly falling: number;
  readonly looseness: number;
}
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const stories: fc.Arbitrary<Story> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  areas: fc.constantFrom(1, 5, 14),
  eastM: between(-9000, 9000),
  northM: between(-9000, 9000),
  speedMps: between(0, 120),
  headingRad: between(0, 6.28),
  turnRadps: between(-0.05, 0.05),
  falling: fc.constantFrom(0, 0.001, 0.4, 1),
  looseness: between(0.2, 4),
});

/** What some areas have: people there are told sooner, and of what comes later. */
const OWN_POLICY: Policy = {
  ...POLICY,
  preAlertProbability: 0.01,
  preAlertReachProbability: 0.1,
  preAlertHorizonS: 600,
  existenceMin: 0.7,
};

/** What others have: a threshold that follows from who is there and how far off shelter is. */
const HARM_POLICY: Policy = {
  ...POLICY,
  expectedHarm: {
    exposedMost: 40,
    lyingShare: 0.3,
    personMinuteCost: 1e-6,
    trustCost: 0.02,
    thresholdLeast: 0.005,
    thresholdMost: 0.5,
  },
};

function partsOf({ areas, seed }: Story): AssessmentParts {
  const site = siteOf({
    areas: Array.from({ length: areas }, (_, i) => ({
      ...circle(`a${i}`, 6000 * wobble(seed, 2 * i), 6000 * wobble(seed, 2 * i + 1), 300),
      ...(i % 3 === 0 ? {} : { policy: i % 3 === 1 ? OWN_POLICY : HARM_POLICY }),
    })),
  });
  const { mode, policy } = site;
  return {
    site,
    environment: ENV,
    masks: new FlightMasks([]),
    book: new DecisionBook({ mode, policyVersion: policy.version, areaCount: areas }),
    areaStates: new AreaStates({ siteId: site.id, mode, policy }),
  };
}

/** The track of a story at a second, with errors that wander as a tracker's do. */
function trackAt(story: Story, second: number): Track {
  const { seed, looseness, falling } = story;
  const heading = story.headingRad + story.turnRadps * second;
  const sigma = looseness * (1 + 20 / (1 + second));
  const error = (k: number, scale: number) => scale * sigma * wobble(seed, 100 + 8 * second + k);
  const ve = story.speedMps * Math.sin(heading) + error(0, 1);
  const vn = story.speedMps * Math.cos(heading) + error(1, 1);
  const place = [
    story.eastM + story.speedMps * Math.sin(story.headingRad) * second + error(2, 5),
    story.northM + story.speedMps * Math.cos(story.headingRad) * second + error(3, 5),
    900,
  ];
  const estimate = (model: MotionEstimate["model"], probability: number): MotionEstimate => {
    const size = model === "powered" ? 6 : 7;
    const covariance = new Float64Array(size * size);
    for (let i = 0; i < 6; i++) covariance[i * (size + 1)] = (i < 3 ? 25 : 1) * sigma * sigma;
    if (size === 7) covariance[48] = 0.05;
    const mean = Float64Array.of(...place, ve, vn, -5, Math.log(2e-4)).slice(0, size);
    return { model, probability, mean, covariance };
  };
  const estimates = [estimate("powered", 1 - falling), estimate("ballistic", falling)].filter(
    ({ probability }) => probability > 0,
  );
  if (falling > 0.5) estimates.reverse();
  const existence = second % 11 === 7 ? 0.4 : 0.99;
  return trackOf({ estimates, existence, timeUs: atS(second), lastSensedUs: atS(second) });
}

/** Every decision on the track, and how often an area was passed by. */
function decisionsOn(story: Story, isPassingBy: boolean) {
  const parts = partsOf(story);
  const { site, book } = parts;
  const decisions: Decision[] = [];
  let passed = 0;
  for (let second = 1; second <= SECONDS; second++) {
    const track = trackAt(story, second);
    const moment = { nowUs: atS(second + 0.1), automation: second !== 20 };
    const course = fliesOnly(track, site) ? null : projectWhatMatters(track, site, ENV);
    const areas =
      isPassingBy && second > 1 ? areasAtStake(parts, track, course, moment) : site.areas;
    passed += site.areas.length - areas.length;
    if (areas.length === 0) continue;
    const projection = course ?? projectWhatMatters(track, site, ENV);
    decisions.push(...assessTrack(parts, track, { projection, areas, masked: false }, moment));
  }
  const last = trackAt(story, SECONDS);
  const findAgain = (areaId: AreaId, nowUs: TimeUs) => {
    const area = site.areas.find(({ id }) => id === areaId) ?? site.areas[0];
    const of = { projection: projectWhatMatters(last, site, ENV), area, masked: false };
    return findingOf(parts, last, of, { nowUs, automation: true });
  };
  decisions.push(...book.close(last, true, atS(SECONDS + 1), findAgain));
  return { decisions, passed, warnings: parts.areaStates.due(atS(SECONDS + 1)) };
}

describe("what passes by", () => {
  test("is decided on as if it had been assessed at every look", () => {
    let passed = 0;
    let staged = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const all = decisionsOn(story, false);
        const some = decisionsOn(story, true);
        passed += some.passed;
        staged += all.decisions.filter(({ stage }) => stage !== "none").length;
        expect(some.decisions).toEqual(all.decisions);
        expect(some.warnings).toEqual(all.warnings);
      }),
      { seed: 28, numRuns: 250 },
    );
    expect(passed).toBeGreaterThan(5000);
    expect(staged).toBeGreaterThan(20);
  });
});
