import { standardAtmosphereWithWind } from "../../src/atmosphere/atmosphere.ts";
import type { Look } from "../../src/measurement/look.ts";
import { createSensorGeometry } from "../../src/measurement/sensor-geometry.ts";
import { createEnvironment } from "../../src/motion/environment.ts";
import { RegistrationFilter } from "../../src/registration/registration-filter.ts";
import { ClutterMaps, type HeldClutter } from "../../src/tracking/clutter-maps.ts";
import { compareSensors } from "../../src/tracking/compare-sensors.ts";
import { boundExistence } from "../../src/tracking/existence.ts";
import { preparedLook } from "../../src/tracking/prepared-look.ts";
import type { SensorContext } from "../../src/tracking/sensor-context.ts";
import { CONFIRMED_US, LAST_SENSED_US } from "../../src/tracking/track-columns.ts";
import {
  CONFIRM_EXISTENCE,
  endCause,
  isDue,
  type LifeParts,
} from "../../src/tracking/track-life.ts";
import type { TrackerConfig } from "../../src/tracking/tracker.ts";
import { UndetectedObjects, type UndetectedState } from "../../src/tracking/undetected.ts";
import type { TimeUs } from "../../src/units/time.ts";
import { birthsOf, type BirthParts } from "./births.ts";
import { Gate, type Gated } from "./gate.ts";
import type { GoingOn } from "./go-on.ts";
import { groupClusters } from "./group-clusters.ts";
import { joinClusters } from "./join-clusters.ts";
import type { Cluster, LocalHypothesis, PmbmLimits } from "./local-hypothesis.ts";
import { marginalsOf, type TreeMarginal } from "./tree-marginals.ts";
import { trimCluster } from "./trim-cluster.ts";
import { updateCluster } from "./update-cluster.ts";

/** Detections of a look are numbered within this. */
const NUMBERS_PER_LOOK = 65_536;
/** An object not seen this long without being confirmed is none, µs. */
const UNCONFIRMED_US = 10_000_000;
/**
 * An object of the best global hypothesis, more probable than not, is as good as one with the tracker's threshold: two trees may share an object
 * that surely exists, as either of two detections may have been its first.
 */
const LIKELY = 0.5;
/** Given that it exists, a detection this probably its own tells of its sensor's errors, as in the tracker. */
const SURE = 0.95;

/** A state to come back to. */
export interface PmbmMark {
  readonly clusters: readonly Cluster[];
  readonly looks: number;
  readonly undetected: UndetectedState;
  readonly registration: Float64Array;
  readonly clutter: HeldClutter;
}

/**
 * A Poisson multi-Bernoulli mixture filter in its track-oriented form: trees of hypotheses about single objects, and a list of global
 * hypotheses that say which of them hold together, in clusters that share no detection. Laws of motion, measurements, gates, probabilities of
 * detection, densities of clutter and of new objects, registration, and the rules by which an object is shown or given up are the
 * tracker's own; only what becomes of doubt about the association differs. It measures what the tracker's approximation of that costs, and
 * is no tracker for use: it makes objects by the thousand in every look.
 * (J. L. Williams (2015) and Á. F. García-Fernández et al. (2018), named at {@link updateCluster}.)
 */
export class PmbmFilter {
  readonly #limits: PmbmLimits;
  readonly #life: LifeParts;
  readonly #sensorById: ReadonlyMap<string, SensorContext>;
  readonly #gate = new Gate();
  readonly #undetected = new UndetectedObjects();
  readonly #registration: RegistrationFilter;
  readonly #clutter: ClutterMaps;
  #clusters: readonly Cluster[] = [];
  #looks = 0;

  constructor(config: TrackerConfig, limits: PmbmLimits) {
    this.#limits = limits;
    const env = createEnvironment(config.origin, standardAtmosphereWithWind());
    const sensors = config.sensors.map((spec, index) => ({
      index,
      geometry: createSensorGeometry(env.frame, spec, config.origin.heightM, null),
      sizesOfClasses: null,
    }));
    this.#life = { config, sensors, env };
    this.#registration = new RegistrationFilter(sensors.map(({ geometry }) => geometry));
    this.#clutter = new ClutterMaps(sensors);
    this.#sensorById = new Map(sensors.map((one) => [one.geometry.spec.id as string, one]));
  }

  get clusters(): readonly Cluster[] {
    return this.#clusters;
  }

  get env(): LifeParts["env"] {
    return this.#life.env;
  }

  mark(): PmbmMark {
    return {
      clusters: this.#clusters,
      looks: this.#looks,
      undetected: this.#undetected.state(),
      registration: this.#registration.hold(),
      clutter: this.#clutter.hold(),
    };
  }

