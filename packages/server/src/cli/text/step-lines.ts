import {
  type Area,
  type AreaProtection,
  clockText,
  conductText,
  type Decision,
  type EngineEffect,
  type Fault,
  secondsBetween,
  type SiteModel,
  type TimeUs,
  type TrackRecord,
  type Warning,
  registrationText,
} from "@tocsin/core";
import { blindSectors, worstBlindText } from "../../picture/blind-sectors.ts";
import { listNames } from "../../picture/list-names.ts";
import type { PipelineStep } from "../../pipeline/pipeline.ts";
import { defenceText } from "./defence-text.ts";
import { meters, percent } from "./numbers.ts";
import { ordersText } from "./orders-text.ts";
import { officialText } from "./official-text.ts";
import { SensorLines } from "./sensor-lines.ts";
import { airText } from "./weather-text.ts";

/** Turns steps into lines for somebody who watches a terminal: one for each thing worth a look. */
export function createStepPrinter(site: SiteModel): (step: PipelineStep) => readonly string[] {
  const statuses = new Map<string, string>();
  const sensors = new SensorLines(site.mode);
  return (step) => {
    const lines = stepLines(step, site, sensors);
    const changed = step.effects.flatMap((effect) =>
      effect.type === "protection" ? protectionLines(effect, site, statuses) : [],
    );
    return [...lines, ...changed];
  };
}

function protectionLines(
  effect: Extract<EngineEffect, { type: "protection" }>,
  site: SiteModel,
  statuses: Map<string, string>,
): readonly string[] {
  /** Areas of which the same is to be said share a line. */
  const named = new Map<string, string[]>();
  for (const area of effect.areas) {
    if (statuses.get(area.areaId) === area.status) continue;
    statuses.set(area.areaId, area.status);
    const said = `${STATUS_TEXT[area.status]}${blindText(area, site)}`;
    named.set(said, [...(named.get(said) ?? []), areaName(site, area.areaId)]);
  }
  return [...named].map(
    ([said, names]) =>
      `${clockText(effect.timeUs)} [${site.mode}] area     ${listNames(names, "areas", NAMES_MAX)}: ${said}`,
  );
}

/** Of a site with many areas a line names so many. */
const NAMES_MAX = 12;

const STATUS_TEXT = {
  protecting: "protecting",
  degraded: "protecting in part",
  "not-protecting": "NOT PROTECTING",
} as const;

/** From where something could come unseen, or seen too late for people to reach shelter. */
function blindText(protection: AreaProtection, site: SiteModel): string {
  const area = site.areas.find(({ id }) => id === protection.areaId);
  if (area === undefined || protection.status !== "degraded") return "";
  return `; not seen in time: ${worstBlindText(blindSectors(protection, area))}`;
}

function stepLines(step: PipelineStep, site: SiteModel, sensors: SensorLines): string[] {
  const lines: string[] = step.event === null ? [] : [...sensors.due(step.event.receivedUs)];
  for (const effect of step.effects) {
    if (effect.type === "sensor") {
      const own = sensors.changed(effect.health, effect.timeUs);
      if (own !== null) lines.push(own);
      continue;
    }
    const line = effectLine(effect, site);
    if (line !== null) lines.push(`${clockText(line.timeUs)} [${site.mode}] ${line.text}`);
  }
  const { event } = step;
  if (event?.type === "defence")
    lines.push(
      `${clockText(event.receivedUs)} [${site.mode}] defence  ${event.defenceId} is ${defenceText(event)}`,
    );
  if (event?.type === "engagement")
    lines.push(
      `${clockText(event.receivedUs)} [${site.mode}] defence  ${event.source}: ${event.defence} ${event.outcome} ${event.object ?? "an object"} at ${clockText(event.atUs)}`,
    );
  if (event?.type === "official-warning")
    lines.push(
      `${clockText(event.receivedUs)} [${site.mode}] OFFICIAL ${officialText(event.warning)}`,
    );
  if (event?.type === "receipt" && event.outcome === "failed")
    lines.push(
      `${clockText(event.receivedUs)} [${site.mode}] channel  ${event.channelId}${event.recipient === undefined ? "" : ` ${event.recipient}`} FAILED: ${event.detail}`,
    );
  return lines;
}

