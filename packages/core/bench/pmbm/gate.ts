import { aimSearchWindow, createSearchWindow } from "../../src/association/search-window.ts";
import { BANK } from "../../src/filter/bank-layout.ts";
import {
  createExpectation,
  EVERY_MEMBER,
  expectMeasurement,
  membersThatMay,
} from "../../src/filter/expected-measurement.ts";
import { LOG_VOLUME, MEASURED } from "../../src/filter/measured.ts";
import { updateBank } from "../../src/filter/update-bank.ts";
import { NO_SLACK } from "../../src/filter/update-member.ts";
import type { Environment } from "../../src/motion/environment.ts";
import { bringBank, isWithinReach, slackOf } from "../../src/tracking/bring-bank.ts";
import { surviveExistence } from "../../src/tracking/existence.ts";
import { type MissChance, missChance } from "../../src/tracking/miss-probability.ts";
import type { PreparedLook } from "../../src/tracking/prepared-look.ts";
import { chanceToDetect } from "../../src/tracking/sensor-context.ts";
import { TIME_US } from "../../src/tracking/track-columns.ts";
import { secondsBetween } from "../../src/units/time.ts";
import type { LocalHypothesis } from "./local-hypothesis.ts";

/** As the tracker's own. */
const DETECTION_PROBABILITY_LEAST = 0.1;

/** A detection that a hypothesis may go on with. */
export interface Link {
  readonly column: number;
  /** ln of r·P_D·L·V, L the likelihood, V the volume of measurements: over what else explains the detection in a sweep it is the odds. */
  readonly logClaim: number;
  /** The bank updated, at the detection's time. */
  readonly bank: Float64Array;
  child: LocalHypothesis | null;
}

/** What a look says of a hypothesis. */
export interface Gated {
  readonly hypothesis: LocalHypothesis;
  /** Existence before the look. */
  readonly prior: number;
  readonly miss: Readonly<MissChance>;
  readonly links: readonly Link[];
  missed: LocalHypothesis | null;
}

/** Asks of hypotheses which detections of a look they may go on with: the tracker's own search, gate, laws of motion and probabilities. */
export class Gate {
  readonly #window = createSearchWindow();
  readonly #expectation = createExpectation();
  readonly #ahead = new Float64Array(BANK);
  #updated = new Float64Array(BANK);
  #near = new Int32Array(64);

  gate(hypothesis: LocalHypothesis, look: PreparedLook, env: Environment): Gated {
    const { row } = hypothesis;
    const { table, middleUs, sensor } = look;
    if (this.#near.length < table.count) this.#near = new Int32Array(2 * table.count);
    const searchUs = table.count > 0 ? table.middleUs : middleUs;
    const dt = secondsBetween(row[TIME_US], searchUs);
    aimSearchWindow(row, 0, dt, table.spanS, sensor.geometry, this.#window);
    const miss = { probability: 0, isExpected: false, detection: 0, atS: NaN };
    missChance(row, 0, look, miss);
    const quietS = secondsBetween(hypothesis.existenceUs, searchUs);
    const prior = surviveExistence(hypothesis.existence, Math.max(0, quietS));
    const isNear = table.count > 0 && isWithinReach(row, 0, searchUs);
    const near = isNear ? look.index.candidates(this.#window, this.#near) : 0;
    const links = near === 0 ? [] : this.#links(row, prior, near, look, env);
    return { hypothesis, prior, miss, links, missed: null };
  }

  #links(
    row: Float64Array,
    prior: number,
    near: number,
    look: PreparedLook,
    env: Environment,
  ): readonly Link[] {
    const { table, sensor, health } = look;
    const dt = secondsBetween(row[TIME_US], table.middleUs);
    const chance = chanceToDetect(row, 0, dt, sensor, health, -1);
    const logPrior = Math.log(prior * Math.max(chance, DETECTION_PROBABILITY_LEAST));
    const links: Link[] = [];
    let aheadUs = NaN;
    for (let k = 0; k < near; k++) {
      const i = this.#near[k];
      const sensedUs = table.sensedUs[i];
      if (sensedUs !== aheadUs) {
        aheadUs = sensedUs;
        bringBank(row, 0, sensedUs, env, this.#ahead, 0);
        expectMeasurement(this.#ahead, 0, sensor.geometry, this.#expectation);
      }
      const at = i * MEASURED;
      const slack = slackOf(row, 0, sensedUs);
      const members =
        slack === NO_SLACK ? membersThatMay(this.#expectation, table.values, at) : EVERY_MEMBER;
      if (members === 0) continue;
      const bank = this.#updated;
      const logLikelihood = updateBank(this.#ahead, 0, table, at, slack, bank, 0, members);
      if (logLikelihood === -Infinity) continue;
      const logClaim = logPrior + logLikelihood + table.values[at + LOG_VOLUME];
      links.push({ column: i, logClaim, bank, child: null });
      this.#updated = new Float64Array(BANK);
    }
    return links;
  }
}
