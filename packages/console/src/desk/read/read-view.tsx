import type { DeskAccount, DeskAction, DeskClaim } from "@tocsin/sdk";
import { type ReactElement, useCallback, useState } from "react";
import { AttributeDialog } from "../act/attribute-dialog.tsx";
import { ClaimDialog, type Place } from "../act/claim-dialog.tsx";
import { RejectDialog } from "../act/reject-dialog.tsx";
import { speakersNear } from "../act/speakers-near.ts";
import { type DeskRoute, goTo } from "../desk-route.ts";
import { ACCEPT_REASON, ATTRIBUTE_REASON } from "../desk-words.ts";
import { type Desk, useText } from "../use-desk.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { AccountList } from "./account-list.tsx";
import { ArticleView } from "./article-view.tsx";
import { Legend } from "./legend.tsx";
import { ReadFoot } from "./read-foot.tsx";
import { useSelectedPlace } from "./selected-place.ts";

type Asking = "reject" | "attribute" | { readonly place: Place } | null;

/** One account with its claims, to be decided from the keyboard, one after the other. */
export function ReadView({
  desk,
  route,
}: {
  readonly desk: Desk;
  readonly route: DeskRoute;
}): ReactElement {
  const { shown, act, problem } = desk;
  const { accounts, claims } = shown;
  const account = accounts.find(({ id }) => id === route.accountId) ?? accounts[0];
  const text = useText(account?.id ?? null);
  const own = claims.filter(({ accountId }) => accountId === account?.id);
  const chosen = own.find(({ id }) => id === route.claimId) ?? null;
  const [asking, ask] = useState<Asking>(null);
  const [said, say] = useState("");
  const place = useSelectedPlace(account?.id ?? null, text);
  const choose = useCallback(
    (claimId: string | null): void =>
      goTo({ view: "read", accountId: account?.id ?? null, claimId }, "no trail"),
    [account?.id],
  );
  const done = async (action: DeskAction, words: string): Promise<void> => {
    ask(null);
    if (account !== undefined && (await act(account.id, action))) say(words);
  };
  const step = (by: 1 | -1): void => choose(neighbour(own, chosen, by)?.id ?? null);
  const open = (by: 1 | -1): void => {
    const next = accounts[accounts.findIndex(({ id }) => id === account?.id) + by];
    if (next !== undefined) goTo({ view: "read", accountId: next.id, claimId: null });
  };
  const acts = {
    next: () => step(1),
    before: () => step(-1),
    accept: () => {
      if (chosen === null) return;
      const { id: claimId } = chosen;
      void done({ kind: "decide", claimId, verdict: "accept", reason: ACCEPT_REASON }, "Accepted.");
    },
    reject: () => chosen !== null && ask("reject"),
    attribute: () => chosen !== null && ask("attribute"),
    claim: () => place !== null && ask({ place }),
    takeBack: () => {
      if (shown.lastDone !== null) void done({ kind: "take-back" }, "Taken back.");
    },
  };
  useShortcuts({
    j: acts.next,
    k: acts.before,
    a: acts.accept,
    r: acts.reject,
    t: acts.attribute,
    n: acts.claim,
    u: acts.takeBack,
    "]": () => open(1),
    "[": () => open(-1),
  });
  if (account === undefined)
    return (
      <main className="desk-empty">
        <p>
          The case has no account yet. Add some: <code>tocsin case add FOLDER FILE …</code>
        </p>
      </main>
    );
  return (
    <main className="read">
      <AccountList shown={shown} openId={account.id} />
      <section className="read-main" aria-label={`Account ${account.id}`}>
        <ReadHead account={account} problem={problem} />
        {text === null ? (
          <p className="gate-wait">Reading the account …</p>
        ) : (
          <ArticleView
            key={account.id}
            account={account}
            text={text}
            claims={own}
            chosen={chosen}
            facts={shown.facts}
            allClaims={claims}
            onChoose={choose}
            acts={acts}
          />
        )}
        <ReadFoot
          claims={own}
          chosen={chosen}
          acts={acts}
          lastDone={shown.lastDone}
          place={place}
        />
      </section>
      <p className="unseen" aria-live="polite">
        {said} {chosen !== null && `${chosen.says}: ${chosen.speaker}, ${chosen.status}`}
      </p>
      {chosen !== null && asking === "reject" && (
        <RejectDialog
          about={`${chosen.says} – ${chosen.speaker}`}
          onClose={() => ask(null)}
          onReject={(reason) =>
            void done(
              { kind: "decide", claimId: chosen.id, verdict: "reject", reason },
              "Rejected.",
            )
          }
        />
      )}
      {chosen !== null && asking === "attribute" && (
        <AttributeDialog
          about={`${chosen.says}, now: ${chosen.speaker}`}
          speakers={speakersNear(claims, { accountId: account.id, start: chosen.span.start })}
          kinds={shown.speakerKinds}
          onClose={() => ask(null)}
          onAttribute={({ name, kind }) =>
            void done(
              {
                kind: "attribute",
                claimId: chosen.id,
                speaker: name,
                speakerKind: kind,
                reason: ATTRIBUTE_REASON,
              },
              `Said by ${name}.`,
            )
          }
        />
      )}
      {asking !== null && typeof asking === "object" && (
        <ClaimDialog
          shown={shown}
          place={asking.place}
          onClose={() => ask(null)}
          onClaim={(claim) => void done(claim, "Claimed.")}
        />
      )}
    </main>
  );
}

/** The claim after, or before, the chosen one; the first where none is chosen. */
function neighbour(
  claims: readonly DeskClaim[],
  chosen: DeskClaim | null,
  by: 1 | -1,
): DeskClaim | undefined {
  if (chosen === null) return claims[by === 1 ? 0 : claims.length - 1];
  return claims[claims.findIndex(({ id }) => id === chosen.id) + by] ?? chosen;
}

function ReadHead({
  account,
  problem,
}: {
  readonly account: DeskAccount;
  readonly problem: string | null;
}): ReactElement {
  const { title, source, published, read, language } = account;
  return (
    <header className="read-head">
      <h2 dir="auto">{title}</h2>
      <p className="soft">
        {source}
        {published !== null && ` · published ${published}`}
      </p>
      {!read && (
        <p className="notice">
          Written in “{language}”, which is not read by rules: select words and press <kbd>n</kbd>{" "}
          to make a claim of them.
        </p>
      )}
      {problem !== null && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
      <Legend />
    </header>
  );
}
