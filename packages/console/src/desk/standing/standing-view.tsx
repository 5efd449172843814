import type { DeskLinkedCase, DeskRecording } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { openLinked } from "../desk-client.ts";
import { whenText } from "../timeline/timeline-rows.ts";
import type { Desk } from "../use-desk.ts";
import { Members } from "./members.tsx";
import { Versions } from "./versions.tsx";

/** Who stands behind the case and its report, what it is held against, and which other cases it names. */
export function StandingView({ desk }: { readonly desk: Desk }): ReactElement {
  const { recordings, linked } = desk.shown;
  return (
    <main className="findings standing">
      <Members desk={desk} />
      <Versions desk={desk} />
      <section>
        <h2>Recordings</h2>
        {recordings.length === 0 && (
          <p className="soft">
            What is claimed is held against no recording yet. A post&apos;s journal, or a bundle of
            another party, joins with <code>tocsin case recording</code>.
          </p>
        )}
        <ul>
          {recordings.map((recording) => (
            <Recording key={recording.id} recording={recording} />
          ))}
        </ul>
      </section>
      <section>
        <h2>Linked cases</h2>
        <p className="soft">
          {linked.length === 0
            ? "No other case is named here. One is linked with "
            : "Nothing that they hold is counted or compared here; each opens at a desk of its own. Another is linked with "}
          <code>tocsin case link</code>.
        </p>
        <ul>
          {linked.map((each) => (
            <Linked key={`${each.caseId} ${each.sequence}`} linked={each} />
          ))}
        </ul>
      </section>
    </main>
  );
}

function Recording({ recording }: { readonly recording: DeskRecording }): ReactElement {
  const { id, name, site, place, from, to, notional, bundle } = recording;
  return (
    <li className="finding">
      <h3>
        <span className="soft">{id}</span> <bdi>{name}</bdi>
      </h3>
      <p>
        {site}: {place}, {stretchText(from, to)}
      </p>
      {notional && (
        <p className="soft">
          Notional: it shows what would have been recorded, and carries no finding.
        </p>
      )}
      {bundle !== null && (
        <p>
          A bundle of another party,{" "}
          {bundle.vouched
            ? "signed with the key that was given for it"
            : "signed with the key it names itself"}
          .{" "}
          {bundle.leftOut.length === 0
            ? "Nothing of this is left out of it."
            : `Left out of it, and not to be taken for absent: ${bundle.leftOut.join("; ")}.`}
        </p>
      )}
    </li>
  );
}

/** `3 May, 20:42 – 20:46 UTC, 2026`, of two times in ISO 8601 and UTC. */
const stretchText = (from: string, to: string): string =>
  `${whenText({ fromMs: Date.parse(from), toMs: Date.parse(to) })} UTC, ${from.slice(0, 4)}`;

const NOW: Readonly<Record<NonNullable<DeskLinkedCase["now"]>, string>> = {
  "as it was": "It stands as it was linked.",
  "has gone on": "It has gone on since.",
  "is not what was linked":
    "What lies beside this case is not what was linked: its record differs.",
};

/** The answer comes after the press: a browser that opens no window then shows the address. */
function Linked({ linked }: { readonly linked: DeskLinkedCase }): ReactElement {
  const { caseId, title, reason, by, sequence, now } = linked;
  const [opened, setOpened] = useState<string | null>(null);
  const { busy, problem, run } = useAction();
  const open = (): void =>
    run(async () => {
      const address = await openLinked(caseId);
      if (window.open(address, "_blank") === null) setOpened(address);
    });
  return (
    <li className="finding">
      <h3 dir="auto">{title}</h3>
      <p>
        <bdi>{reason}</bdi>{" "}
        <span className="soft">
          ({by}, at its record {sequence})
        </span>
      </p>
      <p data-wrong={now === "is not what was linked"}>
        {now === null
          ? "It does not lie beside this case: open it where it is, with tocsin case desk FOLDER."
          : NOW[now]}
      </p>
      {now !== null && (
        <div className="card-acts">
          <button type="button" className="button" disabled={busy} onClick={open}>
            Open it at a desk of its own
          </button>
          {opened !== null && (
            <a href={opened} target="_blank" rel="noreferrer">
              It is open here
            </a>
          )}
        </div>
      )}
      <Problem text={problem} />
    </li>
  );
}
