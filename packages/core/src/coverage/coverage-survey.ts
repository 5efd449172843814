import { createLocalFrame, type LocalFrame } from "../geodesy/local-frame.ts";
import { upAtHeight } from "../geodesy/up-at-height.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { GridLayout, HeightGrid } from "../terrain/height-grid.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { CoverageTarget } from "./coverage-target.ts";
import { crossSectionOf } from "./cross-section.ts";
import { detectionProbabilityOf } from "./detection-probability.ts";
import { WATCHING_KINDS } from "./protection-parameters.ts";
import type { SensorHealth } from "./sensor.ts";

/** What is asked about, everywhere on a map. */
export interface SurveyedObject {
  /** Above the ground below it. */
  readonly heightM: number;
  readonly objectClass: ObjectClass;
  /** East, north, up, m/s; null: not known, and taken as fast enough for every sensor. */
  readonly velocityMps: readonly [number, number, number] | null;
}

/**
 * What the watching sensors of a site see of an object anywhere: the probability that at least one detects it in its next
 * look, 1 − Π(1 − pᵢ), looks taken as independent but of a common-cause group only the best counted. What reports itself
 * and what people report is left out.
 */
export class CoverageSurvey {
  readonly frame: LocalFrame;
  readonly #geometries: readonly SensorGeometry[];
  readonly #health: ReadonlyMap<string, SensorHealth>;
  readonly #terrain: HeightGrid | null;
  readonly #groundHeightM: number;
  /** For each sensor the place of its common-cause group in `#best`; −1: none. */
  readonly #groups: readonly number[];
  readonly #best: Float64Array;

  constructor(
    site: Pick<SiteModel, "origin" | "groundHeightM" | "terrain" | "sensors">,
    health: ReadonlyMap<string, SensorHealth> = new Map(),
  ) {
    this.frame = createLocalFrame(site.origin);
    this.#terrain = terrainOf(site.terrain);
    this.#groundHeightM = site.groundHeightM;
    this.#health = health;
    const watching = site.sensors.filter((spec) => WATCHING_KINDS.includes(spec.kind));
    this.#geometries = watching.map((spec) =>
      createSensorGeometry(this.frame, spec, site.groundHeightM, this.#terrain),
    );
    const names = [...new Set(watching.flatMap(({ commonCauseGroup: name }) => name ?? []))];
    this.#groups = watching.map(({ commonCauseGroup: name }) =>
      name === null ? -1 : names.indexOf(name),
    );
    this.#best = new Float64Array(names.length);
  }

  /** The sensors that count, in the order of the site. */
  get geometries(): readonly SensorGeometry[] {
    return this.#geometries;
  }

  /** Height of the ground above the ellipsoid, m. */
  groundAt(eastM: number, northM: number): number {
    return this.#terrain === null ? this.#groundHeightM : this.#terrain.heightAt(eastM, northM);
  }

  /** An object as each sensor sees it, in the order of {@link geometries}. */
  targetsOf(object: SurveyedObject): readonly CoverageTarget[] {
    return this.#geometries.map(({ spec }) => ({
      crossSectionM2: crossSectionOf(spec.radar, object.objectClass),
      velocityMps: object.velocityMps,
      rangeRateSigmaMps: 0,
    }));
  }

  /** The probability at one place of the site frame, for targets as {@link targetsOf} gives them. */
  probability(e: number, n: number, u: number, targets: readonly CoverageTarget[]): number {
    let missed = 1;
    this.#best.fill(0);
    for (let i = 0; i < this.#geometries.length; i++) {
      const geometry = this.#geometries[i];
      const health = this.#health.get(geometry.spec.id);
      const p = detectionProbabilityOf(geometry, health, e, n, u, targets[i]);
      const group = this.#groups[i];
      if (group === -1) missed *= 1 - p;
      else if (p > this.#best[group]) this.#best[group] = p;
    }
    for (const best of this.#best) missed *= 1 - best;
    return 1 - missed;
  }

  /**
   * Rows `fromRow` to `toRow` of a map, south to north: at the middle of each cell 255·P, rounded. `layout` has the cells'
   * middles as posts.
   */
  mapRows(layout: GridLayout, object: SurveyedObject, fromRow: number, toRow: number): Uint8Array {
    const { columns, westM, southM, spacingM } = layout;
    const targets = this.targetsOf(object);
    const out = new Uint8Array((toRow - fromRow) * columns);
    let at = 0;
    for (let row = fromRow; row < toRow; row++) {
      const n = southM + row * spacingM;
      for (let column = 0; column < columns; column++) {
        const e = westM + column * spacingM;
        const heightM = this.groundAt(e, n) + object.heightM;
        const u = upAtHeight(this.frame, e, n, heightM);
        out[at++] = Math.round(255 * this.probability(e, n, u, targets));
      }
    }
    return out;
  }
}
