import type { WhyLink } from "@tocsin/core";
import type { ReactElement } from "react";
import { LINK_WORDS, marginText, reasonText } from "./why-words.ts";

type State = "held" | "broken" | "prevented";

/** A link that did not hold and alone would have prevented action weighs more than one that merely did not hold. */
const stateOf = (link: WhyLink): State => {
  if (link.held) return "held";
  return link.prevented ? "prevented" : "broken";
};

const STATE_WORDS: Readonly<Record<State, string>> = {
  held: "held",
  broken: "did not hold",
  prevented: "prevented a warning",
};

export function WhyLinkItem({ link }: { readonly link: WhyLink }): ReactElement {
  const state = stateOf(link);
  return (
    <li className="why-link" data-state={state}>
      <LinkMark state={state} />
      <div className="why-link-body">
        <p className="why-link-head">
          <span>{LINK_WORDS[link.stage]}</span>
          <span className="why-link-state">{STATE_WORDS[state]}</span>
        </p>
        <p>{link.statement}</p>
        {link.margin !== null && <p className="small soft number">{marginText(link.margin)}</p>}
        <p className="why-link-codes">
          {link.code !== null && <code title={reasonText(link.code)}>{link.code}</code>}
          <span>{link.subject}</span>
          {link.records.length > 0 && <span className="number">{recordsText(link.records)}</span>}
        </p>
      </div>
    </li>
  );
}

/** Records named one by one; the rest are in the journal. */
const RECORDS_SHOWN = 6;

export function recordsText(records: readonly number[]): string {
  const shown = records.slice(0, RECORDS_SHOWN).join(", ");
  const rest = records.length - RECORDS_SHOWN;
  return `${records.length === 1 ? "record" : "records"} ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function LinkMark({ state }: { readonly state: State }): ReactElement {
  return (
    <svg className="why-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="9" />
      {state === "held" ? (
        <path d="M6 10.500 9 13.500 14.500 7" />
      ) : (
        <path d={state === "prevented" ? "M6 10H14" : "M7 7 13 13M13 7 7 13"} />
      )}
    </svg>
  );
}
