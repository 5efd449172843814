import type { Area, SiteModel, TimeUs } from "@tocsin/core";
import type {
  PictureArea,
  PictureFault,
  PictureRecipient,
  PictureSensor,
  ProtectionSummary,
} from "@tocsin/sdk";
import { worstBlindText } from "./blind-sectors.ts";
import { listNames } from "./list-names.ts";

/** What the summary is made from. */
export interface ProtectionParts {
  readonly site: SiteModel;
  readonly nowUs: TimeUs;
  readonly automation: boolean;
  /** Whether any channel carries what this post warns of. */
  readonly isCarried: boolean;
  readonly areas: readonly PictureArea[];
  readonly sensors: readonly PictureSensor[];
  /** The latest first. */
  readonly faults: readonly PictureFault[];
  readonly recipients: readonly PictureRecipient[];
}

/** A fault of a part that protection rests on counts for so long after it was last reported. */
const FAULT_COUNTS_US = 60_000_000;
const FAULT_TEXT: Readonly<Record<string, string>> = {
  INPUT_FAILED: "an input fails",
  WARNING_UNANSWERED: "a warning was not answered",
  CHANNEL_FAILED: "a channel could not carry a warning",
  JOURNAL_FAULT: "the record cannot be kept as it should be",
  WARNING_UNRECORDED: "a warning left before it was recorded",
  DECISION_PATHS_DISAGREE: "the two decision paths say opposite things of an area",
  ENGINE_DEFECT: "the engine could not take in an event",
  CLOCK_STEP: "the clock was stepped",
  CLOCK_OFFSET: "the clock of a sensor is wrong",
  TRACK_LIMIT: "there are more objects than can be followed",
  SELF_TEST_FAILED: "a made-up threat did not reach the null siren",
  HTTP_FAULT: "what serves the screens stood still, or had to be started again",
};
/** Most reasons that are told; the worst come first. */
const REASONS_MAX = 20;
/** Of those so many at most speak of areas that are not protected, and so many of those that are in part: a large site has other troubles too. */
const AREA_REASONS_MAX = 5;

/**
 * Whether people would be warned now, over all areas, sensors and parts. Not protecting: automatic warning is
 * off, no channel would carry it, or no area that asked for it would be warned in time from anywhere. Degraded: something of it is missing.
 */
export function protectionSummary(parts: ProtectionParts): Omit<ProtectionSummary, "sinceUs"> {
  const asked = parts.areas.filter(({ protection }) => protection !== "not-asked");
  const bare = asked.filter(({ protection }) => protection === "not-protecting");
  const reasons: string[] = [];
  if (!parts.automation)
    reasons.push("Automatic warning is switched off: nobody is warned without an operator's word.");
  const isUnheard = parts.site.mode === "live" && !parts.isCarried;
  if (isUnheard)
    reasons.push("No channel carries real warnings: what is decided would reach nobody.");
  if (asked.length === 0) reasons.push("No area has asked this site for warnings.");
  reasons.push(...areaReasons(parts.site, bare, "not protected"));
  const none = !parts.automation || isUnheard || bare.length === asked.length;
  for (const sensor of sensorsWorstFirst(parts.sensors))
    reasons.push(
      `${sensorName(parts.site, sensor.id)} ${STATUS_TEXT[sensor.status]}: ${sensor.reason}.`,
    );
  const inPart = asked.filter(({ protection }) => protection === "degraded");
  reasons.push(...areaReasons(parts.site, inPart, "protected only in part"));
  for (const { id, channelId, state, detail } of parts.recipients)
    if (state !== "fresh" && detail !== NOT_HEARD_YET)
      reasons.push(`${id} (${channelId}) ${detail}.`);
  reasons.push(...faultTexts(parts));
  return {
    status: none ? "not-protecting" : reasons.length > 0 ? "degraded" : "protecting",
    because: upToMost(reasons),
  };
}

/** The worst, and in the last place how many more there are. */
const upToMost = (reasons: readonly string[]): readonly string[] =>
  reasons.length <= REASONS_MAX
    ? reasons
    : [
        ...reasons.slice(0, REASONS_MAX - 1),
        `${reasons.length - REASONS_MAX + 1} more things are wrong.`,
      ];

/** What is wrong with areas: those of which the same is to be said share a reason, and what concerns most of them comes first. */
function areaReasons(
  site: SiteModel,
  areas: readonly PictureArea[],
  state: "not protected" | "protected only in part",
): readonly string[] {
  const named = new Map<string, string[]>();
  for (const { id, blind } of areas) {
    const said = worstBlindText(blind);
    named.set(said, [...(named.get(said) ?? []), nameOf(site, id)]);
  }
  const groups = [...named].toSorted(([, a], [, b]) => b.length - a.length);
  const shown = groups.length <= AREA_REASONS_MAX ? groups : groups.slice(0, AREA_REASONS_MAX - 1);
  const left = groups.slice(shown.length).reduce((sum, [, names]) => sum + names.length, 0);
  const because = state === "not protected" ? ":" : ". Not seen in time:";
  return [
    ...shown.map(([said, names]) => {
      const verb = names.length === 1 ? "is" : "are";
      return `${listNames(names, "areas")} ${verb} ${state}${because} ${said}.`;
    }),
    ...(left === 0 ? [] : [`${left} more areas are ${state}.`]),
  ];
}

/** What a channel says of whom it has only just begun to listen for. */
const NOT_HEARD_YET = "not heard yet";

const STATUS_TEXT = {
  up: "works",
  degraded: "works only in part",
  down: "is down",
  unknown: "has not reported yet",
} as const;
const RANK = { down: 0, degraded: 1, unknown: 2, up: 3 } as const;

const sensorsWorstFirst = (sensors: readonly PictureSensor[]): readonly PictureSensor[] =>
  sensors.filter(({ status }) => status !== "up").sort((a, b) => RANK[a.status] - RANK[b.status]);

function faultTexts({ faults, nowUs }: ProtectionParts): readonly string[] {
  const told = new Set<string>();
  const texts: string[] = [];
  for (const { code, subject, detail, timeUs } of faults) {
    const text = FAULT_TEXT[code];
    const key = `${code} ${subject}`;
    if (text === undefined || told.has(key) || nowUs - timeUs > FAULT_COUNTS_US) continue;
    told.add(key);
    // The journal says of what has ended that it is over.
    if (!detail.startsWith("over: ")) texts.push(`${subject}: ${text} (${detail}).`);
  }
  return texts;
}

const nameOf = (site: SiteModel, id: string): string =>
  site.areas.find((area: Area) => area.id === id)?.name ?? id;
const sensorName = (site: SiteModel, id: string): string =>
  site.sensors.find((sensor) => sensor.id === id)?.name ?? id;
