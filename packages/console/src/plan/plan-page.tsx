import type { PlanRequest, SitePlan } from "@tocsin/sdk";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { getJson, postJson } from "../api/api-client.ts";
import { Page } from "../app/page.tsx";
import { elapsedText } from "../format/time.ts";
import { useWho } from "../identity/who.ts";
import { PlanAreas } from "./plan-areas.tsx";
import { PlanForm } from "./plan-form.tsx";
import { PlanSensors } from "./plan-sensors.tsx";
import "../styles/plan.css";

type Planning =
  | { readonly state: "none" }
  | { readonly state: "planning" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "ready"; readonly plan: SitePlan };

/** From where an attack would not be seen in time: for the site's own planners, each by name. */
export function PlanPage(): ReactElement {
  const who = useWho();
  const { planning, ask, cancel } = usePlanning();
  if (who?.permissions.includes("plan") !== true)
    return (
      <Page title="Plan">
        <p>
          A plan shows where protection has gaps. It is for the site's own planners: ask an
          administrator for the role <em>planner</em>, and sign in with it.
        </p>
        <a href="#/live">Back to the live screen</a>
      </Page>
    );
  return (
    <Page title="From where would an attack not be seen in time?">
      <p className="plan-caution">
        <strong>Shows where protection has gaps.</strong> For the site's own planners only, not to
        be passed on. What you keep of it names you, {who.account?.name ?? "its reader"}.
      </p>
      <PlanForm busy={planning.state === "planning"} onAsk={ask} />
      {planning.state === "planning" && <Working onCancel={cancel} />}
      {planning.state === "failed" && <p role="alert">{planning.message}</p>}
      {planning.state === "ready" && <Plan plan={planning.plan} />}
    </Page>
  );
}

function Plan({ plan }: { readonly plan: SitePlan }): ReactElement {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([plan.page], { type: "text/html;charset=utf-8" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [plan]);
  return (
    <>
      {plan.notes.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <PlanSensors sensors={plan.sensors} />
      <PlanAreas areas={plan.areas} />
      {url !== null && (
        <p className="plan-keep">
          <a className="button" href={url} download="plan.html">
            Save this plan
          </a>
          <span className="soft small">
            One page that says what it shows, and that it was given to {plan.givenTo}.
          </span>
        </p>
      )}
    </>
  );
}

function usePlanning(): {
  readonly planning: Planning;
  readonly ask: (request: PlanRequest) => void;
  readonly cancel: () => void;
} {
  const [planning, setPlanning] = useState<Planning>({ state: "none" });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const ask = (request: PlanRequest): void => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    const set = (next: Planning): void => {
      if (!abort.signal.aborted) setPlanning(next);
    };
    setPlanning({ state: "planning" });
    postJson<SitePlan>("/api/plan", request, {}, abort.signal)
      .then((plan) => set({ state: "ready", plan }))
      .catch((error: unknown) =>
        set({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
      );
  };
  const cancel = (): void => {
    current.current?.abort();
    setPlanning({ state: "none" });
  };
  return { planning, ask, cancel };
}

/** How far the plan is, asked once a second; null before the first answer. */
function useProgress(): { readonly seconds: number; readonly share: number | null } {
  const [seconds, setSeconds] = useState(0);
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setInterval(() => {
      setSeconds((before) => before + 1);
      getJson<{ readonly done: number; readonly of: number }>("/api/plan/progress", abort.signal)
        .then(({ done, of }) => setShare(of === 0 ? 0 : done / of))
        // The answer to the plan itself says what is wrong; until then nothing is known of how far it is.
        .catch(() => setShare(null));
    }, 1_000);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, []);
  return { seconds, share };
}

function Working({ onCancel }: { readonly onCancel: () => void }): ReactElement {
  const { seconds, share } = useProgress();
  return (
    <p className="plan-working">
      <span role="status">Flying every approach against the sensors…</span>
      <progress aria-label="Done" value={share ?? undefined} />
      {share !== null && <span className="number">{Math.floor(100 * share)} %</span>}
      <span className="soft number">{elapsedText(seconds)}</span>
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
    </p>
  );
}
