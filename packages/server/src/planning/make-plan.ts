import {
  type Area,
  failingApproaches,
  isEnough,
  type PlannedThreat,
  plannedThreats,
  planOneMoreSensor,
  type SensorCandidate,
  type SiteModel,
  type WarningTime,
  warningTimes,
} from "@tocsin/core";
import { PLAN_LIMITS, type PlannedArea, type PlanRequest, type SitePlan } from "@tocsin/sdk";
import type { Progress } from "../http/journal-queries.ts";
import { failingText } from "../cli/text/plan-lines.ts";
import { CAUTION, notesOn } from "./caution.ts";
import { reachSvg } from "./draw-reach.ts";
import { roseSvg } from "./draw-rose.ts";
import { planPage } from "./plan-page.ts";
import { parseCandidates } from "./read-candidates.ts";

/** Directions asked about, as `tocsin plan` does. */
const BEARINGS = 72;

/** Makes the plan that `tocsin plan` prints, of the site that protects, for one planner. */
export function makePlan(
  site: SiteModel,
  request: PlanRequest,
  given: {
    readonly to: string;
    readonly atUs: number;
    readonly progress?: (done: Progress) => void;
  },
): SitePlan {
  const threats = plannedThreats({
    kinds: request.kinds,
    heightsM: request.heightsM,
    speedsMps: request.speedsMps,
    observersCount: request.observers,
  });
  const candidates = candidatesOf(site, request.candidates);
  const surveys = candidates.length === 0 ? 1 : candidates.length + 2;
  const surveyed = counting(surveys * site.areas.length * threats.length, given.progress);
  const times = warningTimes({ site, threats, bearings: BEARINGS, surveyed });
  const plan = {
    siteName: site.name,
    madeUs: given.atUs,
    caution: CAUTION,
    givenTo: given.to,
    notes: notesOn(times),
    areas: site.areas.map((area) => plannedArea(site, area, times)),
    sensors: candidates.length === 0 ? null : gains({ site, threats, candidates, surveyed }),
  };
  return { ...plan, page: planPage(plan) };
}

function plannedArea(site: SiteModel, area: Area, all: readonly WarningTime[]): PlannedArea {
  const times = all.filter(({ areaId }) => areaId === area.id);
  const failing = failingApproaches(times);
  return {
    id: area.id,
    name: area.name,
    neededS: area.shelterS,
    inTime: times.filter(isEnough).length,
    of: times.length,
    failing: failing.slice(0, PLAN_LIMITS.failingShown).map(failingText),
    failingLeftOut: Math.max(0, failing.length - PLAN_LIMITS.failingShown),
    rose: roseSvg(area.name, times),
    maps: reachMaps(site, area, times),
  };
}

/** A map for each kind that flies level, of the first speed asked about. */
export function reachMaps(
  site: SiteModel,
  area: Area,
  times: readonly WarningTime[],
): PlannedArea["maps"] {
  return [...new Set(times.map(({ threat }) => threat.plannedKind))].flatMap((kind) => {
    const own = times.filter(({ threat }) => threat.plannedKind === kind);
    const [{ threat }] = own;
    if (threat.path === "arc") return [];
    const alike = own.filter((time) => time.threat.speedMps === threat.speedMps);
    return [{ kind, svg: reachSvg(site, area, alike) }];
  });
}

const candidatesOf = (site: SiteModel, text: string | undefined): readonly SensorCandidate[] =>
  text === undefined || text.trim() === "" ? [] : parseCandidates("what you wrote", text, site);

/** Counts surveys and tells of each hundredth part. */
function counting(of: number, progress: (done: Progress) => void = () => undefined): () => void {
  let [done, told] = [0, 0];
  return () => {
    done++;
    const part = Math.floor((100 * done) / of);
    if (part === told) return;
    told = part;
    progress({ done, of });
  };
}

function gains(of: {
  readonly site: SiteModel;
  readonly threats: readonly PlannedThreat[];
  readonly candidates: readonly SensorCandidate[];
  readonly surveyed: () => void;
}): SitePlan["sensors"] {
  const { inTimeShare, best } = planOneMoreSensor({ ...of, bearings: BEARINGS });
  return {
    inTimeShare,
    best: best.map(({ candidate, ...gain }) => ({
      kindName: candidate.kindName,
      placeName: candidate.placeName,
      cost: candidate.cost,
      inTimeShare: gain.inTimeShare,
      shareGained: gain.shareGained,
      secondsGained: gain.secondsGained,
    })),
  };
}
