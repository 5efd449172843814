import { approachPoint, type ApproachGround } from "../coverage/approach-point.ts";
import type { WatchedApproach } from "../coverage/approach-ray.ts";
import { crossSectionOf } from "../coverage/cross-section.ts";
import { detectionProbabilityOf } from "../coverage/detection-probability.ts";
import type { SensorHealth, SensorSpec } from "../coverage/sensor.ts";
import { createEngine } from "../engine/create-engine.ts";
import type { LookEvent } from "../engine/event.ts";
import { meanOfCorners } from "../geodesy/polygon.ts";
import { nominalDetection, type NominalErrors } from "../measurement/nominal-detection.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { Area } from "../policy/area.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { TWO_PI } from "../units/angle.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { fixedDraw, fixedError } from "./fixed-draws.ts";
import { PLANNED_ACCURACY } from "./planned-accuracy.ts";
import type { PlannedSite } from "./warning-time.ts";

/** Sweeps without anything before the object sets out. */
const QUIET_SWEEPS = 4;
/** A look takes so many of a flight's fixed errors: one each for range, azimuth, elevation and range rate. */
const ERRORS_OF_LOOK = 4;
/** Draws of a flight are numbered apart for each sensor, so many looks of each; looks past them take those of the next sensor. */
const LOOKS_MAX = 100_000;
const START_US: TimeUs = 0;

/** What a rehearsal is of: the policy of a site, and sensors over a ground. */
export interface RehearsalParts {
  readonly site: PlannedSite;
  readonly sensors: readonly SensorSpec[];
  readonly health: ReadonlyMap<string, SensorHealth>;
  readonly ground: ApproachGround;
}

/** Seconds before arrival; 0: not before it comes down. */
export interface RehearsedFlight {
  readonly trackedS: number;
  readonly orderedS: number;
}

/**
 * When an object would be tracked, and people be ordered to take cover. How many detections confirm what falls depends on whether two of them make it all
 * but certain, and the order on when its course is known surely enough to say where it ends, by the policy's own threshold. So the engine
 * itself is asked, by letting it see flights as its sensors would: each look at a time, with or without a detection, and with errors,
 * that are fixed and as if drawn. Nothing else is in the air, and no detection is false.
 */
export class ApproachRehearsal {
  readonly #parts: RehearsalParts;
  readonly #geometries: readonly SensorGeometry[];

