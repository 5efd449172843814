import { useSyncExternalStore } from "react";

export const DESK_VIEWS = [
  "read",
  "compare",
  "timeline",
  "copies",
  "findings",
  "exhibits",
  "case",
] as const;

/** What of the case is shown. It stands behind `#`, so that the browser's own back works. */
export interface DeskRoute {
  readonly view: (typeof DESK_VIEWS)[number];
  /** null: the first. */
  readonly accountId: string | null;
  readonly claimId: string | null;
}

export function parseDeskRoute(hash: string): DeskRoute {
  const [view = "", accountId = "", claimId = ""] = hash
    .replace(/^#\/?/, "")
    .split("/")
    .map(decode);
  return {
    view: DESK_VIEWS.find((known) => known === view) ?? "read",
    accountId: accountId === "" ? null : accountId,
    claimId: claimId === "" ? null : claimId,
  };
}

export const deskHash = ({ view, accountId, claimId }: DeskRoute): string =>
  `#/${[view, accountId, claimId]
    .flatMap((part) => (part === null ? [] : [encodeURIComponent(part)]))
    .join("/")}`;

/** Shows something else. Going from claim to claim leaves no trail to go back over. */
export function goTo(route: DeskRoute, trail: "trail" | "no trail" = "trail"): void {
  const hash = deskHash(route);
  if (hash === location.hash) return;
  if (trail === "trail") {
    location.hash = hash;
    return;
  }
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useDeskRoute(): DeskRoute {
  return parseDeskRoute(useSyncExternalStore(subscribe, () => location.hash));
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
