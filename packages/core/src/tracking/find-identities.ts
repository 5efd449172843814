import { COVARIANCE, DIAGONAL, leadingMember } from "../filter/bank-layout.ts";
import type { Environment } from "../motion/environment.ts";
import { hypot3 } from "../units/algebra.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { joinTracks } from "./join-tracks.ts";
import { logOddsOfSameObject } from "./same-object.ts";
import type { LostTracks } from "./lost-tracks.ts";
import type { SensorContext } from "./sensor-context.ts";
import * as columns from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { isUnseen } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";
import { idOf } from "./track-view.ts";

/** A new track this probably the object of one that is still live goes on under its name. */
export const JOIN_LEAST = 0.9;
/** A lesser probability than this is not worth a word. */
const SAID_LEAST = 0.1;
const LOG_ODDS_LEAST = Math.log(SAID_LEAST / (1 - SAID_LEAST));
/** From here on the lost track is found again, and no other can be it. */
const FOUND_LEAST = 0.5;

interface Pair {
  readonly older: number;
  readonly newer: number;
  readonly logOdds: number;
}

interface IdentityParts {
  readonly sensors: readonly SensorContext[];
  readonly env: Environment;
}

/**
 * Asks of the tracks confirmed by a look, their rows in `confirmed`, whether each is the object of a track that went unseen before it
 * began: one that is still live then goes on as the new one, and of one that was lost the new one says that it continues it, and how
 * probably. Each old track is found once, by whom it fits best. Gives the places of those to be dropped, or null where there are none.
 */
export function findIdentities(
  tracks: TrackTable,
  lost: LostTracks,
  confirmed: readonly number[],
  { sensors, env }: IdentityParts,
): ReadonlySet<number> | null {
  const before = { unseen: unseenRows(tracks, confirmed, sensors), lost: lost.rows };
  const pairsOfNewer = new Map(
    confirmed.map((newer) => [newer, pairsOf(tracks, before, newer, { sensors, env })]),
  );
  const pairs = [...pairsOfNewer.values()].flat();
  if (pairs.length === 0) return null;
  pairs.sort((p, q) => q.logOdds - p.logOdds);
  const taken = new Set<number>();
  const gone = new Set<number>();
  for (const { older, newer, logOdds } of pairs) {
    if (taken.has(older) || taken.has(newer)) continue;
    let others = 1;
    for (const pair of pairsOfNewer.get(newer) ?? []) {
      if (pair.older !== older && !taken.has(pair.older)) others += Math.exp(pair.logOdds);
    }
    const probability = 1 / (1 + others * Math.exp(-logOdds));
    taken.add(newer);
    if (probability < SAID_LEAST) continue;
    const isLost = lost.rows.includes(older);
    if (!isLost && probability >= JOIN_LEAST) {
      taken.add(older);
      joinTracks(tracks, placeOf(tracks, older), placeOf(tracks, newer));
      gone.add(placeOf(tracks, newer));
      continue;
    }
    const track = idOf(tracks.numbers, TrackTable.at(older), sensors);
    tracks.continuations[newer] = { track, probability };
    tracks.derived[newer].view = null;
    if (probability < FOUND_LEAST) continue;
    taken.add(older);
    if (isLost) lost.remove(older);
  }
  return gone.size === 0 ? null : gone;
}

/** Rows of tracks that a new one may be: live, and not seen by the latest of the new ones; no longer live. */
interface Older {
  readonly unseen: readonly number[];
  readonly lost: readonly number[];
}

/** When the youngest of some rows was seen first. */
export function latestBirthUs(a: Float64Array, rows: readonly number[]): TimeUs {
  let bornUs = -Infinity;
  for (const index of rows)
    bornUs = Math.max(bornUs, a[TrackTable.at(index) + columns.FIRST_SENSED_US]);
  return bornUs;
}

/** Live tracks that went unseen before any of the new ones began: found once for all of those, since a look that confirms dozens asks each of thousands. */
function unseenRows(
  { numbers: a, heads, live, count }: TrackTable,
  newer: readonly number[],
  sensors: readonly SensorContext[],
): readonly number[] {
  const bornUs = latestBirthUs(a, newer);
  let nowUs = -Infinity;
  for (const index of newer) nowUs = Math.max(nowUs, a[TrackTable.at(index) + columns.TIME_US]);
  const rows: number[] = [];
  for (let place = 0; place < count; place++) {
    const index = live[place];
    if (heads[index * HEAD + IS_CONFIRMED] === 0) continue;
    const row = TrackTable.at(index);
    if (a[row + columns.LAST_SENSED_US] >= bornUs) continue;
    if (isUnseen(a, row, nowUs, sensors)) rows.push(index);
  }
  return rows;
}

/** The tracks that a newer one may be. */
function pairsOf(
  tracks: TrackTable,
  { unseen, lost }: Older,
  newer: number,
  { sensors, env }: IdentityParts,
): readonly Pair[] {
  const a = tracks.numbers;
  const row = TrackTable.at(newer);
  const bornUs = a[row + columns.FIRST_SENSED_US];
  const nowUs = a[row + columns.TIME_US];
  const reachM = sensors[a[row + columns.BIRTH_SENSOR]].geometry.spec.coverage.rangeMaxM;
  const pairs: Pair[] = [];
  const ask = (older: number): void => {
    const at = TrackTable.at(older);
    if (a[at + columns.LAST_SENSED_US] >= bornUs || !mayHaveGone(a, at, row)) return;
    const logOdds = logOddsOfSameObject(a, at, row, reachM, env);
    if (logOdds > LOG_ODDS_LEAST) pairs.push({ older, newer, logOdds });
  };
  for (const older of unseen) if (isUnseen(a, TrackTable.at(older), nowUs, sensors)) ask(older);
  for (const older of lost) ask(older);
  return pairs;
}

/** Whether the way between two tracks is short enough for the time between them: a search, cheap and generous. */
function mayHaveGone(a: Float64Array, older: number, newer: number): boolean {
  const gapS = secondsBetween(a[older + columns.TIME_US], a[newer + columns.TIME_US]);
  const from = leadingMember(a, older);
  const to = leadingMember(a, newer);
  const speed = Math.max(speedOf(a, from), speedOf(a, to));
  const known = Math.sqrt(placeVariance(a, from) + placeVariance(a, to));
  const away = hypot3(a[to] - a[from], a[to + 1] - a[from + 1], a[to + 2] - a[from + 2]);
  return away < gapS * (WAY_MARGIN * speed + WAY_MARGIN_MPS) + SIGMAS * known;
}
const WAY_MARGIN = 1.5;
const WAY_MARGIN_MPS = 50;
const SIGMAS = 6;

const speedOf = (a: Float64Array, member: number): number =>
  hypot3(a[member + 3], a[member + 4], a[member + 5]);
const placeVariance = (a: Float64Array, member: number): number => {
  const c = member + COVARIANCE;
  return a[c + DIAGONAL[0]] + a[c + DIAGONAL[1]] + a[c + DIAGONAL[2]];
};

function placeOf(tracks: TrackTable, row: number): number {
  return tracks.live.subarray(0, tracks.count).indexOf(row);
}
