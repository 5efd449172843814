import { linkTargetKey } from "@tocsin/sdk/inquiry";
import type { ActionOf, CaseAction } from "./case-action.ts";

type Added = ActionOf<"exhibit">;
type HandOver = ActionOf<"hand-over">;
export type ExhibitPlace = NonNullable<Added["place"]>;
export type LinkTarget = ActionOf<"link-exhibit">["to"];

/** A place as people read it: its words, or latitude and longitude in degrees. */
export const placeText = (place: ExhibitPlace): string =>
  "text" in place ? place.text : `${place.latDeg}, ${place.lonDeg}`;

/** One change of hands. */
export interface Custody extends Pick<HandOver, "from" | "to" | "when" | "reason" | "by"> {
  /** What is wrong with it, in words: who gave it is not who held it, or it cannot have been then; null where nothing is. */
  readonly gap: string | null;
}

/** A thing or file that the case holds. What is claimed of its time and place, and what somebody verified, stand apart. */
export interface Exhibit {
  readonly id: string;
  readonly kind: Added["exhibitKind"];
  readonly files: Added["files"];
  readonly takenBy: string;
  readonly note: string;
  readonly claimed: { readonly taken: string | null; readonly place: ExhibitPlace | null };
  readonly verified: readonly Pick<
    ActionOf<"verify-exhibit">,
    "taken" | "place" | "reason" | "by"
  >[];
  readonly custody: readonly Custody[];
  /** In whose hands it is. */
  readonly holder: string;
  readonly links: readonly Pick<ActionOf<"link-exhibit">, "to" | "reason" | "by">[];
}

/** The exhibits of a case. What is about an exhibit that is not there is without effect. */
export function exhibitsOf(actions: readonly CaseAction[]): readonly Exhibit[] {
  const exhibits = new Map<string, Exhibit>();
  for (const action of actions) {
    if (action.kind === "exhibit" && !exhibits.has(action.exhibitId))
      exhibits.set(action.exhibitId, exhibitOf(action));
    if (
      action.kind !== "hand-over" &&
      action.kind !== "verify-exhibit" &&
      action.kind !== "link-exhibit" &&
      action.kind !== "unlink-exhibit"
    )
      continue;
    const exhibit = exhibits.get(action.exhibitId);
    if (exhibit !== undefined) exhibits.set(exhibit.id, after(exhibit, action));
  }
  return [...exhibits.values()];
}

const exhibitOf = (action: Added): Exhibit => ({
  id: action.exhibitId,
  kind: action.exhibitKind,
  files: action.files,
  takenBy: action.takenBy,
  note: action.note,
  claimed: { taken: action.taken, place: action.place },
  verified: [],
  custody: [],
  holder: action.takenBy,
  links: [],
});

function after(
  exhibit: Exhibit,
  action: ActionOf<"hand-over" | "verify-exhibit" | "link-exhibit" | "unlink-exhibit">,
): Exhibit {
  const { by, reason } = action;
  if (action.kind === "verify-exhibit") {
    const { taken, place } = action;
    return { ...exhibit, verified: [...exhibit.verified, { taken, place, reason, by }] };
  }
  if (action.kind === "unlink-exhibit")
    return { ...exhibit, links: exhibit.links.filter(({ to }) => !isSameTarget(to, action.to)) };
  if (action.kind === "link-exhibit")
    return { ...exhibit, links: [...exhibit.links, { to: action.to, reason, by }] };
  const { from, to, when } = action;
  const entry = { from, to, when, reason, by, gap: gapBefore(exhibit, action) };
  return { ...exhibit, custody: [...exhibit.custody, entry], holder: to };
}

/** Whether two exhibits hold a file of the same bytes: whatever is said of it, it was taken once. */
export const sharesFile = (a: Pick<Exhibit, "files">, b: Pick<Exhibit, "files">): boolean =>
  a.files.some(({ sha256 }) => b.files.some((other) => other.sha256 === sha256));

/** The other exhibits that hold a file of the same bytes, by their ids. Empty files are all the same, which says nothing. */
export const othersWithFile = (
  exhibits: readonly Exhibit[],
  { id, file }: { readonly id: string; readonly file: Exhibit["files"][number] },
): readonly string[] =>
  file.bytes === 0
    ? []
    : exhibits
        .filter((other) => other.id !== id && sharesFile(other, { files: [file] }))
        .map((other) => other.id);

/** Whether two links lead to one thing. */
export const isSameTarget = (a: LinkTarget, b: LinkTarget): boolean =>
  linkTargetKey(a) === linkTargetKey(b);

/** A chain with a gap is told and kept: what is known of an exhibit is not lost for what is not. */
function gapBefore(
  { custody, holder, claimed }: Exhibit,
  { from, when, at }: HandOver,
): string | null {
  if (from !== holder) return `${holder} held it, and ${from} handed it over`;
  if (Date.parse(when) > Date.parse(at)) return `it is later than when it was recorded (${at})`;
  const before = custody.at(-1)?.when ?? claimed.taken;
  return before !== null && Date.parse(when) < Date.parse(before)
    ? `it is earlier than what came before (${before})`
    : null;
}
