import {
  createLocalFrame,
  createSensorGeometry,
  type Detection,
  detectionProbabilityAt,
  detectionToPosition,
  MICROS_PER_SECOND,
  type PositionDetection,
  type SensorHealth,
  type SensorSpec,
  type SiteModel,
  type Track,
} from "@tocsin/core";

/** Tracks of so long before and after are looked at: people report late, and radars see late. */
const TRACK_NEAR_US = 15 * MICROS_PER_SECOND;
/** 99 % of a Gaussian in two dimensions lies within: −2 ln 0.01. */
const GATE = 9.2103;
/** A sensor that sees what is there with this probability in one look would have seen it in a minute. */
const TELLS = 0.5;

/**
 * Whether a track that stands on sensors was where a report says that something was: d² = δᵀ(C + P)⁻¹δ ≤ 9.21 on the ground, the
 * track carried along its course to the report's moment.
 */
export function agrees(
  detection: PositionDetection,
  track: Track,
  { site, observers }: { readonly site: SiteModel; readonly observers: SensorSpec },
): boolean {
  if (Math.abs(track.timeUs - detection.sensedUs) > TRACK_NEAR_US) return false;
  if (track.confirmedUs === null) return false;
  const bySensors = track.evidence.filter(({ sensorId }) => isSensor(site, sensorId));
  if (bySensors.length < DETECTIONS_WANTED) return false;
  const { position, covariance } = placeOf(detection, site, observers);
  const { mean, covariance: own } = track.estimates[0];
  const size = mean.length;
  const dt = (detection.sensedUs - track.timeUs) / 1e6;
  const east = mean[0] + dt * mean[3] - position[0];
  const north = mean[1] + dt * mean[4] - position[1];
  const ee = covariance[0] + own[0];
  const en = covariance[1] + own[1];
  const nn = covariance[4] + own[size + 1];
  const determinant = ee * nn - en * en;
  // Each is a covariance of its own, so their sum has an inverse.
  return nn * east * east - 2 * en * east * north + ee * north * north <= GATE * determinant;
}

/** Whether some sensor that works would have shown what is there: only then does its silence speak against a report. */
export function wouldBeSeen(
  detection: PositionDetection,
  parts: {
    readonly site: SiteModel;
    readonly observers: SensorSpec;
    readonly health: (id: string) => SensorHealth | undefined;
  },
): boolean {
  const { site } = parts;
  const { position } = placeOf(detection, site, parts.observers);
  const frame = createLocalFrame(site.origin);
  return site.sensors.some((spec) => {
    if (spec.kind === "observer" || spec.kind === "cooperative") return false;
    const health = parts.health(spec.id);
    if (health === undefined || health.status !== "up") return false;
    const geometry = createSensorGeometry(frame, spec, site.groundHeightM);
    const [e, n, u] = position;
    return detectionProbabilityAt(geometry, health, e, n, u) >= TELLS;
  });
}

/** As many as make a track a sensor's. */
const DETECTIONS_WANTED = 2;

const isSensor = (site: SiteModel, id: string): boolean =>
  site.sensors.some((spec) => spec.id === id && spec.kind !== "observer");

function placeOf(
  detection: Detection,
  site: SiteModel,
  observers: SensorSpec,
): ReturnType<typeof detectionToPosition> {
  const frame = createLocalFrame(site.origin);
  return detectionToPosition(createSensorGeometry(frame, observers, site.groundHeightM), detection);
}
