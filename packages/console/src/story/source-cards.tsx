import type { SourceSummary } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { withoutCodes } from "./reason-words.ts";
import { routePath, sourcePath } from "../app/route.ts";

/** Other things to look at, each with what it shows. */
export function SourceCards({
  sources,
}: {
  readonly sources: readonly SourceSummary[];
}): ReactElement {
  return (
    <ul className="cards">
      {sources.map(({ id, kind, title, summary, notional }) => (
        <li key={id} className="card">
          <h3>{title}</h3>
          <p>{withoutCodes(summary)}</p>
          <p className="card-foot">
            <a
              className="button button-act"
              href={kind === "live" ? routePath({ page: "live" }) : sourcePath(id)}
              aria-label={`${kind === "live" ? "Watch" : "Play"}: ${title}`}
            >
              {kind === "live" ? "Watch it" : "Play it"}
            </a>
            {notional && <span className="soft small">Notional</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
