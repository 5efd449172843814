import type { SourceDetail, Story } from "@tocsin/sdk";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { getSource, getTimeline } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { AccountsTable } from "./accounts-table.tsx";
import { DecidingRecords } from "./deciding-records.tsx";
import { QuestionStrip } from "./question-strip.tsx";
import { frameOf } from "./scene.ts";
import { type Trace, traceOf } from "./trace.ts";
import { VariantPanel } from "./variant-panel.tsx";
import { VariantTabs } from "./variant-tabs.tsx";
import { makeVariants, type Variant } from "./variant.ts";
import "./story.css";
import "./story-table.css";

const NO_TRACES: ReadonlyMap<string, Trace> = new Map();

/** An event that nobody has explained yet: on the left what may have happened, on the right what was said. */
export function StoryView({ story }: { readonly story: Story }): ReactElement {
  const ids = story.variants.map(({ id }) => id);
  const details = useRemote(`details ${ids.join(" ")}`, (signal) =>
    Promise.all(ids.map((id) => getSource(id, signal))),
  );
  return (
    <>
      <header className="story-head">
        <h1>{story.title}</h1>
        <p>
          {story.summary} Tocsin runs each of them and says what activated, what did not, and why.
        </p>
        <p className="notional">
          <b>Everything drawn is notional.</b> What was reported is cited.
        </p>
      </header>
      {details.state === "loading" && <p className="soft">Reading the recordings…</p>}
      {details.state === "failed" && <p role="alert">{details.message}</p>}
      {details.state === "ready" && <StoryBody story={story} details={details.value} />}
    </>
  );
}

function StoryBody(properties: {
  readonly story: Story;
  readonly details: readonly SourceDetail[];
}): ReactElement | null {
  const { story, details } = properties;
  const variants = useMemo(() => makeVariants(details), [details]);
  const frame = useMemo(() => frameOf(details), [details]);
  const traces = useTraces(variants);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const selected = variants.find(({ id }) => id === selectedId) ?? variants[0];
  if (selected === undefined) return null;
  const select = ({ id }: Variant): void => setSelectedId(id);
  return (
    <>
      <QuestionStrip variants={variants} accounts={story.accounts} traces={traces} />
      <div className="story-columns">
        <section className="variants" aria-labelledby="variants-title">
          <h2 id="variants-title">What may have happened</h2>
          <VariantTabs
            variants={variants}
            traces={traces}
            frame={frame}
            selected={selected}
            pointedAt={pointedAt}
            select={select}
          />
          <VariantPanel variant={selected} frame={frame} trace={traces.get(selected.id) ?? null} />
          <DecidingRecords variants={variants} />
        </section>
        <AccountsTable
          accounts={story.accounts}
          variants={variants}
          selected={selected}
          select={select}
          pointAt={(variant) => setPointedAt(variant?.id ?? null)}
        />
      </div>
    </>
  );
}

/** The recordings are long and come one after the other once the page stands; until then sketches lack their paths. */
function useTraces(variants: readonly Variant[]): ReadonlyMap<string, Trace> {
  const [traces, setTraces] = useState(NO_TRACES);
  const ids = variants.map(({ id }) => id).join(" ");
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      for (const { id } of variants) {
        const trace = traceOf(await getTimeline(id, abort.signal));
        if (abort.signal.aborted) return;
        setTraces((known) => new Map([...known, [id, trace]]));
      }
    };
    // Without its recording a variant still has its answer, which came with the page.
    load().catch(() => undefined);
    return () => abort.abort();
    // The ids stand for the variants.
  }, [ids]);
  return traces;
}
