import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { actInCase } from "../../cases/act-in-case.ts";
import { openCase } from "../../cases/case-folder.ts";
import { nextRecording } from "../../cases/next-id.ts";
import { isoOf } from "../../cases/recording/iso-time.ts";
import { checkedPage, refuseExport } from "../../cases/recording/exported-incident.ts";
import { isBundleFile, keepBundle } from "../../cases/recording/keep-bundle.ts";
import { keepRecording } from "../../cases/recording/keep-recording.ts";
import type { Kept } from "../../cases/recording/kept-recording.ts";
import { findJournal } from "../../run/find-journal.ts";
import { alone, checkedAction, me, now } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, positiveOption, timeOption } from "../options.ts";
import { recordingLines } from "../text/case-lines.ts";

interface RecordingOptions {
  readonly at?: string;
  readonly time?: string;
  readonly within: string;
  readonly lowest: string;
  readonly highest: string;
  readonly speed: string;
  readonly as?: string;
  readonly notional?: boolean;
  readonly publicKey: readonly string[];
  readonly journal?: string;
}

const COMMAND = "case recording ";

async function recordAlone(
  context: CliContext,
  folder: string,
  journal: string,
  options: RecordingOptions,
): Promise<number> {
  const recordingId = nextRecording(folder);
  const { recording, name, ...kept } = await keep(context, folder, journal, options);
  const action = checkedAction(
    {
      kind: "recording",
      recordingId,
      name: options.as ?? name,
      source: journal,
      ...kept,
      notional: options.notional === true || recording.notional,
      by: me(),
      at: now(),
    },
    COMMAND,
  );
  await actInCase(folder, action);
  const state = openCase(folder);
  const held = state.held.filter((one) => one.recordingId === recordingId);
  if (context.json) context.printJson(held);
  else for (const line of recordingLines(state, recordingId)) context.print(line);
  return EXIT.ok;
}

export const record = alone(recordAlone);

async function keep(
  context: CliContext,
  folder: string,
  path: string,
  options: RecordingOptions,
): Promise<Kept & { readonly name: string }> {
  if (!existsSync(path)) throw new TocsinError("CASE_INPUT", { path, detail: "does not exist" });
  if (options.journal !== undefined)
    return keepOfPage(context, folder, path, { ...options, journal: options.journal });
  if (isExport(path)) refuseExport(path, chainsIn(folder));
  const question = questionOf(options);
  const progress = context.progress("reading the recording");
  try {
    if (isBundleFile(path)) {
      const { publicKey: publicKeys } = options;
      return { ...keepBundle(folder, path, { question, publicKeys }), name: basename(path) };
    }
    if (options.publicKey.length > 0)
      throw usage(`--public-key is of a bundle, and ${path} is none`);
    const found = await findJournal({ dataDir: path, configPath: "", configGiven: false });
    return { ...keepRecording(folder, found, question), name: nameOf(found) };
  } finally {
    progress.stop();
  }
}

/** A page of an incident, and the journal that it was made from: the page has to be what the journal gives. */
async function keepOfPage(
  context: CliContext,
  folder: string,
  path: string,
  options: RecordingOptions & { readonly journal: string },
): Promise<Kept & { readonly name: string }> {
  if (options.publicKey.length > 1)
    throw usage("a page rests on one journal: name one --public-key");
  const found = await findJournal({
    dataDir: options.journal,
    configPath: "",
    configGiven: false,
  });
  const progress = context.progress("making the page again from its journal");
  try {
    const { place, at } = checkedPage(path, found, options.publicKey[0] ?? null);
    const question = questionOf({
      ...options,
      at: options.at ?? place ?? undefined,
      time: options.time ?? at ?? undefined,
    });
    return { ...keepRecording(folder, found, question), name: basename(path) };
  } finally {
    progress.stop();
  }
}

/** A file that is no bundle: a journal is a folder. */
const isExport = (path: string): boolean => statSync(path).isFile() && !isBundleFile(path);

/** The recordings of a case, by the ends of their journals' chains. */
const chainsIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    openCase(folder).recordings.flatMap(({ id, chain }) =>
      chain === null ? [] : [[chain, id] as const],
    ),
  );

function questionOf(
  options: Omit<RecordingOptions, "at" | "time"> & {
    readonly at?: string | undefined;
    readonly time?: string | undefined;
  },
): Parameters<typeof keepRecording>[2] {
  if (options.at === undefined || options.time === undefined)
    throw usage(
      `${options.at === undefined ? "--at" : "--time"} is needed: say where and when it is said to have been`,
    );
  const lowestM = numberOption("--lowest", options.lowest, COMMAND);
  const highestM = numberOption("--highest", options.highest, COMMAND);
  const withinS = positiveOption("--within", options.within, COMMAND);
  const speedMps = positiveOption("--speed", options.speed, COMMAND);
  if (lowestM < 0 || highestM < lowestM || highestM > HIGHEST_M)
    throw usage(`--lowest is above the ground, and --highest not below it, up to ${HIGHEST_M} m`);
  if (withinS > WITHIN_MOST_S) throw usage(`--within takes at most ${WITHIN_MOST_S} s`);
  if (speedMps > SPEED_MOST_MPS) throw usage(`--speed takes at most ${SPEED_MOST_MPS} m/s`);
  const at = isoOf(timeOption("--time", options.time, COMMAND));
  return { place: options.at, at, withinS, lowestM, highestM, speedMps };
}

/** What flies higher, faster or longer ago than this is none of what is asked here. */
const HIGHEST_M = 20_000;
const WITHIN_MOST_S = 3_600;
const SPEED_MOST_MPS = 1_000;

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: COMMAND });

/** The folder that people know: the data directory of a journal. */
function nameOf(journal: string): string {
  const path = resolve(journal);
  const own = basename(path);
  return own === "journal" ? basename(resolve(path, "..")) : own;
}
