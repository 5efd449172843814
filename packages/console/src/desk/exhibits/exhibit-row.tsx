import {
  type DeskCase,
  type DeskExhibit,
  type DeskLinkTarget,
  type DeskMoment,
  linkTargetKey,
} from "@tocsin/sdk";
import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";
import { UNLINK_REASON } from "../desk-words.ts";
import type { RowActs } from "../rows/rows-view.tsx";
import { ExhibitFile } from "./exhibit-file.tsx";

export type ExhibitAsking = "hand-over" | "verify" | "link" | "unlink";

/** One exhibit: its files, what is claimed and what is verified of it, through whose hands it went, and what it bears on. */
export function ExhibitRow(properties: {
  readonly exhibit: DeskExhibit;
  readonly shown: DeskCase;
  /** The one that keys are about. */
  readonly chosen: boolean;
  readonly acts: RowActs<ExhibitAsking>;
}): ReactElement {
  const { exhibit, shown, chosen, acts } = properties;
  const { id, kind, note, files } = exhibit;
  return (
    <li className="finding exhibit" data-chosen={chosen} onFocus={acts.choose}>
      <h2 dir="auto">
        <span className="soft">{id}</span> {note === "" ? kind : note}
      </h2>
      <ul className="exhibit-files">
        {files.map((file, i) => (
          <ExhibitFile key={`${i} ${file.sha256}`} file={file} />
        ))}
      </ul>
      <Moments exhibit={exhibit} />
      <div className="finding-sides">
        <Custody exhibit={exhibit} />
        <Links exhibit={exhibit} shown={shown} acts={acts} />
      </div>
      <div className="card-acts">
        {ACTS.map(([what, words, key]) => (
          <button key={what} type="button" className="button" onClick={() => acts.ask(what)}>
            {words} {chosen && <kbd>{key}</kbd>}
          </button>
        ))}
      </div>
    </li>
  );
}

const ACTS: readonly (readonly [ExhibitAsking, string, string])[] = [
  ["link", "Link it", "l"],
  ["hand-over", "It changed hands", "h"],
  ["verify", "Time or place verified", "v"],
];

/** Claimed and verified stand apart: nobody takes the one for the other. */
function Moments({
  exhibit: { kind, takenBy, claimed, verified },
}: {
  readonly exhibit: DeskExhibit;
}): ReactElement {
  return (
    <dl className="exhibit-moments">
      <div>
        <dt>Claimed</dt>
        <dd>
          {momentText(claimed)}{" "}
          <span className="soft">
            {kind}, by <bdi>{takenBy}</bdi>
          </span>
        </dd>
      </div>
      {verified.length === 0 && (
        <div data-missing="true">
          <dt>Verified</dt>
          <dd>neither time nor place</dd>
        </div>
      )}
      {verified.map((each, i) => (
        <div key={`${i} ${each.reason}`}>
          <dt>Verified</dt>
          <dd>
            {momentText(each)}{" "}
            <span className="soft">
              {each.by}: <bdi>{each.reason}</bdi>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const momentText = ({ taken, place }: DeskMoment): string =>
  [taken ?? "no time", place ?? "no place"].join(" · ");

function Custody({
  exhibit: { takenBy, holder, custody },
}: {
  readonly exhibit: DeskExhibit;
}): ReactElement {
  return (
    <section>
      <h3>In whose hands</h3>
      <ol className="exhibit-custody">
        <li>
          <span>
            <bdi>{takenBy}</bdi> <span className="soft">took it</span>
          </span>
        </li>
        {custody.map(({ from, to, when, reason, by, gap }, i) => (
          <li key={`${i} ${when}`} data-gap={gap !== null}>
            <span>
              <bdi>{from}</bdi> to <bdi>{to}</bdi> <time dateTime={when}>{when}</time>{" "}
              <span className="soft">
                <bdi>{reason}</bdi> (recorded by {by})
              </span>
              {gap !== null && (
                <>
                  <br />
                  <strong>The chain is broken here: {gap}.</strong>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      <p>
        Now held by <bdi>{holder}</bdi>.
      </p>
    </section>
  );
}

function Links({
  exhibit: { id, links },
  shown,
  acts,
}: {
  readonly exhibit: DeskExhibit;
  readonly shown: DeskCase;
  readonly acts: RowActs<ExhibitAsking>;
}): ReactElement {
  return (
    <section>
      <h3>Bears on</h3>
      {links.length === 0 && <p className="soft">nothing yet</p>}
      <ul>
        {links.map(({ to, says, reason, by }) => (
          <li key={linkTargetKey(to)}>
            <span>
              <Target to={to} says={says} shown={shown} />{" "}
              <span className="soft">
                {by}: <bdi>{reason}</bdi>
              </span>
            </span>
            <button
              type="button"
              className="button-quiet"
              aria-label={`Take the link back: ${says}`}
              onClick={() =>
                acts.done({ kind: "unlink-exhibit", exhibitId: id, to, reason: UNLINK_REASON })
              }
            >
              Unlink
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Target(properties: {
  readonly to: DeskLinkTarget;
  readonly says: string;
  readonly shown: DeskCase;
}): ReactElement {
  const { to, says, shown } = properties;
  if (to.kind === "claim") {
    const claim = shown.claims.find(({ id }) => id === to.claimId);
    if (claim !== undefined)
      return (
        <a href={deskHash({ view: "read", accountId: claim.accountId, claimId: claim.id })}>
          {claim.accountId}: <bdi>{says}</bdi>
        </a>
      );
  }
  const of = to.kind === "exhibit" ? to.exhibitId : to.kind === "claim" ? "" : to.recordingId;
  return (
    <span>
      {of}: <bdi>{says}</bdi>
    </span>
  );
}
