import { useSyncExternalStore } from "react";

/** Panels on both sides of the map, on one side, or on a sheet below it. */
export type Layout = "wide" | "medium" | "phone";

const WIDE = "(min-width: 1240px)";
const MEDIUM = "(min-width: 760px)";

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, layoutNow);
}

function layoutNow(): Layout {
  if (matchMedia(WIDE).matches) return "wide";
  return matchMedia(MEDIUM).matches ? "medium" : "phone";
}

function subscribe(listener: () => void): () => void {
  const queries = [matchMedia(WIDE), matchMedia(MEDIUM)];
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}
