import {
  type Area,
  type Change,
  outlineProblems,
  type SensorSpec,
  siteChanges,
  type SiteModel,
} from "@tocsin/core";
import { changePolicies, pathText, TocsinError } from "@tocsin/sdk";
import { policyChanges } from "../run/policy-changes.ts";
import { CHANGE_FORMS } from "./change-forms.ts";

/** Reads one change as it is written on the command line; throws a usage error that names the forms. */
export function parseChange(text: string, site: SiteModel): Change {
  const pair = /^([^=]+)=(.*)$/.exec(text);
  const [, path = text, value = ""] = pair ?? [];
  const [first, id, ...rest] = path.split(".");
  const last = rest.join(".");
  switch (first) {
    case "automation":
      if (id === undefined && value === "on") return siteChanges.automationOn();
      break;
    case "areas": {
      const own = areaChange(site, id, last, value);
      if (own !== null) return own;
      break;
    }
    case "masks":
      if (value === "off" && site.masks.some((mask) => mask.id === id))
        return siteChanges.withoutMask(id);
      throw usage(`there is no mask ${id} that could be off: ${idsOf(site.masks)}`);
    case "commands":
      if (value === "off" && /^\d+$/.test(id)) return siteChanges.withoutCommand(Number(id));
      break;
    case "channels":
      if (value === "up" && id !== undefined) return siteChanges.mendChannel(path.slice(9));
      break;
    case "sensors":
      return sensorChange(site, id, last, value);
  }
  return policyChange(text, site);
}

function areaChange(
  site: SiteModel,
  id: string | undefined,
  key: string,
  value: string,
): Change | null {
  const area = site.areas.find((one) => one.id === id);
  if (area === undefined) throw usage(`there is no area ${id}: ${idsOf(site.areas)}`);
  switch (key) {
    case "protection":
      if (value === "protected") return siteChanges.protectArea(area);
      throw usage("an area can be tried as `protected` only");
    case "buffer_m":
      return siteChanges.changeBuffer(area, numberOf(key, value, 50_000));
    case "widen_m":
      return sound(area, siteChanges.widenArea(area, numberOf(key, value, 50_000)), site);
    case "inhibit":
      return value === "off" ? siteChanges.withoutInhibit(area) : null;
    case "retraction":
      return value === "off" ? siteChanges.withoutRetraction(area) : null;
    default:
      return null;
  }
}

/** A notched outline may cross itself when its edges move. */
function sound(area: Area, change: Change, site: SiteModel): Change {
  const widened = change.site?.(site).areas.find(({ id }) => id === area.id);
  const problems = widened === undefined ? [] : outlineProblems(widened.rings);
  if (problems.length === 0) return change;
  throw usage(`the outline of ${area.id} cannot be widened so: ${problems.join(" ")}`);
}

function sensorChange(site: SiteModel, id: string | undefined, key: string, value: string): Change {
  const spec = site.sensors.find((one) => one.id === id);
  if (spec === undefined) throw usage(`there is no sensor ${id}: ${idsOf(site.sensors)}`);
  const change = changeOfSensor(spec, key, value);
  if (change !== null) return change;
  throw usage(`a sensor can be up, or have coverage=open, range_max_m, raised_m or earlier_s`);
}

function changeOfSensor(spec: SensorSpec, key: string, value: string): Change | null {
  switch (key) {
    case "":
      return value === "up" ? siteChanges.mendSensor(spec) : null;
    case "coverage":
      return value === "open" ? siteChanges.openSensor(spec) : null;
    case "range_max_m":
      return siteChanges.changeRange(spec, numberOf(key, value, 1_000_000));
    case "raised_m":
      return siteChanges.raiseSensor(spec, numberOf(key, value, 20_000));
    case "earlier_s":
      return siteChanges.detectEarlier(spec, numberOf(key, value, 300));
    default:
      return null;
  }
}

function policyChange(text: string, site: SiteModel): Change {
  const changes = policyChanges([text], "whatif ");
  const tried = changePolicies(site, changes);
  if (!tried.ok) {
    const detail = tried.problems
      .map(({ path, message, remedy }) => `${pathText(path)}: ${message}. ${remedy}`)
      .join("; ");
    throw usage(`${detail}; what can be tried is ${CHANGE_FORMS.join(", ")}`);
  }
  return {
    name: text,
    clause: `${text} had stood in the policy`,
    notional: false,
    site: (before) => {
      const changed = changePolicies(before, changes);
      return changed.ok ? changed.site : before;
    },
  };
}

function numberOf(key: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= most) return value;
  throw usage(`${key} takes a number from 0 to ${most}, not "${text}"`);
}

const idsOf = (all: readonly { readonly id: string }[]): string =>
  all.length === 0 ? "there is none" : `there are ${all.map(({ id }) => id).join(", ")}`;

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "whatif " });
