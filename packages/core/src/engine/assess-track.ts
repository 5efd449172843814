import { assessArea } from "../assessment/assess.ts";
import { type DecisionContext, decide, type Verdict } from "../assessment/decide.ts";
import type { DecisionBook, Finding } from "../assessment/decision-book.ts";
import { corroborationOf } from "../assessment/corroboration-of.ts";
import { isInFlock } from "../assessment/flock.ts";
import type { Neighbourhood } from "../assessment/neighbourhood.ts";
import type { HeldClass } from "../assessment/held-class.ts";
import { restsOnPeople } from "../assessment/rests-on-people.ts";
import { restsOnClaims } from "../assessment/rests-on-claims.ts";
import { reachOfThreat } from "../assessment/reach-of-threat.ts";
import type { Reach } from "../geodesy/reach.ts";
import type { Decision } from "../assessment/decision.ts";
import type { Environment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import { policiesOf, policyOf } from "../policy/policies-of.ts";
import type { FlightMasks } from "../policy/flight-masks.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Projection } from "../projection/projection.ts";
import type { SecondPath } from "../second-path/second-path.ts";
import type { Track } from "../tracking/track.ts";
import type { AreaId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { AreaStates } from "../warning/area-states.ts";
import type { ThreatEvidence } from "../warning/retraction-book.ts";

/** The parts of a site's runtime that a track passes on its way to a warning. */
export interface AssessmentParts {
  /** With the policy that is in force: while the posture is heightened, not the configured one. */
  readonly site: SiteModel;
  readonly environment: Environment;
  readonly masks: FlightMasks;
  readonly book: DecisionBook;
  readonly areaStates: AreaStates;
  /** Left out: nothing is asked of the second path. */
  readonly secondPath?: Pick<SecondPath, "opinionOn">;
}

/** Under which circumstances a track is assessed. */
export interface AssessmentMoment {
  readonly nowUs: TimeUs;
  readonly automation: boolean;
}

/** What a track is assessed for. */
export interface AssessmentOf {
  readonly projection: Projection;
  readonly areas: readonly Area[];
  /** The object follows an announced friendly flight. */
  readonly masked: boolean;
  /** Of all confirmed tracks, of which a flock about it may be; left out: it flies alone. */
  readonly neighbourhood?: Neighbourhood;
  /** What it was held to be over its detections; null or left out: nobody kept it. */
  readonly held?: HeldClass | null;
}

/** Assesses a track for areas, tells the areas' states of it, and returns the decisions to record. */
export function assessTrack(
  parts: AssessmentParts,
  track: Track,
  of: AssessmentOf,
  moment: AssessmentMoment,
): readonly Decision[] {
  const findings = findingsOf(parts, track, of, moment);
  const decisions = parts.book.enter(track, findings, moment.nowUs);
  for (const finding of findings) tellArea(parts, track, finding, moment.nowUs);
  return decisions;
}

/** What an assessment of one area would find, or would have found at that moment. */
export const findingOf = (
  parts: AssessmentParts,
  track: Track,
  of: Omit<AssessmentOf, "areas"> & { readonly area: Area },
  moment: AssessmentMoment,
): Finding => findingsOf(parts, track, { ...of, areas: [of.area] }, moment)[0];

function findingsOf(
  parts: AssessmentParts,
  track: Track,
  { projection, areas, masked, neighbourhood, held = null }: AssessmentOf,
  { nowUs, automation }: AssessmentMoment,
): readonly JudgedFinding[] {
  const { site, environment, book, areaStates, secondPath } = parts;
  const onlyPeople = restsOnPeople(track, site.sensors);
  const onlyClaims = restsOnClaims(track, site.sensors);
  const sources = corroborationOf(track, site.sensors, policiesOf(site));
  const inFlock = (): boolean => neighbourhood !== undefined && isInFlock(track, neighbourhood);
  return areas.map((area) => {
    const policy = policyOf(area, site);
    const horizonS = policy.preAlertHorizonS;
    const passesAboveM = policy.overflightHeightM;
    const assessment = assessArea(projection, area, {
      nowUs,
      horizonS,
      environment,
      passesAboveM,
    });
    const judged = judge(parts, {
      track,
      area,
      assessment,
      policy,
      nowUs,
      masked,
      automation,
      inhibited: areaStates.isInhibited(area.id, nowUs),
      retracted: false,
      onlyPeople,
      onlyClaims,
      sources,
      inFlock,
      held,
      // What people were told stands, though no stage is decided while the area is held back.
      before: areaStates.toldStage(area.id, track.id) ?? book.stageOf(track.id, area.id),
      aboveSinceUs: book.aboveSinceUs(track.id, area.id),
    });
    const finding = { areaId: area.id, ...judged, assessment, projection };
    if (secondPath === undefined) return finding;
    const { says, sinceUs } = secondPath.opinionOn(track.evidence, area.id);
    return { ...finding, secondPath: { says, sinceUs } };
  });
}

interface Judged {
  readonly verdict: Verdict;
  /** What speaks for a warning, though people may hold it back; null where nothing does, or what does was retracted. */
  readonly evidence: ThreatEvidence | null;
}
interface JudgedFinding extends Finding, Judged {}

/** The verdict, with what an operator has declared false held back as long as nothing new speaks for it. */
function judge(parts: AssessmentParts, context: DecisionContext): Judged {
  const { area, track, nowUs } = context;
  const isHeldBack = !context.automation || context.inhibited;
  const free = isHeldBack ? { ...context, automation: true, inhibited: false } : context;
  const verdict = decide(free);
  const evidence = evidenceOf(parts.site, track, verdict);
  const retracted = parts.areaStates.isRetracted(area.id, track.id, evidence, nowUs);
  if (retracted && evidence !== null)
    return { verdict: decide({ ...context, retracted }), evidence: null };
  return { verdict: isHeldBack ? decide(context) : verdict, evidence };
}

function evidenceOf(
  { sensors }: SiteModel,
  track: Track,
  { stage, rule }: Verdict,
): ThreatEvidence | null {
  if (stage === "none") return null;
  const sources = new Set<string>();
  for (const { sensorId } of track.evidence) {
    const sensor = sensors.find(({ id }) => id === sensorId);
    sources.add(sensor?.commonCauseGroup ?? sensorId);
  }
  return { stage, rule, sources: [...sources], detections: track.detectionCount };
}

function tellArea(
  { site, areaStates, book }: AssessmentParts,
  track: Track,
  { areaId, verdict, evidence, assessment, projection }: JudgedFinding,
  nowUs: TimeUs,
): void {
  // A threat that is no longer seen still threatens: people stay warned until it would have arrived.
  if (verdict.reasons.includes("TRACK_BROKEN")) return;
  const trackId = track.id;
  if (evidence === null) {
    areaStates.release(areaId, trackId, nowUs);
    return;
  }
  const { arrivalFromUs, arrivalToUs } = assessment;
  const { probability } = verdict;
  const decision = book.lastNumberOf(trackId, areaId);
  const reach = reachIn(site, areaId, projection);
  const report = { trackId, evidence, arrivalFromUs, arrivalToUs, probability, decision, reach };
  areaStates.threaten(areaId, report, nowUs);
}

/** Where in an area the object may come down, where the area can be cut; null: anywhere. */
function reachIn({ areas }: SiteModel, id: AreaId, projection: Projection): Reach | null {
  const area = areas.find((candidate) => candidate.id === id);
  if (area?.cut === undefined) return null;
  return reachOfThreat(projection, {
    radiusM: area.cut.minPartM,
    widenM: area.bufferM,
  });
}
