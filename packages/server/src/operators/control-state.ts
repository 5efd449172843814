import { createHash } from "node:crypto";
import type { TimeUs, Warning } from "@tocsin/core";
import type { PostureShown, WantedCommand } from "@tocsin/sdk";

/** What commands are made on: the state of a site as the engine holds it. */
export interface ControlState {
  readonly automation: boolean;
  readonly posture: PostureShown;
  /** SHA-256 of the site file that waits to be agreed to; null: none does. */
  readonly site: string | null;
  /** Of every area of the site. */
  readonly areas: ReadonlyMap<string, AreaControl>;
}

export interface AreaControl {
  /** The message that people there have now; null: none. */
  readonly warning: Warning | null;
  readonly inhibitedUntilUs: TimeUs | null;
  readonly sweepNeeded: boolean;
}

/** What a command or a proposal was made on, as far as it matters whether that still holds. */
export interface MadeOn {
  readonly site: string;
  /** null: it is about the whole site. */
  readonly area: {
    readonly episode: number;
    readonly stage: string;
    readonly threats: readonly string[];
    readonly inhibitedUntilUs: TimeUs | null;
    readonly sweepNeeded: boolean;
  } | null;
}

export function madeOn(state: ControlState, command: WantedCommand): MadeOn {
  if (command.kind === "site") return { site: JSON.stringify(["site", state.site]), area: null };
  if (!("areaId" in command))
    return { site: JSON.stringify([state.automation, state.posture]), area: null };
  const { warning, inhibitedUntilUs, sweepNeeded } = state.areas.get(command.areaId) ?? QUIET;
  const { episode = 0, stage = "", threats = [] } = warning ?? {};
  return { site: "", area: { episode, stage, threats, inhibitedUntilUs, sweepNeeded } };
}

/** Whether what was decided on `before` can still be meant `now`: nothing has changed but that objects have gone. */
export function stillHolds(before: MadeOn, now: MadeOn): boolean {
  if (before.area === null || now.area === null) return before.site === now.site;
  const { threats, ...rest } = before.area;
  const { threats: threatsNow, ...restNow } = now.area;
  return (
    JSON.stringify(rest) === JSON.stringify(restNow) &&
    threatsNow.every((threat) => threats.includes(threat))
  );
}

/** Names a state for whoever sends a command back: of another start of the post it is another. */
export const tagOf = (made: MadeOn, startedUs: TimeUs): string =>
  createHash("sha256")
    .update(JSON.stringify([startedUs, made]), "utf8")
    .digest("base64url")
    .slice(0, 16);

/** Of an area where nothing is ordered and nobody is warned. */
export const QUIET: AreaControl = { warning: null, inhibitedUntilUs: null, sweepNeeded: false };

export const isQuiet = ({ warning, inhibitedUntilUs, sweepNeeded }: AreaControl): boolean =>
  warning === null && inhibitedUntilUs === null && !sweepNeeded;

/** Why there is nothing that a command would change; null where there is. */
export function nothingToDo(command: WantedCommand, state: ControlState): string | null {
  const area = ("areaId" in command ? state.areas.get(command.areaId) : undefined) ?? QUIET;
  switch (command.kind) {
    case "automation":
      return command.on === state.automation
        ? `automatic warning is ${command.on ? "on" : "off"} already`
        : null;
    case "posture":
      return command.level === "normal" && state.posture.level === "normal"
        ? "the posture is normal already"
        : null;
    case "retract":
    case "all-clear":
      return area.warning === null ? "nobody is warned there now" : null;
    case "lift-inhibit":
      return area.inhibitedUntilUs === null ? "people there are warned already" : null;
    case "sweep":
      return command.state === "done" && !area.sweepNeeded ? "no search is waited for there" : null;
    case "site":
      if (state.site === null) return "no site file waits to be agreed to";
      return state.site === command.sha256
        ? null
        : `the site file that waits is another one: ${state.site}`;
    case "raise":
    case "inhibit":
      return null;
  }
}

/** What is so now, for somebody whose command was made on something else. */
export function stateText(
  command: WantedCommand,
  state: ControlState,
  nameOf: (areaId: string) => string,
): string {
  if (command.kind === "site")
    return state.site === null
      ? "no site file waits to be agreed to"
      : `the site file ${state.site} waits to be agreed to`;
  if (!("areaId" in command))
    return `automatic warning is ${state.automation ? "on" : "off"}, the posture is ${state.posture.level}`;
  const { warning, inhibitedUntilUs, sweepNeeded } = state.areas.get(command.areaId) ?? QUIET;
  const parts = [
    warning === null
      ? "nobody is warned"
      : `${warning.stage}, alarm ${warning.episode}, ${warning.threats.length} objects`,
    ...(inhibitedUntilUs === null ? [] : ["people are not warned: inhibited"]),
    ...(sweepNeeded ? ["waits for a search"] : []),
  ];
  return `${nameOf(command.areaId)}: ${parts.join(", ")}`;
}
