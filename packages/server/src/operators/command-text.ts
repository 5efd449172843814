import type { SiteModel } from "@tocsin/core";
import type { WantedCommand } from "@tocsin/sdk";
import { shortHash } from "../acceptance/site-gate.ts";

/** What a command does, in words for the people who decide on it. */
export function commandText(command: WantedCommand, site: Pick<SiteModel, "areas">): string {
  const place =
    "areaId" in command
      ? (site.areas.find(({ id }) => id === command.areaId)?.name ?? command.areaId)
      : "";
  switch (command.kind) {
    case "automation":
      return command.on ? "Switch automatic warning on" : "Switch automatic warning off";
    case "retract":
      return `Withdraw the warning for ${place}: a false alarm`;
    case "raise":
      return command.stage === "take-cover"
        ? `Tell everybody at ${place} to take cover`
        : `Tell everybody at ${place} to get ready`;
    case "all-clear":
      return `Give the all-clear for ${place}`;
    case "inhibit":
      return `Warn nobody at ${place} for ${lengthText(command.forS)}`;
    case "lift-inhibit":
      return `Warn people at ${place} again`;
    case "posture":
      return command.level === "heightened"
        ? `Warn earlier for ${lengthText(command.forS)}: ${command.source}`
        : "Go back to warning as usual";
    case "site":
      return `Accept the site file ${shortHash(command.sha256)}, which lowers protection`;
    case "sweep":
      return command.state === "needed"
        ? `Hold the all-clear for ${place} until it was searched`
        : `${place} was searched and is clear`;
  }
}

function lengthText(seconds: number): string {
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, "hour");
  if (seconds % 60 === 0) return counted(seconds / 60, "minute");
  return counted(seconds, "second");
}

const counted = (count: number, unit: string): string =>
  `${count} ${unit}${count === 1 ? "" : "s"}`;
