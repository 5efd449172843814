import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";
import type { Desk } from "../use-desk.ts";

/** Where people said otherwise than the rules whether statements are one. What is dropped counts no more, and stays in the record. */
export function OriginDecisions({ desk }: { readonly desk: Desk }): ReactElement | null {
  const { originDecisions, claims } = desk.shown;
  if (originDecisions.length === 0) return null;
  return (
    <section className="origin-decisions">
      <h2>Origins decided by people</h2>
      <ul>
        {originDecisions.map(({ id, kind, claimIds, by, reason }) => (
          <li key={id}>
            <span>
              {claimIds.map((claimId, i) => {
                const claim = claims.find((each) => each.id === claimId);
                return (
                  <span key={claimId}>
                    {i > 0 && ", "}
                    {claim === undefined ? (
                      claimId
                    ) : (
                      <a href={deskHash({ view: "read", accountId: claim.accountId, claimId })}>
                        {claim.accountId}: {claim.says}
                      </a>
                    )}
                  </span>
                );
              })}{" "}
              {kind === "join" ? "count as one origin." : "counted apart."}{" "}
              <span className="soft">
                {by}: {reason}
              </span>
            </span>
            <button
              type="button"
              className="button-quiet"
              onClick={() =>
                void desk.act(null, {
                  kind: "drop-origin-decision",
                  decisionId: id,
                  reason: "dropped at the desk",
                })
              }
            >
              Drop
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
