import {
  COMMON_CAUSES,
  defaultRegistration,
  MICROS_PER_SECOND,
  type RadarModel,
  type RegistrationPrior,
  sensorId,
  type SensorKind,
  type SensorSpec,
} from "@tocsin/core";
import { toGeodetic, toRadians } from "./area-rings.ts";
import type { RadarConfig } from "./radar-schema.ts";
import type { SiteConfig } from "./site-config.ts";

/**
 * A sensor as the engine needs it. Keys of a radar's model are absent where the site file has none. `proven`: nothing of it
 * is taken in without a proof.
 */
export function compileSensor(sensor: SiteConfig["sensors"][number], proven: boolean): SensorSpec {
  const { coverage } = sensor;
  return {
    id: sensorId(sensor.id),
    name: sensor.name,
    kind: sensor.kind,
    position: toGeodetic(sensor.latitude_deg, sensor.longitude_deg, sensor.height_m),
    azimuthOffsetRad: toRadians(sensor.azimuth_offset_deg),
    rangeOffsetM: sensor.range_offset_m,
    ...(sensor.registration === undefined
      ? {}
      : { registration: compileRegistration(sensor.kind, sensor.registration) }),
    coverage: {
      rangeMinM: coverage.range_min_m,
      rangeMaxM: coverage.range_max_m,
      azimuthFromRad: toRadians((coverage.azimuth_from_deg + 360) % 360),
      azimuthWidthRad: toRadians(coverage.azimuth_width_deg),
      elevationMinRad: toRadians(coverage.elevation_min_deg),
      elevationMaxRad: toRadians(coverage.elevation_max_deg),
      horizon: coverage.horizon,
    },
    ...(sensor.radar === undefined ? {} : { radar: compileRadar(sensor.radar) }),
    detectionProbability: sensor.detection_probability,
    falseDetectionsPerSweep: sensor.false_detections_per_sweep,
    periodUs: Math.round(sensor.period_s * MICROS_PER_SECOND),
    staleAfterUs: Math.round(sensor.stale_after_s * MICROS_PER_SECOND),
    commonCauseGroup: sensor.common_cause_group,
    ...sharedCauses(sensor.shares),
    authenticated: proven || sensor.authenticated,
  };
}

/** Left out where it shares nothing, so that records of sites that state none stay as they were. */
function sharedCauses(
  shares: SiteConfig["sensors"][number]["shares"],
): Pick<SensorSpec, "sharedCauses"> {
  const causes = COMMON_CAUSES.flatMap((kind) => {
    const name = kind === "other" ? undefined : shares?.[kind];
    return name === undefined ? [] : [{ kind, name }];
  });
  return causes.length === 0 ? {} : { sharedCauses: causes };
}

/** What the site file leaves out is as usual for the kind of sensor. */
function compileRegistration(
  kind: SensorKind,
  registration: NonNullable<SiteConfig["sensors"][number]["registration"]>,
): RegistrationPrior {
  const usual = defaultRegistration(kind) ?? NOTHING_USUAL;
  const { range_sigma_m, azimuth_sigma_deg, elevation_sigma_deg, clock_sigma_s } = registration;
  return {
    rangeSigmaM: range_sigma_m ?? usual.rangeSigmaM,
    azimuthSigmaRad:
      azimuth_sigma_deg === undefined ? usual.azimuthSigmaRad : toRadians(azimuth_sigma_deg),
    elevationSigmaRad:
      elevation_sigma_deg === undefined ? usual.elevationSigmaRad : toRadians(elevation_sigma_deg),
    clockSigmaS: clock_sigma_s ?? usual.clockSigmaS,
  };
}

/** Of a kind of sensor that is not expected to have biases of its own. */
const NOTHING_USUAL: RegistrationPrior = {
  rangeSigmaM: 0,
  azimuthSigmaRad: 0,
  elevationSigmaRad: 0,
  clockSigmaS: 0,
};

const ratio = (decibels: number): number => Math.exp((decibels / 10) * Math.LN10);

function compileRadar(radar: RadarConfig): RadarModel {
  const clutter = radar.ground_clutter;
  return {
    referenceRangeM: radar.reference_range_m,
    referenceCrossSectionM2: ratio(radar.reference_rcs_dbsm),
    referenceDetectionProbability: radar.reference_detection_probability,
    falseAlarmProbability: radar.false_alarm_probability,
    beam: {
      shape: radar.beam_shape,
      tiltRad: toRadians(radar.beam_tilt_deg),
      widthRad: toRadians(radar.beam_width_deg),
    },
    rangeRateMinMps: radar.range_rate_min_mps,
    groundClutter:
      clutter === undefined
        ? null
        : {
            gamma: ratio(clutter.reflectivity_db),
            azimuthBeamWidthRad: toRadians(clutter.azimuth_beam_width_deg),
            rangeResolutionM: clutter.range_resolution_m,
            improvement: ratio(clutter.improvement_db),
          },
    crossSectionsM2: Object.fromEntries(
      Object.entries(radar.rcs_dbsm ?? {}).flatMap(([name, decibels]) =>
        decibels === undefined ? [] : [[name, ratio(decibels)]],
      ),
    ),
  };
}
