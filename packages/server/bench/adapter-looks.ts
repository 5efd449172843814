import {
  type Detection,
  enuToGeodetic,
  type Identity,
  type Look,
  type LocalFrame,
  type SensorId,
  type TimeUs,
} from "@tocsin/core";
import { stream } from "@tocsin/sim";

/** 1 January 2026, 06:00 UTC. */
export const LOOKS_START_US = 1_767_247_200_000_000;
const SCAN_US = 1_000_000;
const TURN_RAD = 2 * Math.PI;

export interface LooksOptions {
  readonly seed: number;
  readonly objects: number;
  readonly scans: number;
  readonly sensorId: SensorId;
}

interface Course {
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  readonly eastMps: number;
  readonly northMps: number;
  readonly identity: Identity;
}

/** Objects within 20 km that fly straight and level, each seen once a second without error. */
function coursesOf({ seed, objects }: LooksOptions): readonly Course[] {
  return Array.from({ length: objects }, (_, index) => {
    const random = stream(seed, "adapters", String(index));
    const bearing = random.uniform(0, TURN_RAD);
    const distanceM = random.uniform(2_000, 20_000);
    return {
      eastM: distanceM * Math.sin(bearing),
      northM: distanceM * Math.cos(bearing),
      upM: random.uniform(100, 3_000),
      eastMps: random.uniform(-60, 60),
      northMps: random.uniform(-60, 60),
      identity: {
        sensorTrack: String(index + 1),
        aircraftAddress: (0x4b0000 + index).toString(16),
        callsign: `OBJ${index + 1}`,
        mode3A: null,
      },
    };
  });
}

const SEEN_ROUND = { azimuthFromRad: 0, azimuthWidthRad: TURN_RAD };

/** What a radar that turns once a second measures of them. */
export const polarLooks = (options: LooksOptions): readonly Look[] =>
  looksOf(options, ({ course, eastM, northM, sensedUs }): Detection => {
    const { upM, eastMps, northMps, identity } = course;
    const levelM = Math.sqrt(eastM * eastM + northM * northM);
    const rangeM = Math.sqrt(levelM * levelM + upM * upM);
    return {
      kind: "polar",
      sensedUs,
      rcsDbsm: -10,
      identity: { ...identity, aircraftAddress: null, callsign: null },
      rangeM,
      azimuthRad: azimuthOf(eastM, northM),
      elevationRad: Math.atan2(upM, levelM),
      rangeRateMps: (eastM * eastMps + northM * northMps) / rangeM,
      heightM: null,
      rangeSigmaM: 10,
      azimuthSigmaRad: 2e-3,
      elevationSigmaRad: 2e-3,
      rangeRateSigmaMps: 1,
      heightSigmaM: 0,
    };
  }).map((look) => ({
    ...look,
    sweep: SEEN_ROUND,
    detections: look.detections.toSorted((a, b) => a.sensedUs - b.sensedUs),
  }));

const azimuthOf = (eastM: number, northM: number): number =>
  (Math.atan2(eastM, northM) + TURN_RAD) % TURN_RAD;

/** What they say of themselves. */
export const placeLooks = (options: LooksOptions, frame: LocalFrame): readonly Look[] =>
  looksOf(options, ({ course, eastM, northM, sensedUs }): Detection => {
    const { upM, eastMps, northMps, identity } = course;
    const place = enuToGeodetic(frame, eastM, northM, upM);
    return {
      kind: "position",
      sensedUs,
      rcsDbsm: null,
      identity,
      ...place,
      covarianceEeM2: 25,
      covarianceEnM2: 0,
      covarianceNnM2: 25,
      heightSigmaM: 10,
      velocity: { eastMps, northMps, upMps: 0, horizontalSigmaMps: 1, upSigmaMps: 1 },
    };
  });

interface Sighting {
  readonly course: Course;
  readonly eastM: number;
  readonly northM: number;
  readonly sensedUs: TimeUs;
}

function looksOf(options: LooksOptions, sense: (sighting: Sighting) => Detection): readonly Look[] {
  const courses = coursesOf(options);
  return Array.from({ length: options.scans }, (_, scan): Look => {
    const fromUs = LOOKS_START_US + scan * SCAN_US;
    const detections = courses.map((course) => {
      const turn = azimuthOf(course.eastM, course.northM) / TURN_RAD;
      const sensedUs = fromUs + Math.floor(SCAN_US * turn);
      const flownS = (sensedUs - LOOKS_START_US) / 1e6;
      const eastM = course.eastM + flownS * course.eastMps;
      const northM = course.northM + flownS * course.northMps;
      return sense({ course, eastM, northM, sensedUs });
    });
    return {
      sensorId: options.sensorId,
      sequence: scan + 1,
      fromUs,
      toUs: fromUs + SCAN_US,
      sweep: null,
      detections,
    };
  });
}