  constructor(parts: RehearsalParts) {
    this.#parts = parts;
    const { siteFrame, terrain } = parts.ground;
    this.#geometries = parts.sensors.map((spec) =>
      createSensorGeometry(siteFrame, spec, parts.site.groundHeightM, terrain),
    );
  }

  /** So many flights: what falls comes down in the middle of the area, what flies arrives at its edge. */
  fly(
    area: Area,
    { model, ray }: Omit<WatchedApproach, "place">,
    flights: number,
  ): RehearsedFlight[] {
    const [eastM, northM] = meanOfCorners(area.rings[0]);
    const way = model.path === "arc" ? { ...ray, eastM, northM } : ray;
    const approach = { place: area, model, ray: way };
    return Array.from({ length: flights }, (_, flight) => this.#flyOnce(area, approach, flight));
  }

  #flyOnce(area: Area, approach: WatchedApproach, flight: number): RehearsedFlight {
    const periodUs = Math.max(0, ...this.#parts.sensors.map((spec) => spec.periodUs));
    const flownUs = (approach.model.reachM / approach.model.speedMps) * MICROS_PER_SECOND;
    const arrivesUs = Math.ceil(START_US + QUIET_SWEEPS * periodUs + flownUs);
    const looks = this.#geometries
      .filter(({ spec }) => approach.model.sensorKinds.includes(spec.kind))
      .flatMap((geometry, sensor) =>
        this.#looksOf(geometry, approach, { arrivesUs, flight, sensor }),
      );
    const engine = createEngine({ asksProtection: false });
    engine.step({ type: "configuration", receivedUs: START_US, site: this.#rehearsed(area) });
    const before = (timeUs: TimeUs): number => Math.max(0, secondsBetween(timeUs, arrivesUs));
    let [trackedS, orderedS] = [0, 0];
    for (const event of looks.sort((a, b) => a.receivedUs - b.receivedUs)) {
      // The order stands before the track in what one look gives.
      for (const effect of engine.step(event).effects) {
        if (effect.type === "track" && effect.track.confirmedUs !== null)
          trackedS = Math.max(trackedS, before(effect.track.confirmedUs));
        if (effect.type === "warning" && effect.warning.stage === "take-cover")
          orderedS = Math.max(orderedS, before(effect.warning.issuedUs));
      }
      if (orderedS > 0) break;
    }
    // An order without a record of the track yet.
    return { trackedS: Math.max(trackedS, orderedS), orderedS };
  }

  #rehearsed(area: Area): SiteModel {
    return {
      ...this.#parts.site,
      id: "plan" as SiteModel["id"],
      name: "",
      mode: "simulation",
      sensors: this.#parts.sensors,
      areas: [area],
      defences: [],
      masks: [],
      automation: true,
    };
  }

  #looksOf(
    geometry: SensorGeometry,
    approach: WatchedApproach,
    of: { readonly arrivesUs: TimeUs; readonly flight: number; readonly sensor: number },
  ): readonly LookEvent[] {
    const { spec } = geometry;
    const phase = fixedDraw(of.flight, 2 * of.sensor);
    // A turning antenna passes the object some time before its look ends.
    const agoUs = Math.round(fixedDraw(of.flight, 2 * of.sensor + 1) * spec.periodUs);
    const events: LookEvent[] = [];
    for (let k = 1; ; k++) {
      const toUs = Math.round((k + phase) * spec.periodUs);
      if (toUs > of.arrivesUs) return events;
      events.push({
        type: "look",
        receivedUs: toUs,
        look: {
          sensorId: spec.id,
          sequence: k,
          fromUs: toUs - spec.periodUs,
          toUs,
          sweep: {
            azimuthFromRad: spec.coverage.azimuthFromRad,
            azimuthWidthRad: Math.min(spec.coverage.azimuthWidthRad, TWO_PI),
          },
          detections: this.#seen(geometry, approach, {
            ...of,
            k,
            sensedUs: toUs - agoUs,
          }),
        },
      });
    }
  }

  /** What one look shows of the object: nothing before it sets out. */
  #seen(
    geometry: SensorGeometry,
    approach: WatchedApproach,
    of: {
      readonly arrivesUs: TimeUs;
      readonly sensedUs: TimeUs;
      readonly flight: number;
      readonly sensor: number;
      readonly k: number;
    },
  ): LookEvent["look"]["detections"] {
    const { model } = approach;
    const alongM = secondsBetween(of.sensedUs, of.arrivesUs) * model.speedMps;
    if (alongM > model.reachM) return [];
    const point = approachPoint(approach, alongM, this.#parts.ground);
    const [e, n, u] = point.positionM;
    const health = this.#parts.health.get(geometry.spec.id);
    const probability = detectionProbabilityOf(geometry, health, e, n, u, {
      crossSectionM2: crossSectionOf(geometry.spec.radar, model.objectClass),
      velocityMps: point.velocityMps,
      rangeRateSigmaMps: 0,
    });
    const look = of.sensor * LOOKS_MAX + of.k;
    if (fixedDraw(of.flight, LOOKS_MAX + look) >= probability) return [];
    const errors = errorsOf(of.flight, look);
    return [nominalDetection(geometry, point, PLANNED_ACCURACY, { sensedUs: of.sensedUs, errors })];
  }
}

function errorsOf(flight: number, look: number): NominalErrors {
  const error = (i: number): number => fixedError(-1 - flight, look * ERRORS_OF_LOOK + i);
  return { range: error(0), azimuth: error(1), elevation: error(2), rangeRate: error(3) };
}
