import type { DeskClaim, DeskSpeakerKind } from "@tocsin/sdk";

export interface Speaker {
  readonly name: string;
  readonly kind: DeskSpeakerKind;
}

export const NARRATOR: Speaker = { name: "(the account)", kind: "narrator" };
export const UNRESOLVED: Speaker = { name: "(not clear who)", kind: "unresolved" };
const MOST = 9;

/** Who may speak at a place of an account: those who are known to speak in it, the nearest first, then the account itself and nobody in particular. */
export function speakersNear(
  claims: readonly DeskClaim[],
  place: { readonly accountId: string; readonly start: number },
): readonly Speaker[] {
  const near = claims
    .filter(({ accountId, status }) => accountId === place.accountId && status !== "rejected")
    .toSorted((a, b) => Math.abs(a.span.start - place.start) - Math.abs(b.span.start - place.start))
    .map(({ speaker, speakerKind }) => ({ name: speaker, kind: speakerKind }))
    .filter(({ kind }) => kind !== "narrator" && kind !== "unresolved");
  const known = new Map(near.toReversed().map((speaker) => [speaker.name, speaker]));
  const distinct = [...new Set(near.map(({ name }) => name))].flatMap(
    (name) => known.get(name) ?? [],
  );
  return [...distinct.slice(0, MOST - 2), NARRATOR, UNRESOLVED];
}
