import { type ReactElement, useEffect, useRef, useState } from "react";
import { getReport } from "../api/api-client.ts";
import type { WhyQuery } from "../api/why-query.ts";
import { elapsedText } from "../format/time.ts";

type Making =
  | { readonly state: "none" }
  | { readonly state: "making"; readonly abort: AbortController }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "made"; readonly url: string };

/** Makes the incident report that `tocsin report` makes: a page to open, to keep, and to print. */
export function ReportMaker(properties: {
  readonly sourceId: string;
  readonly query: WhyQuery;
}): ReactElement {
  const { making, make, cancel } = useMaking(properties);
  if (making.state === "made")
    return (
      <p className="report-maker" role="status">
        <strong>The report is made.</strong>
        <a className="button-strong" href={making.url} target="_blank" rel="noreferrer">
          Open it
        </a>
        <a className="button" href={making.url} download="incident.html">
          Save it
        </a>
        <span className="soft small">Open it to print it, or to save it as a PDF.</span>
      </p>
    );
  if (making.state === "making")
    return (
      <p className="report-maker">
        <span role="status">Running the record again…</span>
        <Elapsed />
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
      </p>
    );
  return (
    <p className="report-maker">
      <button type="button" className="button" onClick={make}>
        Make a report
      </button>
      {making.state === "failed" ? (
        <span role="alert">{making.message}</span>
      ) : (
        <span className="soft small">
          One page that others can check: what happened, why, and what would have changed it.
        </span>
      )}
    </p>
  );
}

function useMaking(properties: { readonly sourceId: string; readonly query: WhyQuery }): {
  readonly making: Making;
  readonly make: () => void;
  readonly cancel: () => void;
} {
  const { sourceId, query } = properties;
  const [making, setMaking] = useState<Making>({ state: "none" });
  const current = useRef(making);
  current.current = making;
  useEffect(() => () => letGo(current.current), []);
  const make = (): void => {
    const abort = new AbortController();
    setMaking({ state: "making", abort });
    const set = (next: Making): void => {
      if (!abort.signal.aborted) setMaking(next);
    };
    getReport(sourceId, query, abort.signal)
      .then((page) => set({ state: "made", url: URL.createObjectURL(page) }))
      .catch((error: unknown) =>
        set({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
      );
  };
  const cancel = (): void => {
    letGo(making);
    setMaking({ state: "none" });
  };
  return { making, make, cancel };
}

/** Nobody waits for it, or holds it, any more. A page that was opened stays open. */
function letGo(making: Making): void {
  if (making.state === "making") making.abort.abort();
  if (making.state === "made") URL.revokeObjectURL(making.url);
}

function Elapsed(): ReactElement {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <span className="soft number">{elapsedText(seconds)}</span>;
}
