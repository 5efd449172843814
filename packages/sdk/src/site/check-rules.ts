import { AREA_DISTANCE_MAX_M, type LocalFrame } from "@tocsin/core";
import { areaPolicy, hasOwnPolicy } from "./area-policy.ts";
import { siteFrame } from "./area-rings.ts";
import { checkChannelPaths } from "./check-channel-paths.ts";
import { checkDistance, checkOutline, EQUIPMENT_DISTANCE_MAX_M } from "./check-outlines.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkProofs } from "./check-proofs.ts";
import { checkReferences } from "./check-references.ts";
import type { ConfigParts } from "./config-parts.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";
import { checkSharedCauses } from "./check-shared-causes.ts";
import { checkTerrain } from "./check-terrain.ts";
import type { MaskConfig } from "./mask-schema.ts";

/** A mask holds no longer than this: a flight announced for ever would hide for ever. */
export const MASK_DURATION_MAX_S = 86_400;

/** Everything that a schema cannot say: what must hold between keys. */
export function checkRules(parts: ConfigParts): readonly ConfigProblem[] {
  const frame = parts.site === undefined ? undefined : siteFrame(parts.site);
  return [
    ...checkReferences(parts),
    ...checkTimeZone(parts),
    ...(frame === undefined ? [] : checkPlaces(parts, frame)),
    ...checkSensors(parts),
    ...checkSharedCauses(parts),
    ...checkTerrain(parts.terrain),
    ...checkThresholds(parts),
    ...parts.masks.flatMap((mask, i) => (mask === undefined ? [] : checkMask(mask, ["masks", i]))),
    ...checkModes(parts),
    ...checkChannelPaths(parts),
    ...checkProofs(parts),
    ...checkAudience(parts),
    ...checkSignature(parts),
    ...checkFeed(parts),
  ];
}

function checkPlaces(parts: ConfigParts, frame: LocalFrame): readonly ConfigProblem[] {
  const equipment = (["sensors", "defences"] as const).flatMap((list) =>
    parts[list].flatMap((item, i) =>
      item === undefined ? [] : checkDistance(item, frame, [list, i], EQUIPMENT_DISTANCE_MAX_M),
    ),
  );
  const areas = parts.areas.flatMap((area, i) =>
    area === undefined ? [] : checkOutline(area, frame, ["areas", i]),
  );
  const masks = parts.masks.flatMap((mask, i) =>
    (mask?.waypoints ?? []).flatMap((point, j) =>
      checkDistance(point, frame, ["masks", i, "waypoints", j], 2 * AREA_DISTANCE_MAX_M),
    ),
  );
  return [...equipment, ...areas, ...masks];
}

