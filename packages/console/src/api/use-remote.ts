import { useEffect, useState } from "react";

/** What is known of something that is fetched. */
export type Remote<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "ready"; readonly value: T };

/**
 * Fetches when `key` changes, and forgets what was fetched for another key. `load` may be a new function at each
 * call; only the key decides.
 */
export function useRemote<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Remote<T> {
  const [held, setHeld] = useState<{ key: string; remote: Remote<T> } | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const keep = (remote: Remote<T>): void => {
      if (!abort.signal.aborted) setHeld({ key, remote });
    };
    load(abort.signal).then(
      (value) => keep({ state: "ready", value }),
      (error: unknown) =>
        keep({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => abort.abort();
    // `load` is left out on purpose: the key stands for it.
  }, [key]);
  return held?.key === key ? held.remote : { state: "loading" };
}

/** Two things that are shown together: here once both are, failed as soon as one is. */
export function bothOf<A, B>(a: Remote<A>, b: Remote<B>): Remote<readonly [A, B]> {
  if (a.state === "ready" && b.state === "ready")
    return { state: "ready", value: [a.value, b.value] };
  const failed = [a, b].find(({ state }) => state === "failed");
  return failed?.state === "failed" ? failed : { state: "loading" };
}
