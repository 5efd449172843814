/**
 * The tracker on the tiers of motion alone, beside the same filter given the association (`oracle`): what is left between the two is
 * association, what the oracle leaves is motion. `node packages/server/bench/motion.ts [seeds] [part of a tier's name] [first seed]`.
 */
import { radarSite } from "./bench-site.ts";
import { oracleAtMoments } from "./oracle.ts";
import { confirmedAtMoments, newTracker } from "./run-tracks.ts";
import type { TruthState } from "./scenario.ts";
import { type ScoredTrack, squaredDistance } from "./scored-track.ts";
import { scoreTracks, type TrackScore } from "./score-tracks.ts";
import { mean } from "./statistics.ts";
import { generateTier, type Tier, TIERS } from "./tiers.ts";

const MOTION_TIERS = /manoeuv|hover|boost|minutes/;
const FIGURES = [
  "gospaM",
  "dronePositionM",
  "droneVelocityMps",
  "ballisticPositionM",
  "ballisticVelocityMps",
  "droneNees",
  "ballisticNees",
  "missedShare",
  "falsePerScan",
  "switches",
  "confirmationScans",
  "neverConfirmed",
] as const satisfies readonly (keyof TrackScore)[];

/** A body that came down in the last second is still within this of its track. */
const NEAR_M = 300;

const seeds = Number(process.argv[2] ?? 20);
const wanted = process.argv[3] ?? "";
const firstSeed = Number(process.argv[4] ?? 1);

for (const tier of TIERS) {
  if (MOTION_TIERS.test(tier.name) && tier.name.includes(wanted)) measure(tier);
}

function measure(tier: Tier): void {
  const ours: TrackScore[] = [];
  const inSight: TrackScore[] = [];
  const oracle: TrackScore[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const scenario = generateTier(tier, seed);
    const site = radarSite(scenario.radars, scenario.clutter);
    const truth = scenario.moments.map(({ truth: states }) => states);
    const shown = confirmedAtMoments(scenario, newTracker(site, "main"));
    ours.push(scoreTracks(truth, shown));
    inSight.push(scoreTracks(truth, withoutUnseen(truth, shown)));
    oracle.push(scoreTracks(truth, oracleAtMoments(scenario, site, 3)));
  }
  console.log(`${tier.name}: ${tier.text}; ${seeds} seeds`);
  const other = tier.kind === "drone" ? "ballistic" : "drone";
  for (const name of FIGURES) {
    if (name.startsWith(other)) continue;
    const [tracker, seen, best] = [ours, inSight, oracle].map((list) =>
      meanOf(list, name).toFixed(3),
    );
    console.log(`  ${name.padEnd(22)} ${tracker}  in sight ${seen}  oracle@3 ${best}`);
  }
}

/** Tracks but those that follow an object which no radar can see at the moment, or did a moment ago: they are right, and nobody can match them. */
function withoutUnseen(
  truth: readonly (readonly TruthState[])[],
  tracks: readonly (readonly ScoredTrack[])[],
): readonly (readonly ScoredTrack[])[] {
  return tracks.map((shown, moment) => {
    const seen = truth[moment].filter(({ visible }) => visible);
    const now = truth[moment].filter(({ visible }) => !visible);
    const gone = (truth[moment - 1] ?? []).filter(
      ({ object }) => !truth[moment].some((state) => state.object === object),
    );
    const isNear = (track: ScoredTrack, states: readonly TruthState[]): boolean =>
      states.some(({ state }) => squaredDistance(track.state, state, 0) < NEAR_M * NEAR_M);
    return shown.filter((track) => isNear(track, seen) || !isNear(track, [...now, ...gone]));
  });
}

function meanOf(scores: readonly TrackScore[], name: keyof TrackScore): number {
  const known = scores.map((score) => score[name]).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : mean(known);
}
