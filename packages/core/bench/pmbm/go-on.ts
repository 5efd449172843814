import { copyBank } from "../../src/filter/bank-layout.ts";
import { MEASURED, RANGE_RATE } from "../../src/filter/measured.ts";
import { shiftBank } from "../../src/filter/predict-bank.ts";
import { startBank } from "../../src/filter/start-bank.ts";
import { igniteBank, settleBank } from "../../src/filter/update-bank.ts";
import type { Environment } from "../../src/motion/environment.ts";
import { keepNothing } from "../../src/registration/kept-detection.ts";
import { flyAlong } from "../../src/tracking/companions.ts";
import { EXISTENCE_GREATEST, existenceAfterMiss } from "../../src/tracking/existence.ts";
import type { PreparedLook } from "../../src/tracking/prepared-look.ts";
import * as columns from "../../src/tracking/track-columns.ts";
import { weighMiss } from "../../src/tracking/weigh-miss.ts";
import { secondsBetween } from "../../src/units/time.ts";
import type { Gated, Link } from "./gate.ts";
import { type LocalHypothesis, MISSED, withEntry } from "./local-hypothesis.ts";

/** The look that a hypothesis goes on with, and the number that its first detection has in the run. */
export interface GoingOn {
  readonly look: PreparedLook;
  readonly firstNumber: number;
  readonly env: Environment;
}

/** The hypothesis with the detection of a link: then it surely exists. Made once, for all global hypotheses that have it. */
export function withDetection(gated: Gated, link: Link, going: GoingOn): LocalHypothesis {
  link.child ??= updated(gated.hypothesis, link, going);
  return link.child;
}

function updated(
  { row: before, history }: LocalHypothesis,
  { column, bank }: Link,
  { look, firstNumber, env }: GoingOn,
): LocalHypothesis {
  const { table, sensor } = look;
  const sensedUs = table.sensedUs[column];
  const row = before.slice();
  const lateS = secondsBetween(sensedUs, row[columns.TIME_US]);
  if (lateS > 0) shiftBank(bank, 0, lateS, env, row, 0);
  else {
    copyBank(bank, 0, row, 0);
    row[columns.TIME_US] = sensedUs;
  }
  row[columns.DETECTION_COUNT]++;
  const tellsSpeed = !Number.isNaN(table.values[column * MEASURED + RANGE_RATE]);
  if (row[columns.DETECTION_COUNT] === 2 && !tellsSpeed)
    igniteBank(row, 0, secondsBetween(row[columns.FIRST_SENSED_US], sensedUs));
  settleBank(row, 0);
  columns.countExpectedLook(row, 0, true);
  row[columns.LAST_SENSED_US] = Math.max(row[columns.LAST_SENSED_US], sensedUs);
  noteContribution(row, sensor.index, sensedUs);
  return {
    row,
    existence: EXISTENCE_GREATEST,
    existenceUs: sensedUs,
    history: withEntry(history, firstNumber + column),
  };
}

/** The hypothesis without a detection: r ← r·(1 − P_D)/(1 − r·P_D). */
export function withoutDetection(gated: Gated, going: GoingOn): LocalHypothesis {
  gated.missed ??= missed(gated, going);
  return gated.missed;
}

function missed({ hypothesis, prior, miss }: Gated, { look, env }: GoingOn): LocalHypothesis {
  const existenceUs = Math.max(hypothesis.existenceUs, look.look.toUs);
  if (miss.probability === 0) return { ...hypothesis, existence: prior, existenceUs };
  const row = hypothesis.row.slice();
  if (miss.isExpected) columns.countExpectedLook(row, 0, false);
  weighMiss(row, 0, look, env);
  return {
    row,
    existence: existenceAfterMiss(prior, miss.probability),
    existenceUs,
    history: withEntry(hypothesis.history, MISSED),
  };
}

const pair = new Float64Array(2 * columns.ROW);

/** A hypothesis founded by a detection, of an object that exists with this probability; it flies as `beside` does, where that is not null. */
export function founded(
  { look, firstNumber }: GoingOn,
  column: number,
  existence: number,
  beside: Float64Array | null,
): LocalHypothesis {
  const { table, sensor } = look;
  const sensedUs = table.sensedUs[column];
  pair.fill(0, 0, columns.ROW);
  startBank(table.detections[column], table, column * MEASURED, pair, 0);
  if (beside !== null) {
    pair.set(beside, columns.ROW);
    flyAlong(pair, 0, columns.ROW);
  }
  const row = pair.slice(0, columns.ROW);
  row[columns.TIME_US] = sensedUs;
  row[columns.FIRST_SENSED_US] = sensedUs;
  row[columns.LAST_SENSED_US] = sensedUs;
  row[columns.DETECTION_COUNT] = 1;
  row[columns.CONFIRMED_US] = NaN;
  row[columns.BIRTH_SENSOR] = sensor.index;
  row[columns.BIRTH_POSITION] = column;
  row[columns.BIRTH_EXISTENCE] = existence;
  keepNothing(row, columns.KEPT_DETECTION);
  columns.countExpectedLook(row, 0, true);
  noteContribution(row, sensor.index, sensedUs);
  return { row, existence, existenceUs: sensedUs, history: [firstNumber + column] };
}

function noteContribution(row: Float64Array, sensor: number, sensedUs: number): void {
  const known = columns.contributionOf(row, 0, sensor);
  const entry = known === -1 ? columns.newContribution(row, 0) : known;
  row[entry + columns.CONTRIBUTION_SENSOR] = sensor;
  row[entry + columns.CONTRIBUTION_LAST_US] = sensedUs;
  row[entry + columns.CONTRIBUTION_COUNTED_US] = sensedUs;
}
