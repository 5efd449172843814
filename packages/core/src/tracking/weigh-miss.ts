import {
  BANK,
  copyBank,
  HOVER_SHARE,
  AGILE,
  STEADY_SHARE,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { predictBank } from "../filter/predict-bank.ts";
import { settleBank } from "../filter/update-bank.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween } from "../units/time.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { chanceOfHovering, chanceOfMember, hasSpeedFloor } from "./sensor-context.ts";
import { TIME_US } from "./track-columns.ts";

const ahead = new Float64Array(BANK);
/** An object is never so surely hovering that it could not fly on. */
const HOVER_GREATEST = 0.97;

/**
 * What a look without a detection says of how the object of a row flies, given that there is one: where the sensor takes slow things for
 * clutter, one that stands is missed and one that flies is not, μ'ⱼ ∝ μⱼ·(1 − P_D,ⱼ). The bank is brought to the time of the look, as the
 * object may have stopped since it was seen. Returns whether anything changed; it does not where neither law nor sensor leaves a doubt.
 */
export function weighMiss(
  a: Float64Array,
  row: number,
  { look, sensor, health }: PreparedLook,
  env: Environment,
): boolean {
  if (a[row + HOVER_SHARE] === 0 || !hasSpeedFloor(sensor)) return false;
  const dt = secondsBetween(a[row + TIME_US], look.toUs);
  if (dt <= 0) return false;
  predictBank(a, row, dt, env, ahead, 0);
  const hover = ahead[HOVER_SHARE];
  const hovering = hover * (1 - chanceOfHovering(ahead, 0, sensor, health, a, row));
  const flying = (1 - hover) * (1 - chanceOfMember(ahead, AGILE, sensor, health, a, row));
  const next = Math.min(hovering / (hovering + flying), HOVER_GREATEST);
  const rest = (1 - next) / (1 - hover);
  ahead[HOVER_SHARE] = next;
  ahead[STEADY_SHARE] *= rest;
  ahead[TURN_SHARE] *= rest;
  settleBank(ahead, 0);
  copyBank(ahead, 0, a, row);
  a[row + TIME_US] = look.toUs;
  return true;
}
