import { othersWithFile } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { openCase } from "../../cases/case-folder.ts";
import { keepExhibitFile } from "../../cases/exhibits/keep-exhibit.ts";
import { nextExhibit } from "../../cases/next-id.ts";
import { actHere, alone } from "./case-acting.ts";
import { evidenceOf } from "./case-evidence.ts";
import type { CliContext } from "../cli-context.ts";
import { timeOption } from "../options.ts";

interface MomentOptions {
  readonly taken?: string;
  readonly place?: string;
}
interface AddOptions extends MomentOptions {
  readonly kind: string;
  readonly by: string;
  readonly note: string;
}
interface Reason {
  readonly reason: string;
}
interface HandOverOptions extends Reason {
  readonly when: string;
}

async function addAlone(
  context: CliContext,
  folder: string,
  paths: readonly string[],
  options: AddOptions,
): Promise<number> {
  const exhibitId = nextExhibit(folder);
  const progress = context.progress("copying");
  const files = paths.map((path, i) => {
    progress.update(`${i + 1} of ${paths.length}`);
    return keepExhibitFile(folder, path);
  });
  progress.stop();
  const action = {
    kind: "exhibit",
    exhibitId,
    exhibitKind: options.kind,
    files,
    ...momentOf(options, "case exhibit add "),
    takenBy: options.by,
    note: options.note,
  };
  const { exhibits } = await actHere(folder, action, "case exhibit add ");
  if (context.json) context.printJson({ exhibitId, files });
  else
    for (const file of files) {
      const others = othersWithFile(exhibits, { id: exhibitId, file });
      const same = others.length === 0 ? "" : `  the same file as in ${others.join(", ")}`;
      const empty = file.bytes === 0 ? "  empty" : "";
      context.print(`${exhibitId}  ${file.name}  SHA-256 ${file.sha256}${same}${empty}`);
    }
  return EXIT.ok;
}

export const add = alone(addAlone);

export async function handOver(
  context: CliContext,
  folder: string,
  exhibitId: string,
  from: string,
  to: string,
  { when, reason }: HandOverOptions,
): Promise<number> {
  const command = "case exhibit hand-over ";
  timeOption("--when", when, command);
  await actHere(folder, { kind: "hand-over", exhibitId, from, to, when, reason }, command);
  const gap = openCase(folder)
    .exhibits.find(({ id }) => id === exhibitId)
    ?.custody.at(-1)?.gap;
  context.print(`${exhibitId}: ${from} to ${to}, ${when}`);
  if (typeof gap === "string") context.print(`The chain is broken here: ${gap}.`);
  return EXIT.ok;
}

export async function confirm(
  context: CliContext,
  folder: string,
  exhibitId: string,
  options: MomentOptions & Reason,
): Promise<number> {
  const command = "case exhibit confirm ";
  const moment = momentOf(options, command);
  await actHere(
    folder,
    { kind: "verify-exhibit", exhibitId, ...moment, reason: options.reason },
    command,
  );
  context.print(`Verified of ${exhibitId}: ${JSON.stringify(moment)}`);
  return EXIT.ok;
}

const linking =
  (verb: "link" | "unlink") =>
  async (
    context: CliContext,
    folder: string,
    exhibitId: string,
    target: string,
    { reason }: Reason,
  ): Promise<number> => {
    const command = `case exhibit ${verb} `;
    const to = targetOf(folder, target, command);
    await actHere(folder, { kind: `${verb}-exhibit`, exhibitId, to, reason }, command);
    const is = verb === "link" ? "is" : "is no longer";
    context.print(`${exhibitId} ${is} linked to ${target}.`);
    return EXIT.ok;
  };

export const link = linking("link");
export const unlink = linking("unlink");

function targetOf(
  folder: string,
  target: string,
  command: string,
): Readonly<Record<string, unknown>> {
  const [recordingId = "", part] = target.split("#");
  if (part === undefined) return evidenceOf(folder, target);
  if (part.startsWith("track:"))
    return { kind: "track", recordingId, trackId: part.slice("track:".length) };
  if (/^\d{1,15}$/.test(part)) return { kind: "record", recordingId, sequence: Number(part) };
  throw new TocsinError("USAGE", {
    detail: `"#${part}" is neither #track:ID nor the number of a record`,
    command,
  });
}

function momentOf(
  { taken, place }: MomentOptions,
  command: string,
): Readonly<Record<string, unknown>> {
  if (taken !== undefined) timeOption("--taken", taken, command);
  const degrees = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(place ?? "");
  const where =
    place === undefined
      ? null
      : degrees === null
        ? { text: place }
        : { latDeg: Number(degrees[1]), lonDeg: Number(degrees[2]) };
  return { taken: taken ?? null, place: where };
}
