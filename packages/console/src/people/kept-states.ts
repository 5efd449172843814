import { agedBy, type KeptState, readBroadcast } from "@tocsin/sdk";

/** Apart from the settings: where a phone has no room for these, it keeps the rest. */
const NAME = "tocsin-people-states";
/** Each holds its texts in every language of the site, and a phone has little room. */
const KEPT_MAX = 20;

interface Kept {
  /** By the phone's wall clock. */
  readonly atMs: number;
  readonly states: readonly KeptState[];
}

type Store = Pick<Storage, "getItem" | "setItem">;
/** Asking for it fails already where a browser keeps nothing. */
const ofBrowser = (): Store => localStorage;

/** Keeps what holds, what concerns the person first: a page that is opened again without a network shows it on. */
export function keepStates(states: readonly KeptState[], nowMs: number, store = ofBrowser): void {
  const kept: Kept = { atMs: nowMs, states: states.slice(0, KEPT_MAX) };
  try {
    store().setItem(NAME, JSON.stringify(kept));
  } catch {
    // Then it holds for as long as the page is open.
  }
}

/**
 * What was kept and still holds. A wall clock that was set back meanwhile makes nothing younger than it was kept; one that was set ahead
 * ends it early, and it is fetched again.
 */
export function readStates(nowMs: number, store = ofBrowser): readonly KeptState[] {
  try {
    const { atMs, states } = JSON.parse(store().getItem(NAME) ?? "") as Kept;
    const awayMs = Math.max(0, nowMs - atMs);
    return states
      .filter(({ leftMs, state }) => leftMs > awayMs && isState(state))
      .map((one) => agedBy(one, awayMs));
  } catch {
    // Nothing was kept, or by another version of this page.
    return [];
  }
}

const isState = (state: unknown): boolean =>
  readBroadcast("warning-state", new TextEncoder().encode(JSON.stringify(state))).ok;
