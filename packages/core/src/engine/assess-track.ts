import { assessArea } from "../assessment/assess.ts";
import { decide } from "../assessment/decide.ts";
import type { DecisionBook, Finding } from "../assessment/decision-book.ts";
import type { Decision } from "../assessment/decision.ts";
import type { Environment } from "../motion/environment.ts";
import type { FlightMasks } from "../policy/flight-masks.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track } from "../tracking/track.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { AreaStates } from "../warning/area-states.ts";

/** The parts of a site's runtime that a track passes on its way to a warning. */
export interface AssessmentParts {
  readonly site: SiteModel;
  readonly environment: Environment;
  readonly masks: FlightMasks;
  readonly book: DecisionBook;
  readonly areaStates: AreaStates;
}

/** Under which circumstances a track is assessed. */
export interface AssessmentMoment {
  readonly nowUs: TimeUs;
  readonly automation: boolean;
}

/** Assesses a track for every area, tells the areas' states of it, and returns the decisions to record. */
export function assessTrack(
  parts: AssessmentParts,
  track: Track,
  projection: Projection,
  moment: AssessmentMoment,
): readonly Decision[] {
  const findings = findingsOf(parts, track, projection, moment);
  const decisions = parts.book.enter(track, findings, moment.nowUs);
  for (const finding of findings) tellArea(parts, track.id, finding, moment.nowUs);
  return decisions;
}

function findingsOf(
  { site, environment, masks, book }: AssessmentParts,
  track: Track,
  projection: Projection,
  { nowUs, automation }: AssessmentMoment,
): readonly Finding[] {
  const [eastM, northM, upM] = track.estimates[0].mean;
  const mask = masks.covering(track.id, track.timeUs, { eastM, northM, upM });
  return site.areas.map((area) => {
    const horizonS = site.policy.preAlertHorizonS;
    const assessment = assessArea(projection, area, { nowUs, horizonS, environment });
    const verdict = decide({
      track,
      area,
      assessment,
      policy: site.policy,
      nowUs,
      masked: mask !== null,
      automation,
      before: book.stageOf(track.id, area.id),
      aboveSinceUs: book.aboveSinceUs(track.id, area.id),
    });
    return { areaId: area.id, verdict, assessment, projection };
  });
}

function tellArea(
  { areaStates, book }: AssessmentParts,
  trackId: TrackId,
  { areaId, verdict, assessment }: Finding,
  nowUs: TimeUs,
): void {
  // A threat that is no longer seen still threatens: people stay warned until it would have arrived.
  if (verdict.reasons.includes("TRACK_BROKEN")) return;
  if (verdict.stage === "none") {
    areaStates.release(areaId, trackId, nowUs);
    return;
  }
  const { arrivalFromUs, arrivalToUs } = assessment;
  const { stage, probability } = verdict;
  const decision = book.lastNumberOf(trackId, areaId);
  const report = { trackId, stage, arrivalFromUs, arrivalToUs, probability, decision };
  areaStates.threaten(areaId, report, nowUs);
}