function checkTimeZone(parts: ConfigParts): readonly ConfigProblem[] {
  const zone = parts.site?.time_zone;
  if (zone === undefined) return [];
  if (isTimeZone(zone)) return [];
  return [
    problem(
      ["site", "time_zone"],
      `there is no time zone \`${zone}\``,
      "Use an IANA name, such as Asia/Baghdad or UTC.",
    ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function checkSensors(parts: ConfigParts): readonly ConfigProblem[] {
  return parts.sensors.flatMap((sensor, i) => {
    if (sensor === undefined) return [];
    const { coverage } = sensor;
    const problems: ConfigProblem[] = [];
    if (coverage.range_min_m >= coverage.range_max_m) {
      problems.push(
        problem(
          ["sensors", i, "coverage", "range_max_m"],
          "range_max_m is not greater than range_min_m: it would see nothing",
          "Correct one of them.",
        ),
      );
    }
    if (coverage.elevation_min_deg >= coverage.elevation_max_deg) {
      problems.push(
        problem(
          ["sensors", i, "coverage", "elevation_max_deg"],
          "elevation_max_deg is not greater than elevation_min_deg: it would see nothing",
          "Correct one of them.",
        ),
      );
    }
    if (sensor.stale_after_s !== undefined && sensor.stale_after_s < sensor.period_s) {
      problems.push(
        problem(
          ["sensors", i, "stale_after_s"],
          "stale_after_s is shorter than period_s: it would count as down between two looks",
          "Leave it out, or make it three periods.",
        ),
      );
    }
    if (sensor.radar !== undefined && sensor.kind !== "radar" && sensor.kind !== "tracker") {
      problems.push(
        problem(
          ["sensors", i, "radar"],
          `a sensor of kind ${sensor.kind} has no radar`,
          "Leave `radar` out, or correct `kind`.",
        ),
      );
    }
    return problems;
  });
}

function checkThresholds(parts: ConfigParts): readonly ConfigProblem[] {
  const { policy, tracker } = parts;
  const problems: ConfigProblem[] = [];
  if (policy !== undefined) {
    problems.push(...checkPolicy(policy, ["policy"]));
    parts.areas.forEach((area, i) => {
      if (area !== undefined && hasOwnPolicy(area))
        problems.push(...checkPolicy(areaPolicy(policy, area), ["areas", i, "policy"]));
    });
  }
  if (tracker !== undefined && tracker.confirm_detections > tracker.confirm_window) {
    problems.push(
      problem(
        ["tracker", "confirm_window"],
        `no object could ever be confirmed: ${tracker.confirm_detections} detections do not fit into ${tracker.confirm_window} looks`,
        "Make confirm_window at least as large as confirm_detections.",
      ),
    );
  }
  return problems;
}

function checkMask(mask: MaskConfig, path: ConfigPath): readonly ConfigProblem[] {
  const from = Date.parse(mask.from);
  const expires = Date.parse(mask.expires);
  const problems: ConfigProblem[] = [];
  if (!(expires > from)) {
    problems.push(problem([...path, "expires"], "the mask ends before it begins", "Correct it."));
  } else if (expires - from > MASK_DURATION_MAX_S * 1000) {
    problems.push(
      problem(
        [...path, "expires"],
        "the mask holds for more than a day",
        "Announce each flight on its own.",
      ),
    );
  }
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, point] of mask.waypoints.entries()) {
    const time = Date.parse(point.time);
    if (time <= last) {
      const where = [...path, "waypoints", i, "time"];
      problems.push(problem(where, "way points are not in order of time", "Sort them."));
    }
    last = time;
  }
  return problems;
}

function checkModes(parts: ConfigParts): readonly ConfigProblem[] {
  const mixed = parts.channels.flatMap((channel, i) =>
    channel !== undefined && channel.modes.includes("live") && channel.modes.length > 1
      ? [
          problem(
            ["channels", i, "modes"],
            `the channel \`${channel.id}\` has live beside ${channel.modes.filter((mode) => mode !== "live").join(", ")}: a drill or a test could reach people as real`,
            "Give live a channel of its own.",
          ),
        ]
      : [],
  );
  const simulated = parts.inputs.flatMap((input, i) =>
    parts.mode === "live" && input !== undefined && !happensNow(input)
      ? [
          problem(
            ["inputs", i, "type"],
            `mode live takes no ${"transport" in input ? input.transport.type : input.type}: what is not happening must warn nobody as real`,
            "Set mode to replay, drill or simulation, or remove this input.",
          ),
        ]
      : [],
  );
  return [...mixed, ...simulated];
}

/** What is piped into the standard input comes from a program that runs now, and observers report what is so now; a file may be of any day. */
function happensNow(input: NonNullable<ConfigParts["inputs"][number]>): boolean {
  if ("transport" in input) return input.transport.type !== "file" || input.transport.path === "-";
  return input.type === "asterix-udp" || input.type === "observers";
}

function checkAudience(parts: ConfigParts): readonly ConfigProblem[] {
  return parts.channels.flatMap((channel, i) =>
    channel?.type === "cap-file" && channel.scope !== "Public" && channel.audience === undefined
      ? [
          problem(
            ["channels", i, "scope"],
            `CAP wants to know for whom a ${channel.scope} message is`,
            "Add `audience`: the rule for Restricted, the addresses for Private.",
          ),
        ]
      : [],
  );
}

const problem = (path: ConfigPath, message: string, remedy: string): ConfigProblem => ({
  path,
  at: "value",
  message,
  remedy,
});

/** Half a signature would be none, or one of another key than is meant. */
function checkSignature(parts: ConfigParts): readonly ConfigProblem[] {
  return parts.channels.flatMap((channel, i) => {
    if (channel?.type !== "cap-file" || channel.signature === undefined) return [];
    const { certificate, key } = channel.signature;
    if ((certificate === undefined) === (key === undefined)) return [];
    const missing = certificate === undefined ? "certificate" : "key";
    return [
      problem(
        ["channels", i, "signature"],
        `a certificate and its key belong together: \`${missing}\` is missing`,
        "Give both, or neither.",
      ),
    ];
  });
}

function checkFeed(parts: ConfigParts): readonly ConfigProblem[] {
  return parts.channels.flatMap((channel, i) =>
    channel?.type === "cap-file" && channel.feed !== undefined && channel.scope !== "Public"
      ? [
          problem(
            ["channels", i, "feed"],
            `a feed is for everybody, and ${channel.scope} messages are not`,
            "Remove `feed`, or take the scope Public.",
          ),
        ]
      : [],
  );
}
