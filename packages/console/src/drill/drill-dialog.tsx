import type { DrillChannelsInfo, ShownDrill, SourceDetail } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { getDrillReadiness, postJson } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { clockText, zoneName } from "../format/time.ts";
import { Problem } from "../identity/card.tsx";
import { MayNot, useWhyNot } from "../identity/may-not.tsx";
import { useAction } from "../identity/use-action.ts";
import { Choice, Line, Why } from "../operate/act-fields.tsx";
import { lengthText } from "../operate/acts.ts";
import { Dialog } from "../operate/dialog.tsx";
import { areaName } from "../screen/names.ts";
import {
  type DrillDraft,
  drillAreas,
  drillRequestOf,
  isComplete,
  threatText,
} from "./drill-request.ts";

const MINUTE_S = 60;
const REASONS = ["The regular exercise", "To train new people", "To try sirens and phones"];

/** An exercise beside the post: what, where, when and why, then once more what that will be, then its beginning. */
export function DrillDialog(properties: {
  readonly detail: SourceDetail;
  readonly timeZone: string;
  /** The post's time. */
  readonly nowUs: number;
  readonly onClose: () => void;
}): ReactElement {
  const { detail, onClose } = properties;
  const whyNot = useWhyNot("drill");
  const [draft, setDraft] = useState<DrillDraft>(() => ({
    threat: "rocket",
    scenario: "",
    areaId: drillAreas(detail.site)[0]?.id ?? "",
    inS: 0,
    reason: "",
  }));
  const [isSeen, setSeen] = useState(false);
  return (
    <Dialog
      title={isSeen ? "Start this exercise?" : "Start an exercise"}
      about={detail.site.name}
      onClose={onClose}
      {...(isSeen ? { onBack: () => setSeen(false) } : {})}
    >
      {whyNot !== null ? (
        <MayNot what="You cannot start an exercise." why={whyNot} />
      ) : isSeen ? (
        <Confirmation {...properties} draft={draft} />
      ) : (
        <IfOneCanBegin>
          <Form
            detail={detail}
            draft={draft}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
            onDone={() => setSeen(true)}
          />
        </IfOneCanBegin>
      )}
    </Dialog>
  );
}

/** Why none can begin now stands before anything is filled in; where it could not be asked, the last step says it. */
function IfOneCanBegin({ children }: { readonly children: ReactElement }): ReactElement {
  const [asked, setAsked] = useState(0);
  const readiness = useRemote(`drill readiness ${String(asked)}`, getDrillReadiness);
  const refusal = readiness.state === "ready" ? readiness.value.refusal : null;
  // The form is not shown for the moment in which it is looked again.
  if (readiness.state === "loading" && asked > 0) return <p role="status">Looking again…</p>;
  if (refusal === null) return children;
  return (
    <div className="act-form">
      <MayNot what="No exercise can begin now:" why={`${refusal}.`} />
      <button type="button" className="button" onClick={() => setAsked(asked + 1)}>
        Look again
      </button>
    </div>
  );
}

function Form(properties: {
  readonly detail: SourceDetail;
  readonly draft: DrillDraft;
  readonly onChange: (change: Partial<DrillDraft>) => void;
  readonly onDone: () => void;
}): ReactElement {
  const { detail, draft, onChange, onDone } = properties;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDone();
  };
  return (
    <form className="act-form" onSubmit={submit}>
      <p>
        Made-up objects, and everything that follows from them: decisions, warnings, sirens. It all
        says <em>exercise</em>, and real protection goes on beside it.
      </p>
      <Choice
        legend="What comes"
        options={[
          { value: "rocket", text: "A rocket" },
          { value: "drone", text: "A drone" },
          { value: "scenario", text: "Something prepared" },
        ]}
        value={draft.threat}
        onChange={(threat) => onChange({ threat: threat as DrillDraft["threat"] })}
      />
      {draft.threat === "scenario" ? (
        <Line
          label="Name of the scenario, or its file on the post's machine"
          value={draft.scenario}
          maxLength={200}
          onChange={(scenario) => onChange({ scenario })}
        />
      ) : (
        <Choice
          legend="Where it comes"
          options={drillAreas(detail.site).map(({ id, name }) => ({ value: id, text: name }))}
          value={draft.areaId}
          onChange={(areaId) => onChange({ areaId })}
        />
      )}
      <Choice
        legend="When"
        options={[0, 10 * MINUTE_S, 60 * MINUTE_S].map((s) => ({
          value: String(s),
          text: s === 0 ? "Now" : `In ${lengthText(s)}`,
        }))}
        value={String(draft.inS)}
        onChange={(value) => onChange({ inS: Number(value) })}
      />
      <Why reasons={REASONS} onChange={(reason) => onChange({ reason })} />
      <button type="submit" className="button-strong" disabled={!isComplete(draft)}>
        Look it over
      </button>
    </form>
  );
}

function Confirmation(properties: {
  readonly detail: SourceDetail;
  readonly timeZone: string;
  readonly nowUs: number;
  readonly draft: DrillDraft;
  readonly onClose: () => void;
}): ReactElement {
  const { detail, timeZone, draft, onClose } = properties;
  const [nowUs] = useState(properties.nowUs);
  const { busy, problem, run } = useAction();
  const request = drillRequestOf(draft, nowUs);
  const start = (): void =>
    run(async () => {
      await postJson<ShownDrill>("/api/drill", request);
      onClose();
    });
  return (
    <div className="act-form">
      <p>
        <strong>{threatText(draft, areaName(detail, draft.areaId))}</strong>,{" "}
        {request.atUs === null
          ? "now"
          : `at ${clockText(request.atUs, timeZone)} (${zoneName(timeZone)})`}
        : {request.reason}.
      </p>
      <Told channels={detail.drillChannels} />
      <p>
        A real warning ends it at once, everywhere. Whoever is on duty can end it. Your name stands
        beside it in the record.
      </p>
      <Problem text={problem} />
      <button type="button" className="button-strong" disabled={busy} onClick={start}>
        Start the exercise
      </button>
    </div>
  );
}

/** Whom an exercise reaches: only what the site file keeps for exercises alone. */
function Told({ channels }: { readonly channels: DrillChannelsInfo | undefined }): ReactElement {
  const { carries = [], leftOut = [] } = channels ?? {};
  return (
    <>
      {carries.length === 0 ? (
        <p className="notice">
          Nobody but these screens will notice: the site file keeps no channel for exercises alone.
        </p>
      ) : (
        <p>
          It is told over <strong>{carries.join(", ")}</strong>, and over nothing that carries real
          warnings.
        </p>
      )}
      {leftOut.length > 0 && <p className="soft">Without {leftOut.join("; ")}.</p>}
    </>
  );
}
