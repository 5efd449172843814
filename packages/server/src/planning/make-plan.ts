import {
  type Area,
  failingApproaches,
  isEnough,
  type PlannedThreat,
  plannedThreats,
  planOneMoreSensor,
  type SiteModel,
  type WarningTime,
  warningTimes,
} from "@tocsin/core";
import { PLAN_LIMITS, type PlannedArea, type PlanRequest, type SitePlan } from "@tocsin/sdk";
import { failingText } from "../cli/text/plan-lines.ts";
import { CAUTION } from "./caution.ts";
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
  given: { readonly to: string; readonly atUs: number },
): SitePlan {
  const threats = plannedThreats({
    kinds: request.kinds,
    heightsM: request.heightsM,
    speedsMps: request.speedsMps,
    observersCount: request.observers,
  });
  const times = warningTimes({ site, threats, bearings: BEARINGS });
  const plan = {
    siteName: site.name,
    madeUs: given.atUs,
    caution: CAUTION,
    givenTo: given.to,
    areas: site.areas.map((area) => plannedArea(site, area, times)),
    sensors: gains(site, threats, request.candidates),
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

function gains(
  site: SiteModel,
  threats: readonly PlannedThreat[],
  text: string | undefined,
): SitePlan["sensors"] {
  if (text === undefined || text.trim() === "") return null;
  const candidates = parseCandidates("what you wrote", text, site);
  const { inTimeShare, best } = planOneMoreSensor({
    site,
    threats,
    bearings: BEARINGS,
    candidates,
  });
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
