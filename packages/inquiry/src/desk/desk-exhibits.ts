import type { DeskExhibit, DeskExhibitFile, DeskKeptFile, DeskMoment } from "@tocsin/sdk";
import type { CaseState } from "../cases/case-state.ts";
import { type Exhibit, type LinkTarget, othersWithFile, placeText } from "../cases/exhibits.ts";
import { saysOf } from "../report/case-report.ts";

/** How a file can be shown, by its hash. */
export type ShowsOf = (file: DeskKeptFile) => DeskExhibitFile["shows"];

/** The exhibits of a case as its desk shows them. */
export const deskExhibitsOf = (state: CaseState, showsOf: ShowsOf): readonly DeskExhibit[] =>
  state.exhibits.map((exhibit) => exhibitOf(exhibit, state, showsOf));

function exhibitOf(exhibit: Exhibit, state: CaseState, showsOf: ShowsOf): DeskExhibit {
  const { id, kind, note, takenBy, holder, files, claimed, verified, custody, links } = exhibit;
  return {
    id,
    kind,
    note,
    takenBy,
    holder,
    files: files.map((file) => ({
      ...file,
      shows: showsOf(file),
      alsoIn: othersWithFile(state.exhibits, { id, file }),
    })),
    claimed: momentOf(claimed),
    verified: verified.map((each) => ({ ...momentOf(each), by: each.by, reason: each.reason })),
    custody,
    links: links.map(({ to, reason, by }) => ({ to, says: targetSays(to, state), reason, by })),
  };
}

const momentOf = ({ taken, place }: Exhibit["claimed"]): DeskMoment => ({
  taken,
  place: place === null ? null : placeText(place),
});

function targetSays(to: LinkTarget, { claims, exhibits, recordings }: CaseState): string {
  if (to.kind === "claim") {
    const claim = claims.find(({ id }) => id === to.claimId);
    return claim === undefined ? to.claimId : `${saysOf(claim)} – ${claim.speaker.name}`;
  }
  if (to.kind === "exhibit") {
    const exhibit = exhibits.find(({ id }) => id === to.exhibitId);
    return exhibit === undefined ? to.exhibitId : `${exhibit.kind}, by ${exhibit.takenBy}`;
  }
  const name = recordings.find(({ id }) => id === to.recordingId)?.name ?? to.recordingId;
  if (to.kind === "track") return `a track of ${name}: ${to.trackId}`;
  return to.kind === "record" ? `record ${to.sequence} of ${name}` : name;
}
