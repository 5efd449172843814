import { geodeticToEcef, type SensorStatus } from "@tocsin/core";
import {
  StatusReport_StatusLevel,
  StatusReport_StatusType,
  StatusReport_PowerStatus,
  StatusReport_System,
  type StatusReport,
} from "./generated/status_pb.ts";
import type { SapientNodeConfig } from "./node-config.ts";
import { type GeoidHeight, readPlace } from "./read-place.ts";

/** A node that says it stands farther than this from where the site file has it shows as degraded: its bearings would be drawn from the wrong place. */
const MOVED_M = 50;
const SIGMAS = 3;

export interface NodeStatus {
  readonly status: Exclude<SensorStatus, "unknown">;
  readonly reason: string;
}

/** The state that a node reports of itself, in words for people. */
export function statusOf(
  report: StatusReport,
  node: SapientNodeConfig,
  geoidHeight: GeoidHeight,
): NodeStatus {
  if (report.system === StatusReport_System.GOODBYE)
    return { status: "down", reason: "the node said goodbye" };
  const details = report.status
    .filter(
      ({ statusType, statusLevel }) =>
        statusLevel === StatusReport_StatusLevel.ERROR_STATUS ||
        statusType === StatusReport_StatusType.NOT_DETECTING,
    )
    .map(({ statusType, statusValue }) =>
      [wordsOf(statusType), statusValue].filter(Boolean).join(": "),
    );
  const said = details.length === 0 ? "" : ` (${details.join(", ")})`;
  if (report.system === StatusReport_System.ERROR)
    return { status: "down", reason: `the node reports an error${said}` };
  const problems = [
    ...(report.system === StatusReport_System.WARNING
      ? [`the node reports a warning${said}`]
      : details),
    ...(report.power?.status === StatusReport_PowerStatus.POWERSTATUS_FAULT
      ? ["its power has a fault"]
      : []),
    ...movedFrom(report, node, geoidHeight),
  ];
  return problems.length === 0
    ? { status: "up", reason: "the node reports that it is well" }
    : { status: "degraded", reason: problems.join("; ") };
}

/** "internal fault" for INTERNAL_FAULT. */
function wordsOf(type: StatusReport_StatusType | undefined): string {
  const entry = Object.entries(StatusReport_StatusType).find(([, value]) => value === type);
  return entry === undefined ? "" : entry[0].toLowerCase().replaceAll("_", " ");
}

function movedFrom(
  { nodeLocation }: StatusReport,
  node: SapientNodeConfig,
  geoidHeight: GeoidHeight,
): readonly string[] {
  if (nodeLocation === undefined) return [];
  const place = readPlace(nodeLocation, geoidHeight);
  if (place === null) return [];
  const from = geodeticToEcef({ ...node, heightM: 0 });
  const to = geodeticToEcef({ ...place, heightM: 0 });
  const distanceM = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const allowedM = MOVED_M + SIGMAS * Math.hypot(place.eastSigmaM ?? 0, place.northSigmaM ?? 0);
  return distanceM <= allowedM
    ? []
    : [`it says that it stands ${Math.round(distanceM)} m from where the site file has it`];
}
