import type { DeskClaim, DeskFact, DeskOrigin } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";
import {
  CREDIBILITY_WORDS,
  KIND_WORDS,
  RELIABILITY_WORDS,
  STATUS_WORDS,
  speakerOf,
} from "../desk-words.ts";
import { againstOf } from "./against.ts";
import type { ReadActs } from "./read-acts.ts";

interface Properties {
  readonly claim: DeskClaim;
  readonly chosen: boolean;
  readonly facts: readonly DeskFact[];
  /** The origin that it has in common with others; null where it has one of its own. */
  readonly origin: DeskOrigin | null;
  readonly allClaims: readonly DeskClaim[];
  readonly onChoose: (claimId: string | null) => void;
  readonly acts: ReadActs;
}

/** One claim: what is asked, what is said, who says it. The chosen one says more, and is where it is decided. */
export function ClaimCard(properties: Properties): ReactElement {
  const { claim, chosen, facts, origin, allClaims, onChoose, acts } = properties;
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
      {chosen && (
        <CardMore claim={claim} fact={fact} origin={origin} allClaims={allClaims} acts={acts} />
      )}
    </div>
  );
}

function CardMore(properties: {
  readonly claim: DeskClaim;
  readonly fact: DeskFact | undefined;
  readonly origin: DeskOrigin | null;
  readonly allClaims: readonly DeskClaim[];
  readonly acts: ReadActs;
}): ReactElement {
  const { claim, fact, origin, allClaims, acts } = properties;
  const against = fact === undefined ? [] : againstOf(claim, fact, allClaims);
  return (
    <div className="card-more">
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
        <button type="button" className="button" onClick={acts.grade}>
          Grade <kbd>g</kbd>
        </button>
        <button type="button" className="button" onClick={acts.origin}>
          Origin <kbd>o</kbd>
        </button>
        <button type="button" className="button" onClick={acts.weigh}>
          Weigh <kbd>w</kbd>
        </button>
        {claim.status !== "proposed" && (
          <button type="button" className="button" onClick={acts.reopen}>
            Reopen <kbd>x</kbd>
          </button>
        )}
      </div>
      <dl>
        {linesOf(claim, originText(claim, origin)).map(([term, says]) => (
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
    </div>
  );
}

/** What the face of a card leaves out; what says nothing is left out here too. */
function linesOf(claim: DeskClaim, origin: string | null): readonly (readonly [string, string])[] {
  const { speakerKind, via, hedges, population, otherEvent, decision, rule, proposed, held } =
    claim;
  const through = via.length === 0 ? "" : `, through ${via.join(", ")}`;
  const weakened = hedges.map((hedge) => `“${hedge}”`).join(", ");
  const lines: readonly (readonly [string, string | null])[] = [
    ["Given as", `${KIND_WORDS[speakerKind]}${through}`],
    ["Weakened by", weakened === "" ? null : weakened],
    ["Of whom", population],
    ["Goes back", origin],
    ["Graded", gradeText(claim)],
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

/** "B 2: usually reliable; probably true"; null where nobody graded anything. */
function gradeText({ reliability, credibility }: DeskClaim): string | null {
  const words = [
    reliability === null
      ? null
      : `${reliability.of} ${reliability.reliability}, ${RELIABILITY_WORDS[reliability.reliability] ?? ""}`,
    credibility === null
      ? null
      : `what is said ${credibility}, ${CREDIBILITY_WORDS[credibility] ?? ""}`,
  ].filter((part) => part !== null);
  return words.length === 0 ? null : words.join("; ");
}

/** "with B and C to one statement (copied passage)"; null where nobody else says it after the same source. */
function originText({ accountId }: DeskClaim, origin: DeskOrigin | null): string | null {
  if (origin === null || origin.claimIds.length < 2) return null;
  const others = origin.accountIds.filter((id) => id !== accountId);
  const where = others.length === 0 ? "with another place here" : `with ${others.join(" and ")}`;
  return `${where} to one statement (${origin.basis.join(", ")})`;
}
