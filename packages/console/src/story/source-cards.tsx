import type { SourceSummary, Story } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { routePath, sourcePath } from "../app/route.ts";
import { withoutCodes } from "./reason-words.ts";

/** Other things to look at, each with what it shows; what the server still prepares has no button yet. */
export function SourceCards(properties: {
  readonly sources: readonly SourceSummary[];
  readonly coming: readonly Story[];
}): ReactElement {
  return (
    <ul className="cards">
      {properties.sources.map(({ id, kind, title, summary, notional }) => (
        <li key={id} className="card">
          <h3>{title}</h3>
          <p>{withoutCodes(summary)}</p>
          <p className="card-foot">
            <a
              className="button button-act"
              href={kind === "live" ? routePath({ page: "live" }) : sourcePath(id)}
              aria-label={`${kind === "live" ? "Watch" : "Play"} it: ${title}`}
            >
              {kind === "live" ? "Watch it" : "Play it"}
            </a>
            {notional && <span className="soft small">Notional</span>}
          </p>
        </li>
      ))}
      {properties.coming.map(({ id, title, summary }) => (
        <li key={id} className="card">
          <h3>{title}</h3>
          <p>{withoutCodes(summary)}</p>
          <p className="card-foot soft">Being prepared…</p>
        </li>
      ))}
    </ul>
  );
}
