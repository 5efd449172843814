import type { DeskClaim, DeskFact } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";
import { KIND_WORDS, STATUS_WORDS, speakerOf } from "../desk-words.ts";
import { againstOf } from "./against.ts";
import type { ReadActs } from "./read-acts.ts";

interface Properties {
  readonly claim: DeskClaim;
  readonly chosen: boolean;
  readonly facts: readonly DeskFact[];
  readonly allClaims: readonly DeskClaim[];
  readonly onChoose: (claimId: string | null) => void;
  readonly acts: ReadActs;
}

/** One claim: what is asked, what is said, who says it. The chosen one says more, and is where it is decided. */
export function ClaimCard(properties: Properties): ReactElement {
  const { claim, chosen, facts, allClaims, onChoose, acts } = properties;
  const fact = facts.find(({ versions }) =>
    versions.some(({ claimIds }) => claimIds.includes(claim.id)),
  );
  return (
    <div className="card" data-status={claim.status} data-chosen={chosen}>
      <button
        type="button"
        className="card-face"
        aria-pressed={chosen}
        onClick={() => onChoose(claim.id)}
      >
        <span className="card-asks">{fact?.question ?? claim.predicate}</span>
        <span className="card-line">
          <span className="card-says">{claim.says}</span>
          {claim.status !== "proposed" && (
            <span className="card-status" data-status={claim.status}>
              {STATUS_WORDS[claim.status]}
            </span>
          )}
        </span>
        <span className="card-who">
          <span className="said" data-kind={claim.speakerKind}>
            {speakerOf(claim)}
          </span>
        </span>
      </button>
      {chosen && <CardMore claim={claim} fact={fact} allClaims={allClaims} acts={acts} />}
    </div>
  );
}

function CardMore(properties: {
  readonly claim: DeskClaim;
  readonly fact: DeskFact | undefined;
  readonly allClaims: readonly DeskClaim[];
  readonly acts: ReadActs;
}): ReactElement {
  const { claim, fact, allClaims, acts } = properties;
  const against = fact === undefined ? [] : againstOf(claim, fact, allClaims);
  return (
    <div className="card-more">
      <dl>
        {linesOf(claim).map(([term, says]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      {against.length > 0 && (
        <ul className="card-against">
          {against.map(({ verdict, claim: other }) => (
            <li key={other.id} data-verdict={verdict}>
              <span className="verdict">
                {verdict === "drift" ? "changed on the way" : "contradicts"}
              </span>{" "}
              <a href={deskHash({ view: "read", accountId: other.accountId, claimId: other.id })}>
                {other.accountId}: {other.says}
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="card-acts">
        <button type="button" className="button" onClick={acts.accept}>
          Accept <kbd>a</kbd>
        </button>
        <button type="button" className="button" onClick={acts.reject}>
          Reject <kbd>r</kbd>
        </button>
        <button type="button" className="button" onClick={acts.attribute}>
          Who says it <kbd>t</kbd>
        </button>
        <button type="button" className="button" onClick={acts.edit}>
          Put right <kbd>e</kbd>
        </button>
      </div>
    </div>
  );
}

/** What the face of a card leaves out; what says nothing is left out here too. */
function linesOf(claim: DeskClaim): readonly (readonly [string, string])[] {
  const { speakerKind, via, hedges, population, otherEvent, decision, rule, proposed, held } =
    claim;
  const through = via.length === 0 ? "" : `, through ${via.join(", ")}`;
  const weakened = hedges.map((hedge) => `“${hedge}”`).join(", ");
  const lines: readonly (readonly [string, string | null])[] = [
    ["Given as", `${KIND_WORDS[speakerKind]}${through}`],
    ["Weakened by", weakened === "" ? null : weakened],
    ["Of whom", population],
    ["Event", otherEvent === null ? null : `another one: ${otherEvent}`],
    ["Was proposed", proposed],
    ...held.map(
      ({ recording, verdict, reason, notional }) =>
        [
          `Recording ${recording}`,
          `${verdict}: ${reason}${notional ? " (notional, no finding)" : ""}`,
        ] as const,
    ),
    decision === null
      ? ["Proposed by", `rule “${rule}”`]
      : ["Decided", `${decision.by}: ${decision.reason}`],
  ];
  return lines.flatMap(([term, says]) => (says === null ? [] : [[term, says] as const]));
}
