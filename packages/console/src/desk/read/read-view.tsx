import type { DeskAccount, DeskAction, DeskClaim } from "@tocsin/sdk";
import { type ReactElement, useCallback, useMemo, useState } from "react";
import type { Place } from "../act/claim-dialog.tsx";
import { type DeskRoute, goTo } from "../desk-route.ts";
import { splitParts } from "../act/split-parts.ts";
import { ACCEPT_REASON, REOPEN_REASON, SPLIT_REASON } from "../desk-words.ts";
import { type Desk, useText } from "../use-desk.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { AccountList } from "./account-list.tsx";
import { ArticleView } from "./article-view.tsx";
import { Legend } from "./legend.tsx";
import type { ReadActs } from "./read-acts.ts";
import { type Asking, ReadDialogs } from "./read-dialogs.tsx";
import { ReadFoot } from "./read-foot.tsx";
import { selectedPlace, useSelectedPlace } from "./selected-place.ts";

/** One account with its claims, to be decided from the keyboard, one after the other. */
export function ReadView({
  desk,
  route,
}: {
  readonly desk: Desk;
  readonly route: DeskRoute;
}): ReactElement {
  const { shown, problem } = desk;
  const account = shown.accounts.find(({ id }) => id === route.accountId) ?? shown.accounts[0];
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
        <OpenAccount key={account.id} desk={desk} account={account} claimId={route.claimId} />
      </section>
    </main>
  );
}

function OpenAccount(properties: {
  readonly desk: Desk;
  readonly account: DeskAccount;
  readonly claimId: string | null;
}): ReactElement {
  const { desk, account, claimId } = properties;
  const { shown } = desk;
  const text = useText(account.id);
  // The same list until the case changes: else every piece of the article is drawn anew at each key.
  const claims = useMemo(
    () => shown.claims.filter(({ accountId }) => accountId === account.id),
    [shown.claims, account.id],
  );
  const chosen = claims.find(({ id }) => id === claimId) ?? null;
  const place = useSelectedPlace(account.id, text);
  const { acts, asking, ask, done, said, hint, choose } = useReading(desk, {
    account,
    text,
    claims,
    chosen,
    place,
  });
  return (
    <>
      {text === null ? (
        <p className="gate-wait">Reading the account …</p>
      ) : (
        <ArticleView
          account={account}
          text={text}
          claims={claims}
          chosen={chosen}
          facts={shown.facts}
          origins={shown.origins}
          allClaims={shown.claims}
          onChoose={choose}
          acts={acts}
        />
      )}
      <ReadFoot
        claims={claims}
        chosen={chosen}
        acts={acts}
        lastDone={shown.lastDone}
        place={place}
      />
      {hint !== "" && (
        <p className="notice read-hint" role="status">
          {hint}
        </p>
      )}
      <p className="unseen" aria-live="polite">
        {said} {chosen !== null && `${chosen.says}: ${chosen.speaker}, ${chosen.status}`}
      </p>
      <ReadDialogs
        shown={shown}
        account={account}
        text={text}
        chosen={chosen}
        asking={asking}
        acts={acts}
        onClose={() => ask(null)}
        onDone={done}
      />
    </>
  );
}

interface Reading {
  readonly account: DeskAccount;
  readonly text: string | null;
  readonly claims: readonly DeskClaim[];
  readonly chosen: DeskClaim | null;
  readonly place: Place | null;
}

/** What can be done with the open account, by keys and by buttons alike. */
function useReading(
  { shown, act }: Desk,
  { account, text, claims, chosen, place }: Reading,
): {
  readonly acts: ReadActs;
  readonly asking: Asking;
  readonly ask: (asking: Asking) => void;
  readonly done: (action: DeskAction, words: string) => void;
  readonly said: string;
  /** What has to be done first. */
  readonly hint: string;
  readonly choose: (claimId: string | null) => void;
} {
  const [asking, ask] = useState<Asking>(null);
  const [said, say] = useState("");
  const [hint, setHint] = useState("");
  const choose = useCallback(
    (claimId: string | null): void =>
      goTo({ view: "read", accountId: account.id, claimId }, "no trail"),
    [account.id],
  );
  const done = (action: DeskAction, words: string): void => {
    ask(null);
    setHint("");
    void (async () => {
      if (await act(account.id, action)) say(words);
    })();
  };
  const placeNow = (): Place | null =>
    (text === null ? null : selectedPlace(account.id, text)) ?? place;
  const acts: ReadActs = {
    next: () => choose(neighbour(claims, chosen, 1)?.id ?? null),
    before: () => choose(neighbour(claims, chosen, -1)?.id ?? null),
    accept: () => {
      if (chosen !== null) done(acceptOf(chosen), "Accepted.");
    },
    split: () => {
      const at = placeNow();
      const parts =
        chosen === null || at === null || text === null
          ? []
          : splitParts(text, chosen.span, at.span);
      if (chosen === null || parts.length < 2)
        setHint("Select the words within the claim that are one of its parts, then press s.");
      else done({ kind: "split", claimId: chosen.id, parts, reason: SPLIT_REASON }, "Split.");
    },
    ...askActs(chosen !== null, ask),
    reopen: () => {
      if (chosen !== null && chosen.status !== "proposed")
        done(reopenOf(chosen), "A proposal again.");
    },
    claim: () => {
      const at = placeNow();
      if (at !== null) ask({ place: at });
    },
    takeBack: () => {
      if (shown.lastDone !== null) done({ kind: "take-back" }, "Taken back.");
    },
  };
  useReadKeys(acts, (by) => {
    const next = shown.accounts[shown.accounts.findIndex(({ id }) => id === account.id) + by];
    if (next !== undefined) goTo({ view: "read", accountId: next.id, claimId: null });
  });
  return { acts, asking, ask, done, said, hint, choose };
}

/** What single keys do while an account is read. `open` shows the next account, or the one before. */
function useReadKeys(acts: ReadActs, open: (by: 1 | -1) => void): void {
  useShortcuts({
    j: acts.next,
    k: acts.before,
    a: acts.accept,
    r: acts.reject,
    t: acts.attribute,
    e: acts.edit,
    s: acts.split,
    n: acts.claim,
    m: acts.merge,
    x: acts.reopen,
    g: acts.grade,
    o: acts.origin,
    w: acts.weigh,
    l: acts.lift,
    u: acts.takeBack,
    "]": () => open(1),
    "[": () => open(-1),
  });
}

/** What is asked about before it is done. */
function askActs(
  hasChosen: boolean,
  ask: (asking: Asking) => void,
): Pick<
  ReadActs,
  "reject" | "attribute" | "edit" | "merge" | "grade" | "origin" | "weigh" | "more" | "lift"
> {
  const ofClaim = (asking: Asking) => (): void => {
    if (hasChosen) ask(asking);
  };
  return {
    reject: ofClaim("reject"),
    attribute: ofClaim("attribute"),
    edit: ofClaim("edit"),
    merge: ofClaim("merge"),
    grade: ofClaim("grade"),
    origin: ofClaim("origin"),
    weigh: ofClaim("weigh"),
    more: ofClaim("more"),
    lift: () => ask("lift"),
  };
}

const reopenOf = ({ id }: DeskClaim): DeskAction => ({
  kind: "decide",
  claimId: id,
  verdict: "reopen",
  reason: REOPEN_REASON,
});

const acceptOf = ({ id }: DeskClaim): DeskAction => ({
  kind: "decide",
  claimId: id,
  verdict: "accept",
  reason: ACCEPT_REASON,
});

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
