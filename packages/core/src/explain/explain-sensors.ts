import type { CoverageLink } from "../coverage/coverage-link.ts";
import { UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbability } from "../coverage/explain-coverage.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { ClaimState } from "../measurement/look.ts";
import type { TrackRecord } from "../engine/effect.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { conductText } from "../trust/judge-conduct.ts";
import { degrees } from "../units/angle.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import type { TimeUs } from "../units/time.ts";
import { healthAt, type IncidentRecord } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { compassText, distanceText, probabilityText } from "./plain-words.ts";
import type { WhyLink, WhyMargin } from "./why-report.ts";

/** What one sensor could have seen of a place at a time, by the recorded state of the sensor. */
export interface SensorView {
  readonly spec: SensorSpec;
  /** Detection probability of one look. */
  readonly probability: number;
  readonly failed: readonly CoverageLink[];
  /** Journal records about its health at that time. */
  readonly records: readonly number[];
  readonly healthReason: string;
}

/** Every sensor's view of a place (site ENU, m) at `atUs`, of an object with that velocity (site ENU, m/s), where it is known. */
export function viewsOf(
  record: IncidentRecord,
  enuM: ArrayLike<number>,
  atUs: TimeUs,
  velocityMps: ArrayLike<number> | null,
): readonly SensorView[] {
  const site = record.site.value;
  const frame = createLocalFrame(site.origin);
  return site.sensors.map((spec) => {
    const health = healthAt(record, spec.id, atUs);
    const geometry = createSensorGeometry(frame, spec, site.groundHeightM, terrainOf(site.terrain));
    const coverage = detectionProbability(geometry, health?.value, enuM, {
      ...UNKNOWN_TARGET,
      velocityMps,
    });
    return {
      spec,
      // A receiver of position reports sees what reports itself, and nobody expects that of a threat.
      probability: spec.kind === "cooperative" ? 0 : coverage.probability,
      failed: coverage.links.filter((link) => !link.ok),
      records: health === undefined ? [record.site.sequence] : [health.sequence],
      healthReason: health?.value.reason ?? "nothing recorded of its health",
    };
  });
}

/** The sensor links of a recorded track: who saw it, and everything that kept the others from it. None of them prevented anything. */
export function explainTrackSensors(
  record: IncidentRecord,
  track: TrackRecord,
): readonly WhyLink[] {
  const counts = new Map<string, number>();
  for (const { sensorId } of track.evidence) counts.set(sensorId, (counts.get(sensorId) ?? 0) + 1);
  const velocityMps = track.state.slice(3, 6);
  return viewsOf(record, track.state, track.stateUs, velocityMps).flatMap(
    (view): readonly WhyLink[] => {
      const { spec, failed } = view;
      if (counts.has(spec.id)) return [sawIt(record, track, spec)];
      if (spec.kind === "cooperative") return [cooperativeLink(view)];
      if (failed.length > 0) return failed.map((link) => failedLink(view, link, false));
      return [
        broken("sensor", spec.id, "NO_DETECTION", {
          prevented: false,
          statement: `${spec.name} did not contribute, though each of its looks could have seen it with a probability of ${probabilityText(view.probability)}.`,
          records: view.records,
        }),
      ];
    },
  );
}

/** Who saw it, what speaks against that sensor's word, and what the object said of itself there. */
function sawIt(record: IncidentRecord, track: TrackRecord, spec: SensorSpec): WhyLink {
  const conduct = record.conduct.find(({ value }) => value.sensorId === spec.id);
  const against =
    conduct === undefined ? [] : conductText(conduct.value).slice(0, conduct.value.reasons.length);
  const claim = lastClaim(record, track, spec.id);
  const said = [
    ...(claim?.emergency ? [`There it said: ${claim.emergency}.`] : []),
    ...(claim !== null && claim.doubts.length > 0
      ? [`Its word was doubted: ${claim.doubts.join(", ")}.`]
      : []),
  ];
  return held("sensor", spec.id, {
    statement: [`${spec.name} saw it.`, ...against, ...said].join(" "),
    records: [
      ...evidenceRecords(record, track, spec.id),
      ...(against.length > 0 && conduct !== undefined ? [conduct.sequence] : []),
    ],
  });
}

