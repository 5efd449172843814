import { useSyncExternalStore } from "react";

/** Panels on both sides of the map, on one side, or on a sheet below it. */
export type Layout = "wide" | "medium" | "phone";

/** Made once: to ask the browser anew with each picture takes longer than the answer is worth. */
const WIDE = matchMedia("(min-width: 1240px)");
const MEDIUM = matchMedia("(min-width: 760px)");

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, layoutNow);
}

function layoutNow(): Layout {
  if (WIDE.matches) return "wide";
  return MEDIUM.matches ? "medium" : "phone";
}

function subscribe(listener: () => void): () => void {
  const queries = [WIDE, MEDIUM];
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}
