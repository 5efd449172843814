import type { BlindSector } from "@tocsin/sdk";
import { compassText, directionsText } from "../format/quantity.ts";
import { activationsOf } from "./activation.ts";
import type { StoryQuestion } from "./questions.ts";
import { bearingDeg } from "./scene.ts";
import type { Trace } from "./trace.ts";
import { areaName, type Variant } from "./variant.ts";
import { whatWouldChange } from "./what-would-change.ts";

/** What a variant's record says to one of the questions, in sentences. `trace` is null while it is fetched. */
export function variantAnswers(
  question: StoryQuestion["id"],
  variant: Variant,
  trace: Trace | null,
): readonly string[] {
  switch (question) {
    case "why":
      return whyAnswers(variant);
    case "how-many":
      return [howManyAnswer(variant, trace)];
    case "protected":
      return protectedAnswers(variant, trace);
    case "where-from":
      return [whereFromAnswer(variant, trace)];
    case "what-if":
      return whatWouldChange(variant);
  }
}

function whyAnswers(variant: Variant): readonly string[] {
  const { report } = variant;
  if (report === null) return ["The recording holds no answer."];
  const defence = activationsOf(variant).filter(({ of }) => of === "defence");
  return [report.answer, ...defence.map(({ subject, what }) => `${subject}. ${what}.`)];
}

/** Seen at all, could have been seen, or there was nothing: the three things a record can say. */
function howManyAnswer({ report }: Variant, trace: Trace | null): string {
  if (report?.prevented.includes("NO_OBJECT")) {
    return "None, and its record can say so: anything of that size would have been seen.";
  }
  if (report === null || !isTracked(report.links)) {
    return "Its record cannot say: nothing could be seen there, so nothing was counted.";
  }
  if (trace === null) return "Reading the recording…";
  const count = trace.paths.length;
  return `${count === 1 ? "One object" : `${countWord(count)} objects`} followed, each on its own, each with its own end.`;
}

const isTracked = (links: NonNullable<Variant["report"]>["links"]): boolean =>
  links.some(({ stage, held }) => stage === "track" && held);

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const countWord = (count: number): string => NUMBERS[count] ?? String(count);

function protectedAnswers({ detail, askedAreaId }: Variant, trace: Trace | null): string[] {
  const area = detail.site.areas.find(({ id }) => id === askedAreaId);
  if (area === undefined) return ["The recording does not know the place."];
  const guards = detail.site.defences.some(({ protectsAreas }) => protectsAreas.includes(area.id));
  const asked =
    area.protection === "none"
      ? `No: nobody had asked this site to warn ${area.name}.`
      : `${area.name} was to be warned.`;
  const defended =
    detail.site.defences.length === 0
      ? ""
      : guards
        ? "The defence was to guard it, too."
        : `The defence guarded only ${detail.site.defences
            .flatMap(({ protectsAreas }) => protectsAreas)
            .map((id) => areaName(detail, id))
            .join(", ")}.`;
  const status = area.protection === "none" ? "" : statusBefore(trace?.blindBefore.get(area.id));
  return [asked, defended, status].filter((text) => text !== "");
}

/** What its status said of drones before anything came. */
function statusBefore(blind: readonly BlindSector[] | undefined): string {
  if (blind === undefined) return "";
  const gap = blind.find(({ kind }) => kind.includes("drone"));
  if (gap === undefined) return "Before the attack its status showed no gap for drones.";
  const { fromDeg, toDeg, heightM } = gap;
  const width = (((toDeg - fromDeg) % 360) + 360) % 360;
  return `Before the attack its status already showed the gap: drones ${Math.round(heightM)} m up would not be seen in time from ${directionsText(fromDeg, width === 0 ? 360 : width)}.`;
}

function whereFromAnswer({ detail, report, askedAreaId }: Variant, trace: Trace | null): string {
  if (report?.prevented.includes("NO_OBJECT")) return "From nowhere: nothing flew.";
  if (report === null || !isTracked(report.links)) {
    return "Its record cannot say: whatever came was never seen.";
  }
  if (trace === null) return "Reading the recording…";
  const area = detail.site.areas.find(({ id }) => id === askedAreaId);
  const [path] = trace.paths;
  const first = path?.places[0];
  const ring = area?.rings[0];
  if (first === undefined || ring === undefined || ring[0] === undefined) {
    return "The recording holds no path.";
  }
  return `First seen to the ${LONG_POINTS[compassText(bearingDeg(ring[0], first))] ?? "side"} of ${area?.name ?? "it"}; where it took off lies before that, and is not in the record.`;
}

const LONG_POINTS: Readonly<Record<string, string>> = {
  N: "north",
  NE: "north-east",
  E: "east",
  SE: "south-east",
  S: "south",
  SW: "south-west",
  W: "west",
  NW: "north-west",
};
