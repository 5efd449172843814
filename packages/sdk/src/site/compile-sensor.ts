import {
  MICROS_PER_SECOND,
  type RadarModel,
  type RegistrationPrior,
  sensorId,
  type SensorSpec,
} from "@tocsin/core";
import { toGeodetic, toRadians } from "./area-rings.ts";
import type { RadarConfig } from "./radar-schema.ts";
import type { SiteConfig } from "./site-config.ts";

/** A sensor as the engine needs it. Keys of a radar's model are absent where the site file has none. */
export function compileSensor(sensor: SiteConfig["sensors"][number]): SensorSpec {
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
      : { registration: compileRegistration(sensor.registration) }),
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
    authenticated: sensor.authenticated,
  };
}

const compileRegistration = (
  registration: NonNullable<SiteConfig["sensors"][number]["registration"]>,
): RegistrationPrior => ({
  rangeSigmaM: registration.range_sigma_m,
  azimuthSigmaRad: toRadians(registration.azimuth_sigma_deg),
  elevationSigmaRad: toRadians(registration.elevation_sigma_deg),
  clockSigmaS: registration.clock_sigma_s,
});

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