/** The latest of what a track's object said through a sensor that is worth a word. */
function lastClaim(record: IncidentRecord, track: TrackRecord, id: string): ClaimState | null {
  const indexes = new Map(
    track.evidence
      .filter(({ sensorId }) => sensorId === id)
      .map(({ lookSequence, index }) => [lookSequence, index]),
  );
  let last: ClaimState | null = null;
  for (const { value } of record.looks) {
    const index = value.look.sensorId === id ? indexes.get(value.look.sequence) : undefined;
    const claim = index === undefined ? undefined : value.look.detections[index]?.claim;
    if (claim !== undefined) last = claim;
  }
  return last;
}

/** A receiver of position reports that heard nothing of it: neither a failure nor a surprise. */
export const cooperativeLink = (view: SensorView): WhyLink =>
  broken("sensor", view.spec.id, "NO_DETECTION", {
    prevented: false,
    statement: `${view.spec.name} hears only what reports itself, and heard nothing of it.`,
    records: view.records,
  });

/** The link of the chain for a coverage link that did not hold. */
export function failedLink(view: SensorView, link: CoverageLink, prevented: boolean): WhyLink {
  const code = link.reason ?? "OUT_OF_COVERAGE";
  const margin = marginOf(link);
  const statement = `${view.spec.name} could not have seen it: ${failureText(link, view)}.`;
  const parts = { prevented, statement, records: view.records };
  return broken("sensor", view.spec.id, code, margin === null ? parts : { ...parts, margin });
}

/** Why a coverage link failed, in words that follow a colon. */
export function failureText(link: CoverageLink, view: Pick<SensorView, "healthReason">): string {
  switch (link.link) {
    case "range":
      return link.rangeM > link.greatestM
        ? `it was ${distanceText(link.rangeM)} away and the range is ${distanceText(link.greatestM)}`
        : `it was only ${distanceText(link.rangeM)} away and the range begins at ${distanceText(link.leastM)}`;
    case "sector":
      return `it was in the ${compassText(link.azimuthRad)}, ${degrees(-link.marginRad).toFixed(0)}° outside the sector that it watches`;
    case "elevation":
      return `it was ${degrees(link.elevationRad).toFixed(1)}° above the antenna's horizontal and the beam spans ${degrees(link.leastRad).toFixed(1)}° to ${degrees(link.greatestRad).toFixed(1)}°`;
    case "horizon":
      return `at ${distanceText(link.targetHeightM)} above the ground it was below the radar's horizon, which at that height ends ${distanceText(link.horizonM ?? 0)} away, ${distanceText(-(link.marginM ?? 0))} short of it`;
    case "terrain":
      return link.obstacle === null
        ? "the ground hid it"
        : `the ground ${distanceText(link.obstacle.distanceM)} from the antenna stands ${distanceText(Math.max(link.obstacle.riseM, 0))} above the line of sight; the object would have been seen ${distanceText(-(link.marginM ?? 0))} higher`;
    case "signal":
      return `an object of its size returns too weak an echo from there, detected in ${probabilityText(link.probability)} of its looks`;
    case "speed":
      return `it moved at ${Math.abs(link.rangeRateMps ?? 0).toFixed(0)} m/s towards or away from the antenna, and below ${link.leastMps.toFixed(0)} m/s everything is taken for clutter`;
    case "health":
      return `it was ${link.status ?? "unknown"} (${view.healthReason})`;
  }
}

function marginOf(link: CoverageLink): WhyMargin | null {
  switch (link.link) {
    case "range":
      return { value: link.marginM, unit: "m", meaning: "inside the range limits" };
    case "horizon":
      return link.marginM === null
        ? null
        : { value: link.marginM, unit: "m", meaning: "inside the radio horizon" };
    case "sector":
      return { value: link.marginRad, unit: "rad", meaning: "inside the watched sector" };
    case "elevation":
      return { value: link.marginRad, unit: "rad", meaning: "inside the beam's elevation limits" };
    case "terrain":
      return link.marginM === null
        ? null
        : { value: link.marginM, unit: "m", meaning: "above the ground's shadow" };
    case "signal":
      return { value: link.probability, unit: "probability", meaning: "of one look, by the echo" };
    case "speed":
      return link.marginMps === null
        ? null
        : { value: link.marginMps, unit: "m/s", meaning: "above the least speed that it sees" };
    case "health":
      return null;
  }
}

function evidenceRecords(
  record: IncidentRecord,
  track: TrackRecord,
  sensorId: string,
): readonly number[] {
  const wanted = new Set(
    track.evidence.filter((e) => e.sensorId === sensorId).map((e) => e.lookSequence),
  );
  return record.looks
    .filter(({ value: { look } }) => look.sensorId === sensorId && wanted.has(look.sequence))
    .map(({ sequence }) => sequence);
}