interface Line {
  readonly timeUs: TimeUs;
  readonly text: string;
}

function effectLine(effect: EngineEffect, site: SiteModel): Line | null {
  switch (effect.type) {
    case "warning":
      return { timeUs: effect.warning.issuedUs, text: warningLine(effect.warning, site) };
    case "decision":
      return decisionLine(effect.decision, site);
    case "track":
      return trackLine(effect.track);
    case "sensor":
      return null;
    case "registration": {
      const { registration, timeUs } = effect;
      return {
        timeUs,
        text: `sensor   ${registration.sensorId} ${registrationText(registration)}`,
      };
    }
    case "conduct": {
      const { conduct, timeUs } = effect;
      if (conduct.reasons.length === 0) return null;
      return { timeUs, text: `sensor   ${conduct.sensorId}: ${conductText(conduct)[0]}` };
    }
    case "fault":
      return { timeUs: effect.fault.timeUs, text: faultLine(effect.fault) };
    case "orders":
      return { timeUs: effect.timeUs, text: `orders   ${ordersText(effect.orders)}` };
    case "air":
      return { timeUs: effect.timeUs, text: `weather  ${airText(effect.weather)}` };
    case "protection":
      return null;
  }
}

const areaName = (site: SiteModel, id: string | null): string =>
  site.areas.find((area: Area) => area.id === id)?.name ?? "all other areas";

function warningLine(warning: Warning, site: SiteModel): string {
  const when =
    warning.arrivalFromUs === null
      ? ""
      : `, arrival in ${Math.max(0, secondsBetween(warning.issuedUs, warning.arrivalFromUs)).toFixed(0)} to ${Math.max(0, secondsBetween(warning.issuedUs, warning.arrivalToUs ?? warning.arrivalFromUs)).toFixed(0)} s`;
  const threats =
    warning.threats.length === 0
      ? ""
      : `, ${warning.threats.length} threat${warning.threats.length === 1 ? "" : "s"}`;
  return `WARNING  ${warning.stage.toUpperCase()} ${areaName(site, warning.areaId)} (${warning.action} ${warning.episode}.${warning.version}${threats}${when})`;
}

/** Negative decisions are worth a line when the track came near something; the rest is in the journal. */
function decisionLine(decision: Decision, site: SiteModel): Line | null {
  if (decision.final || decision.stage !== "none") return null;
  const { numbers } = decision;
  if (numbers.probability < 0.001 && numbers.missDistanceM > 2000) return null;
  const why = decision.reasons.join(", ");
  const miss =
    numbers.missDistanceM > 0
      ? `${meters(numbers.missDistanceM)} outside`
      : `${meters(-numbers.missDistanceM)} inside`;
  return {
    timeUs: decision.decidedUs,
    text: `decision not warned: ${areaName(site, decision.areaId)}, P ${percent(numbers.probability)} against ${percent(numbers.threshold)}, ${miss}: ${why}`,
  };
}

function trackLine(track: TrackRecord): Line | null {
  if (track.confirmedUs === null) return null;
  const [east, north, up] = track.state;
  if (track.change === "confirmed")
    return {
      timeUs: track.timeUs,
      text: `track    ${track.trackId} confirmed: ${track.class} ${percent(track.classProbability)}, ${meters(Math.hypot(east, north))} off, ${meters(up)} up${track.identity === null ? "" : `, says it is ${track.identity}`}${continuesText(track)}`,
    };
  return {
    timeUs: track.timeUs,
    text: `track    ${track.trackId} ended (${track.cause ?? "lost"}) after ${track.detectionCount} detections`,
  };
}

const continuesText = ({ continues }: TrackRecord): string =>
  continues === undefined
    ? ""
    : `, ${percent(continues.probability)} the object of ${continues.track}`;

const faultLine = (fault: Fault): string =>
  `FAULT    ${fault.code} ${fault.subject}: ${fault.detail}`;
