import type { ShownProposal, WaitingSite } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { clockText, elapsedText } from "../format/time.ts";
import { Problem } from "../identity/card.tsx";
import { asksForProof } from "../identity/identity-client.ts";
import { ProofForm } from "../identity/proof-form.tsx";
import { useAction } from "../identity/use-action.ts";
import { agree, refuse, withdraw } from "./operate-client.ts";
import { Lowerings } from "./site-file-notice.tsx";
import { useRights } from "./use-operations.ts";
import { useSigner } from "./use-signer.ts";

/** What waits for a second person: who wants what and why, what people would hear, how long there is, and the answers. */
export function ProposalCard(properties: {
  readonly proposal: ShownProposal;
  /** The site file that waits: one proposal may be about it. */
  readonly site: WaitingSite | null;
  readonly nowUs: number;
  readonly timeZone: string;
}): ReactElement {
  const { proposal, site, nowUs, timeZone } = properties;
  const { accountId, mayOperate, maySupervise } = useRights();
  const own = proposal.by.id === accountId;
  const left = elapsedText((proposal.untilUs - nowUs) / 1e6);
  return (
    <article
      className="proposal"
      data-countdown={proposal.countdown}
      aria-label={`Waits for a second person: ${proposal.text}`}
    >
      <div className="proposal-what">
        <p className="proposal-state" role="alert">
          {proposal.countdown
            ? "Takes effect by itself unless somebody stops it"
            : own
              ? "Waits for a second person"
              : "Needs a second person"}
        </p>
        <h2>{proposal.text}</h2>
        <p>
          <strong>{proposal.by.name}</strong> at {clockText(proposal.proposedUs, timeZone)}:{" "}
          {proposal.reason}
        </p>
        {proposal.command.kind === "site" && site !== null ? (
          <Lowerings site={site} />
        ) : (
          <Message proposal={proposal} open={!own && maySupervise} />
        )}
      </div>
      <p className="proposal-left number" role="timer" aria-label="Time left" aria-live="off">
        {left}
      </p>
      {mayOperate && <Answers proposal={proposal} own={own} maySecond={maySupervise && !own} />}
    </article>
  );
}

/** Word for word what people would be told, in every language of the site. */
function Message(properties: {
  readonly proposal: ShownProposal;
  readonly open: boolean;
}): ReactElement {
  const { message } = properties.proposal;
  if (message === null) return <p className="soft">People are told nothing of it.</p>;
  return (
    <details className="proposal-message" open={properties.open}>
      <summary>What people are told</summary>
      <div className="proposal-texts">
        {message.map(({ language, direction, headline, instruction }) => (
          <blockquote key={language} lang={language} dir={direction}>
            <strong>{headline}</strong> {instruction}
          </blockquote>
        ))}
      </div>
    </details>
  );
}

function Answers(properties: {
  readonly proposal: ShownProposal;
  readonly own: boolean;
  readonly maySecond: boolean;
}): ReactElement {
  const { proposal, own, maySecond } = properties;
  const { busy, problem, run } = useAction();
  const [proving, setProving] = useState(false);
  const signer = useSigner();
  const accept = async (): Promise<void> => {
    try {
      await agree(proposal, signer);
    } catch (error) {
      if (!asksForProof(error)) throw error;
      setProving(true);
    }
  };
  const end = own ? withdraw : refuse;
  return (
    <div className="proposal-answers">
      {proving ? (
        <ProofForm
          verb="Agree"
          onProven={async () => {
            await agree(proposal, signer);
          }}
        />
      ) : (
        maySecond && (
          <button
            type="button"
            className="button-strong"
            disabled={busy}
            onClick={() => run(accept)}
          >
            I agree
          </button>
        )
      )}
      <button
        type="button"
        className={proposal.countdown ? "button-strong proposal-stop" : "button"}
        disabled={busy}
        onClick={() => run(async () => void (await end(proposal.id)))}
      >
        {proposal.countdown ? "Stop it" : own ? "Take it back" : "Refuse"}
      </button>
      <Problem text={problem} />
    </div>
  );
}
