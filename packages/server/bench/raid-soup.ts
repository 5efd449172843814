import {
  type AreaId,
  assessArea,
  createEnvironment,
  decide,
  type DecisionStage,
  type Environment,
  MICROS_PER_SECOND,
  type MotionEstimate,
  projectTrack,
  standardAtmosphereWithWind,
  type TimeUs,
  type Track,
  TRAJECTORY_PRIOR,
  trackId,
  UNKNOWN_CLASS,
} from "@tocsin/core";
import type { Simulation } from "@tocsin/sim";
import { causeOf, type FirstCovers } from "./raid-warnings.ts";
import { RADAR } from "./scenario.ts";
import type { ScoredTrack } from "./scored-track.ts";
import { runStoneSoup, type StoneSoupMethod } from "./stone-soup.ts";
import type { ScoredScenario } from "./tiers.ts";

/** A track further off every object than this is of none of them. */
const OWN_WITHIN_M = 1000;
const CLUTTER = 20;

export interface SoupRunner {
  readonly python: string;
  readonly folder: string;
  readonly method: StoneSoupMethod;
  /** Of the processor, for one attack. */
  readonly secondsMax: number;
}

/**
 * The same rule fed by another tracker: its state and covariance at the end of each sweep are taken for a track that surely exists. It has
 * no law of falling, so it is told by the truth which of its tracks fall, and they get the drag that is believed of anything.
 */
export function soupCoversOf(simulation: Simulation, runner: SoupRunner): FirstCovers {
  const { python, method, folder, secondsMax } = runner;
  const scenario = scenarioFor(simulation);
  const { tracks } = runStoneSoup(python, scenario, method, folder, secondsMax);
  const { site } = simulation;
  const env = createEnvironment(site.origin, standardAtmosphereWithWind());
  const rule = new RuleByTrack(simulation, env);
  tracks.forEach((list, moment) => {
    const { timeUs } = scenario.moments[moment];
    for (const track of list) {
      const { covariance } = track;
      if (covariance === undefined) continue;
      rule.take(trackOf({ ...track, covariance }, timeUs, simulation), timeUs);
    }
  });
  return rule.covers;
}

function scenarioFor(simulation: Simulation): ScoredScenario {
  const arrivals = [];
  for (const event of simulation.events()) {
    if (event.type !== "look") continue;
    const { look, receivedUs } = event;
    const origins = look.detections.map((_, i) => (causeOf(simulation, look, i) === null ? -1 : 0));
    arrivals.push({ look, receivedUs, origins });
  }
  const [radar] = simulation.site.sensors;
  return {
    seed: simulation.seed,
    objects: simulation.truth.objects.length,
    radars: [{ ...RADAR, id: radar.id, rangeMinM: 100, rangeMaxM: 16_000 }],
    clutter: CLUTTER,
    arrivals,
    moments: arrivals.map(({ look }) => ({ timeUs: look.toUs, truth: [] })),
  };
}

/** Puts tracks under the policy as the engine does, and notes when each area is first told to take cover. */
class RuleByTrack {
  readonly covers = new Map<AreaId, TimeUs>();
  readonly #simulation: Simulation;
  readonly #env: Environment;
  readonly #before = new Map<string, { stage: DecisionStage; aboveSinceUs: TimeUs | null }>();

  constructor(simulation: Simulation, env: Environment) {
    this.#simulation = simulation;
    this.#env = env;
  }

  take(track: Track, nowUs: TimeUs): void {
    const { areas, policy } = this.#simulation.site;
    const projection = projectTrack(track, this.#env);
    const options = { nowUs, horizonS: policy.preAlertHorizonS, environment: this.#env };
    for (const area of areas) {
      const key = `${track.id} ${area.id}`;
      const before = this.#before.get(key) ?? { stage: "none" as const, aboveSinceUs: null };
      const verdict = decide({
        track,
        area,
        assessment: assessArea(projection, area, options),
        policy,
        nowUs,
        masked: false,
        automation: true,
        inhibited: false,
        onlyPeople: false,
        onlyClaims: false,
        sources: { sensors: 1, independent: 1 },
        inFlock: () => false,
        held: null,
        retracted: false,
        before: before.stage,
        aboveSinceUs: before.aboveSinceUs,
      });
      const aboveSinceUs = verdict.above ? (before.aboveSinceUs ?? nowUs) : null;
      this.#before.set(key, { stage: verdict.stage, aboveSinceUs });
      if (verdict.stage === "take-cover" && !this.covers.has(area.id))
        this.covers.set(area.id, nowUs);
    }
  }
}

function trackOf(
  { id, state, covariance }: Required<ScoredTrack>,
  timeUs: TimeUs,
  simulation: Simulation,
): Track {
  const estimate = falls(state, timeUs, simulation)
    ? ballistic(state, covariance)
    : {
        model: "powered" as const,
        probability: 1,
        mean: Float64Array.from(state),
        covariance: Float64Array.from(covariance),
      };
  return {
    id: trackId(id),
    status: "confirmed",
    existence: 1,
    timeUs,
    estimates: [estimate],
    classProbabilities: UNKNOWN_CLASS,
    firstSensedUs: timeUs - MICROS_PER_SECOND,
    lastSensedUs: timeUs,
    confirmedUs: timeUs,
    detectionCount: 3,
    missCount: 0,
    evidence: [],
    identity: null,
  };
}

function ballistic(state: readonly number[], covariance: readonly number[]): MotionEstimate {
  const wide = new Float64Array(49);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) wide[i * 7 + j] = covariance[i * 6 + j];
  const { logDragMean, logDragSigma } = TRAJECTORY_PRIOR;
  wide[48] = logDragSigma * logDragSigma;
  const mean = Float64Array.of(...state, logDragMean);
  return { model: "ballistic", probability: 1, mean, covariance: wide };
}

/** Whether the object that the track is of falls. */
function falls(state: readonly number[], timeUs: TimeUs, { truth }: Simulation): boolean {
  let least = OWN_WITHIN_M;
  let found = false;
  for (const object of truth.objects) {
    const at = object.stateAt(timeUs);
    if (at === null) continue;
    const distanceM = Math.hypot(at.eastM - state[0], at.northM - state[1], at.upM - state[2]);
    if (distanceM >= least) continue;
    least = distanceM;
    found = object.kind === "ballistic";
  }
  return found;
}
