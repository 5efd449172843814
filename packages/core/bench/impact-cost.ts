/**
 * What a projection costs, in processor time: `node packages/core/bench/impact-cost.ts [--seed 1]`. Bodies of the
 * accuracy bench, fitted after 3, 5, 8 and 12 s; median of rounds after a warm-up round.
 */
import { createEnvironment } from "../src/motion/environment.ts";
import { standardAtmosphereWithWind } from "../src/atmosphere/atmosphere.ts";
import { projectTrack, type Track, trackId, UNKNOWN_CLASS } from "../src/index.ts";
import { historyOf } from "./impact-history.ts";
import { randomFrom } from "./impact-random.ts";
import { measure, RADARS, START_US } from "./impact-sensors.ts";
import { drawBody, GRID_S, LOG_DRAG_MEAN, SITE } from "./impact-truth.ts";

const BODIES = 40;
const ROUNDS = 9;
const env = createEnvironment(SITE, standardAtmosphereWithWind());
const random = randomFrom(Number(process.argv[process.argv.indexOf("--seed") + 1] ?? 1));
const bodies = Array.from({ length: BODIES }, () => drawBody(random, false));

for (const radar of RADARS) {
  for (const timeS of [3, 5, 8, 12]) {
    const tracks = bodies.map((body) => {
      const measured = measure(body.flight.states, timeS, radar, random);
      const last = measured.grid.at(-1) ?? 0;
      // About as far off as a recursive estimate is.
      const mean = Float64Array.of(...body.flight.states[last], LOG_DRAG_MEAN + 0.5);
      for (let i = 0; i < 3; i++) mean[i] = mean[i] + 15 * (random() - 0.5);
      for (let i = 3; i < 6; i++) mean[i] = mean[i] + 15 * (random() - 0.5);
      return trackOf(mean, START_US + last * GRID_S * 1e6, historyOf(measured, radar, timeS, env));
    });
    const took = Array.from({ length: ROUNDS + 1 }, () => {
      const begin = process.cpuUsage().user;
      for (const track of tracks) projectTrack(track, env);
      return (process.cpuUsage().user - begin) / BODIES;
    })
      .slice(1)
      .sort((a, b) => a - b);
    console.log(
      JSON.stringify({
        radar: radar.name,
        timeS,
        rows: Math.round(
          tracks.reduce((sum, track) => sum + (track.history?.count ?? 0), 0) / BODIES,
        ),
        projectionUs: Math.round(took[ROUNDS >> 1]),
        bestUs: Math.round(took[0]),
      }),
    );
  }
}

function trackOf(
  mean: Float64Array,
  timeUs: number,
  history: NonNullable<Track["history"]>,
): Track {
  const covariance = new Float64Array(49);
  for (let i = 0; i < 7; i++) covariance[i * 8] = i < 3 ? 200 : i < 6 ? 60 : 0.25;
  return {
    id: trackId("t"),
    status: "confirmed",
    existence: 1,
    timeUs,
    estimates: [{ model: "ballistic", probability: 1, mean, covariance }],
    classProbabilities: UNKNOWN_CLASS,
    firstSensedUs: START_US,
    lastSensedUs: timeUs,
    confirmedUs: START_US,
    detectionCount: history.count,
    missCount: 0,
    evidence: [],
    identity: null,
    history,
  };
}
