import type { WaitingSite } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { clockText } from "../format/time.ts";
import { useRights } from "./use-operations.ts";

/** A site file that the post has refused, or could not compare: what it lowers, and the way to ask for it. It stays while it is so. */
export function SiteFileNotice(properties: {
  readonly site: WaitingSite;
  readonly timeZone: string;
  /** Something more urgent waits for an answer: the screen is needed for that. */
  readonly isFolded: boolean;
  readonly onAsk: () => void;
}): ReactElement | null {
  const { site, timeZone, isFolded, onAsk } = properties;
  const { mayOperate } = useRights();
  const short = shortHash(site.sha256);
  if (site.agreedUs !== null)
    return isFolded ? null : (
      <p className="operate-line" data-tone="plain" role="status">
        <strong>The site file {short} is accepted</strong>
        <span className="number">
          since {clockText(site.agreedUs, timeZone)}; it is in force from the next start of the post
          on
        </span>
      </p>
    );
  if (isFolded)
    return (
      <p className="operate-line" data-tone="caution">
        <strong>Site file not {site.inForce ? "compared" : "accepted"}</strong>
      </p>
    );
  return (
    <article className="proposal site-file" aria-label="Site file not accepted">
      <div className="proposal-what">
        <p className="proposal-state" role="alert">
          {site.inForce ? "Site file not compared" : "Site file not accepted"}
        </p>
        <h2>
          {site.inForce
            ? `Nobody has agreed to the site file ${short}, which is in force`
            : `The site file ${short} lowers protection: the one before is in force`}
        </h2>
        <Lowerings site={site} />
      </div>
      {mayOperate && (
        <div className="proposal-answers">
          <button type="button" className="button" onClick={onAsk}>
            Accept this site file…
          </button>
        </div>
      )}
    </article>
  );
}

/** Each thing that it lowers, in plain words: what two people agree to. */
export function Lowerings({ site }: { readonly site: WaitingSite }): ReactElement {
  const { lowers, lowersCount, elseCount } = site;
  const hidden = lowersCount - lowers.length;
  return (
    <>
      <ul className="site-file-lowers">
        {lowers.map((statement) => (
          <li key={statement}>{withCode(statement)}</li>
        ))}
        {hidden > 0 && (
          <li>
            and {hidden} more: <code>tocsin site status</code> lists them all
          </li>
        )}
      </ul>
      {elseCount > 0 && (
        <p className="soft">
          {elseCount === 1 ? "One other change lowers" : `${elseCount} other changes lower`}{" "}
          nothing.
        </p>
      )}
    </>
  );
}

const shortHash = (sha256: string): string => sha256.slice(0, 8);

/** What stands between backticks is a key of the site file, or an id. */
const withCode = (statement: string): readonly (ReactElement | string)[] =>
  statement
    .split("`")
    .map((part, i) => (i % 2 === 1 ? <code key={`${i} ${part}`}>{part}</code> : part));
