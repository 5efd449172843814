import type { ObservationList } from "@tocsin/sdk";
import { useEffect, useState } from "react";
import { ApiError, getJson } from "../api/api-client.ts";
import { useWho } from "../identity/who.ts";

/** Between two questions: people who report are not many, and what they report is on the map of the tracker at once. */
const ASK_AGAIN_MS = 3_000;

/**
 * What people reported, for those who act on warnings, kept up to date; null for others, and where the site takes no reports. When the
 * server does not answer for a while, what was known stays: that the connection is lost is said elsewhere.
 */
export function useReports(): ObservationList | null {
  const isAllowed = useWho()?.permissions.includes("operate") === true;
  const [list, setList] = useState<ObservationList | null>(null);
  useEffect(() => {
    setList(null);
    if (!isAllowed) return undefined;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = async (): Promise<void> => {
      const isOff = await getJson<ObservationList>("/api/observations", abort.signal).then(
        (answer) => {
          setList(answer.isOn ? answer : null);
          return !answer.isOn;
        },
        (error: unknown) => error instanceof ApiError && (error.status ?? 500) < 500,
      );
      if (!abort.signal.aborted && !isOff) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      abort.abort();
      if (timer !== null) clearTimeout(timer);
    };
  }, [isAllowed]);
  return list;
}
