import type { DeskAction, DeskCase, DeskStanding } from "@tocsin/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { ActiveTime } from "./active-time.ts";
import type { DeskRoute } from "./desk-route.ts";
import { enter, getCase, getText, sendDone, sendStanding } from "./desk-client.ts";

/** A case in this window: what it holds, and how something is done in it. */
export interface Desk {
  readonly shown: DeskCase;
  /** What was last refused, in words. */
  readonly problem: string | null;
  /** Records an action, of an account where it is about one; resolves with whether it was taken. One after the other. */
  readonly act: (accountId: string | null, action: DeskAction) => Promise<boolean>;
  /** Does what members do. Throws with the words of the refusal, where somebody waits for them. */
  readonly stand: (wanted: DeskStanding) => Promise<void>;
}

/** `loading` until the case is here; a text: why it is not. */
export function useDesk(route: DeskRoute): Desk | "loading" | { readonly why: string } {
  const [shown, setShown] = useState<DeskCase | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // An address that names no account shows the first one: the time is that one's, too.
  const first = shown?.accounts[0]?.id ?? null;
  const takeActive = useActiveTime(route.view === "read" ? (route.accountId ?? first) : null);
  const waiting = useRef<Waiting>({ length: 0, last: null, end: Promise.resolve() });
  useEffect(() => {
    const told = (error: unknown): void => setWhy(wordsOf(error));
    entered().then(getCase).then(setShown, told);
    // Somebody else, or a command line, may have decided meanwhile.
    const refresh = (): void => {
      if (document.visibilityState === "visible" && waiting.current.length === 0)
        getCase().then(setShown, () => undefined);
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, []);
  const act = useCallback(
    (accountId: string | null, action: DeskAction): Promise<boolean> => {
      const { current: queue } = waiting;
      const asked = JSON.stringify(action);
      // A key that is held down says the same again; whoever is faster than the disk says something else.
      if (queue.last === asked && action.kind !== "take-back") return Promise.resolve(false);
      queue.last = asked;
      queue.length += 1;
      const done = queue.end.then(async () => {
        setProblem(null);
        try {
          const activeS = accountId === null ? 0 : takeActive(accountId);
          setShown(await sendDone({ action, accountId, activeS }));
          return true;
        } catch (error) {
          setProblem(wordsOf(error));
          return false;
        } finally {
          queue.length -= 1;
          if (queue.length === 0) queue.last = null;
        }
      });
      queue.end = done;
      return done;
    },
    [takeActive],
  );
  const stand = useCallback(async (wanted: DeskStanding): Promise<void> => {
    setShown(await sendStanding(wanted));
  }, []);
  if (why !== null) return { why };
  return shown === null ? "loading" : { shown, problem, act, stand };
}

/** What was asked for and is not recorded yet, in order: none of it is lost because the one before takes its time. */
interface Waiting {
  length: number;
  /** What was asked for last; null where nothing waits. */
  last: string | null;
  end: Promise<unknown>;
}

/** Entered once, though a part of the page may be set up twice. */
let entering: Promise<void> | null = null;
const entered = (): Promise<void> => (entering ??= enter());

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const ACTIVITY = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove", "focus"] as const;

/** Measures how long the open account has somebody's attention; gives what is due to a decision. */
function useActiveTime(openAccountId: string | null): (accountId: string) => number {
  const [time] = useState(() => new ActiveTime());
  useEffect(() => {
    const note = (): void =>
      time.note(document.hasFocus() ? openAccountId : null, performance.now());
    const away = (): void => time.note(null, performance.now());
    note();
    for (const name of ACTIVITY) addEventListener(name, note, { passive: true });
    addEventListener("blur", away);
    return () => {
      for (const name of ACTIVITY) removeEventListener(name, note);
      removeEventListener("blur", away);
    };
  }, [openAccountId, time]);
  return useCallback((accountId) => time.take(accountId, performance.now()), [time]);
}

/** The text of an account; null until it is here. A text never changes. */
export function useText(accountId: string | null): string | null {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const known = accountId === null ? undefined : texts.get(accountId);
  useEffect(() => {
    if (accountId === null || known !== undefined) return undefined;
    let current = true;
    void (async () => {
      const text = await getText(accountId).catch(() => null);
      if (current && text !== null) setTexts((before) => new Map(before).set(accountId, text));
    })();
    return () => {
      current = false;
    };
  }, [accountId, known]);
  return known ?? null;
}