  rewind(mark: PmbmMark): void {
    this.#clusters = mark.clusters;
    this.#looks = mark.looks;
    this.#undetected.restore(mark.undetected);
    this.#registration.restore(mark.registration);
    this.#clutter.restore(mark.clutter);
  }

  processLook(look: Look): void {
    const sensor = this.#sensorById.get(look.sensorId);
    if (sensor === undefined) throw new Error(`no sensor ${look.sensorId}`);
    const correction = this.#registration.correctionOf(sensor.index);
    const prepared = preparedLook(look, sensor, undefined, correction);
    const { env } = this.#life;
    const going: GoingOn = { look: prepared, firstNumber: this.#looks++ * NUMBERS_PER_LOOK, env };
    this.#undetected.advance(look.toUs);
    const undetected = this.#undetected.count;
    const extraneous = this.#clutter.extraneousOf(prepared, { undetected, tracks: null });
    const gated = this.#gateAll(going);
    const birthParts: BirthParts = { clusters: this.#clusters, gated, undetected, extraneous };
    const { births, logExtraneous } = birthsOf(birthParts, going);
    const updated = groupClusters(this.#clusters, births, { gated, logExtraneous }).map((group) =>
      updateCluster(
        joinClusters(group.clusters, this.#limits),
        group.births,
        { gated, logExtraneous },
        going,
        this.#limits,
      ),
    );
    this.#clusters = updated.flatMap((cluster) => this.#trim(cluster));
    this.#clusters = this.#clusters.flatMap((cluster) => this.#settle(cluster, going));
    this.#undetected.sweep(look, sensor);
    this.#clutter.sweep(prepared);
    this.#registration.settle();
  }

  #gateAll({ look, env }: GoingOn): ReadonlyMap<LocalHypothesis, Gated> {
    const gated = new Map<LocalHypothesis, Gated>();
    for (const { globals } of this.#clusters) {
      for (const { choices } of globals) {
        for (const choice of choices) {
          if (choice === null || gated.has(choice)) continue;
          gated.set(choice, this.#gate.gate(choice, look, env));
        }
      }
    }
    return gated;
  }

  #trim(cluster: Cluster): readonly Cluster[] {
    const { clusters, ended, recycled } = trimCluster(cluster, this.#limits);
    for (const { tree, last } of ended) if (!tree.isConfirmed) this.#clutter.learn(last.row, 0);
    if (recycled > 0) {
      const { count, timeUs } = this.#undetected.state();
      this.#undetected.restore({ count: count + recycled, timeUs });
    }
    return clusters;
  }

  /** Confirms what is due, ends what is over, and learns of the sensors' errors. */
  #settle(cluster: Cluster, going: GoingOn): readonly Cluster[] {
    const marginals = marginalsOf(cluster);
    let isChanged = false;
    const trees = cluster.trees.map((tree, i) => {
      if (tree.isConfirmed) return tree;
      const { best, existence } = marginals[i];
      const isLikely = existence >= LIKELY && cluster.globals[0].choices[i] === best;
      const known = isLikely ? Math.max(existence, CONFIRM_EXISTENCE) : existence;
      if (!isDue(best.row, 0, boundExistence(known), this.#life.config)) return tree;
      isChanged = true;
      return { ...tree, isConfirmed: true };
    });
    trees.forEach((tree, i) => {
      if (tree.isConfirmed) this.#compare(marginals[i], going);
    });
    const nowUs = going.look.look.toUs;
    const stays = trees.map((tree, i) => !this.#isOver(tree.isConfirmed, marginals[i], nowUs));
    if (stays.every(Boolean)) return [isChanged ? { ...cluster, trees } : cluster];
    const globals = cluster.globals.map(({ logWeight, choices }) => ({
      logWeight,
      choices: choices.map((choice, i) => (stays[i] ? choice : null)),
    }));
    return this.#trim({ trees, globals });
  }

  #isOver(isConfirmed: boolean, { best }: TreeMarginal, nowUs: TimeUs): boolean {
    if (!isConfirmed) return nowUs - best.row[LAST_SENSED_US] > UNCONFIRMED_US;
    if (Number.isNaN(best.row[CONFIRMED_US])) best.row[CONFIRMED_US] = nowUs;
    return endCause(best.row, 0, nowUs, this.#life) !== null;
  }

  #compare({ best, share }: TreeMarginal, { look, firstNumber }: GoingOn): void {
    const i = (best.history.at(-1) ?? -1) - firstNumber;
    if (share < SURE || i < 0) return;
    compareSensors(best.row, 0, look, i, this.#registration);
  }
}
