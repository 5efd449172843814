/** Who vouches for an object's place: the object itself, as friends do, or whoever watches it. */
export type Reporting = "friendly" | "observed";

/** Friends, assumed friends, and friends that play hostile ones in an exercise. */
const FRIENDS: ReadonlySet<string> = new Set(["f", "a", "j", "k"]);
/** Hostile, suspect, unknown, pending, neutral, and what has no standard. */
const OTHERS: ReadonlySet<string> = new Set(["h", "s", "u", "p", "n", "o", "x"]);
const ATOM = /^a-([a-zA-Z])-([a-zA-Z])(?:-|$)/;
const SPOT = /^b-m-p-s(?:-|$)/;
const AIR = "A";

export type EventKind =
  | { readonly kind: "object"; readonly reporting: Reporting; readonly isInAir: boolean }
  /** A place that somebody marked, who does not say what is there. */
  | { readonly kind: "spot" }
  /** Chat, drawings, alarms, routes and the like. */
  | { readonly kind: "other" };

/** What an event of a type is about. */
export function kindOf(type: string): EventKind {
  if (SPOT.test(type)) return { kind: "spot" };
  const [, standard = "", dimension = ""] = ATOM.exec(type) ?? [];
  const isFriend = FRIENDS.has(standard.toLowerCase());
  if (!isFriend && !OTHERS.has(standard.toLowerCase())) return { kind: "other" };
  const reporting = isFriend ? "friendly" : "observed";
  return { kind: "object", reporting, isInAir: dimension.toUpperCase() === AIR };
}
