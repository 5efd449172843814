import type { DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import type { Place } from "../act/claim-dialog.tsx";
import { STATUS_WORDS, speakerOf } from "../desk-words.ts";
import type { ReadActs } from "./read-acts.ts";

/** What to do next, always in the same place; on a phone the chosen claim too, because there is no room beside the article. */
export function ReadFoot(properties: {
  readonly claims: readonly DeskClaim[];
  readonly chosen: DeskClaim | null;
  readonly acts: ReadActs;
  readonly lastDone: string | null;
  readonly place: Place | null;
}): ReactElement {
  const { claims, chosen, acts, lastDone, place } = properties;
  const at = claims.findIndex(({ id }) => id === chosen?.id);
  return (
    <footer className="read-foot">
      {chosen !== null && (
        <FootClaim
          claim={chosen}
          at={`${at + 1} of ${claims.length}`}
          acts={acts}
          canTakeBack={lastDone !== null}
        />
      )}
      <div className="foot-line" data-claim={chosen !== null} data-place={place !== null}>
        <button type="button" className="button foot-step" onClick={acts.before}>
          Before <kbd>k</kbd>
        </button>
        <span className="number soft foot-step">
          {at === -1 ? `${claims.length} claims` : `${at + 1} of ${claims.length}`}
        </span>
        <button type="button" className="button foot-step" onClick={acts.next}>
          Next <kbd>j</kbd>
        </button>
        <span className="foot-room" />
        {lastDone !== null && (
          <button
            type="button"
            className="button-quiet foot-step"
            title={lastDone}
            onClick={acts.takeBack}
          >
            Take back <kbd>u</kbd>
          </button>
        )}
        <button
          type="button"
          className="button foot-new"
          disabled={place === null}
          // The press itself would take the selection away.
          onPointerDown={(event) => event.preventDefault()}
          onClick={acts.claim}
        >
          New claim from selected words <kbd>n</kbd>
        </button>
      </div>
    </footer>
  );
}

function FootClaim(properties: {
  readonly claim: DeskClaim;
  readonly at: string;
  readonly acts: ReadActs;
  readonly canTakeBack: boolean;
}): ReactElement {
  const { claim, at, acts, canTakeBack } = properties;
  return (
    <div className="foot-claim">
      <p>
        <strong>{claim.says}</strong>
        <span className="soft">{STATUS_WORDS[claim.status]}</span>
        <span className="foot-end number soft">{at}</span>
      </p>
      <p>
        <span className="said" data-kind={claim.speakerKind}>
          {speakerOf(claim)}
        </span>
        {canTakeBack && (
          <button type="button" className="button-quiet foot-end" onClick={acts.takeBack}>
            Take back
          </button>
        )}
      </p>
      <div className="card-acts">
        <button type="button" className="button" aria-label="Before" onClick={acts.before}>
          ‹
        </button>
        <button type="button" className="button" onClick={acts.accept}>
          Accept
        </button>
        <button type="button" className="button" onClick={acts.reject}>
          Reject
        </button>
        <button type="button" className="button" onClick={acts.attribute}>
          Who
        </button>
        <button type="button" className="button" onClick={acts.more}>
          More
        </button>
        <button type="button" className="button" aria-label="Next" onClick={acts.next}>
          ›
        </button>
      </div>
    </div>
  );
}
