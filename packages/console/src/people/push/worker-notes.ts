import type { OtherPost, PeopleSiteInfo } from "@tocsin/sdk";
import type { ChosenPlace } from "../people-screen.ts";
import type { Notice } from "./push-notice.ts";

/** What the page leaves for its worker, on this phone only: the worker reaches nothing else that a page keeps. */
export interface PageNote {
  readonly language: string;
  readonly places: readonly ChosenPlace[];
  /** As it was when this phone asked to be told: an exercise at the same address does not change it. */
  readonly site: PeopleSiteInfo;
  /** The site's other posts, which wake this phone too; left out by an earlier version of the page. */
  readonly others?: readonly OtherPost[];
  readonly pushKeys?: Readonly<Record<string, string>>;
}

/** What was shown last of an area: nothing older is taken for new, and nothing that says the same makes a sound. */
export interface ToldNote {
  readonly epoch: number;
  readonly sequence: number;
  /** Key of the warning, and its stage. */
  readonly said: string;
  /** What it said, until when that holds by this phone's clock, and how it was shown; left out by an earlier version of the page. */
  readonly stage?: string;
  readonly untilMs?: number;
  readonly notice?: Notice;
}
export type ToldNotes = Readonly<Record<string, ToldNote>>;

const CACHE = "people-notes-1";
const PAGE_NOTE = "/people/notes/page";
const TOLD_NOTES = "/people/notes/told";

export const readPageNote = (): Promise<PageNote | null> => read<PageNote>(PAGE_NOTE);
export const keepPageNote = (note: PageNote): Promise<void> => keep(PAGE_NOTE, note);
export const readToldNotes = async (): Promise<ToldNotes> =>
  (await read<ToldNotes>(TOLD_NOTES)) ?? {};
export const keepToldNotes = (notes: ToldNotes): Promise<void> => keep(TOLD_NOTES, notes);

async function read<T>(path: string): Promise<T | null> {
  const kept = await (await caches.open(CACHE)).match(path);
  return kept === undefined ? null : ((await kept.json()) as T);
}

async function keep(path: string, note: object): Promise<void> {
  await (await caches.open(CACHE)).put(path, Response.json(note));
}
