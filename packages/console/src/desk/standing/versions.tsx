import type { DeskReportVersion } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { getReport } from "../desk-client.ts";
import type { Desk } from "../use-desk.ts";
import { DraftDialog } from "./draft-dialog.tsx";
import { StatementDialog } from "./statement-dialog.tsx";

/** The versions of the report, the latest first, with what each member says of exactly that one. */
export function Versions({ desk }: { readonly desk: Desk }): ReactElement {
  const { versions, approvalsNeeded } = desk.shown.publication;
  const [isDrafting, setIsDrafting] = useState(false);
  const published = versions.findLast((each) => each.published !== null)?.version ?? null;
  return (
    <section>
      <h2>Versions of the report</h2>
      {versions.length === 0 && (
        <p className="soft">
          None is put up. Members approve a version or dissent from it; when {approvalsNeeded}{" "}
          different members approve, it can be published. What is published is never replaced, only
          corrected in the open.
        </p>
      )}
      <div className="card-acts">
        <button type="button" className="button" onClick={() => setIsDrafting(true)}>
          {published === null ? "Put up the report as it stands …" : "Put up a correction …"}
        </button>
      </div>
      <ul>
        {versions.toReversed().map((version) => (
          <Version key={version.version} desk={desk} version={version} needed={approvalsNeeded} />
        ))}
      </ul>
      {isDrafting && (
        <DraftDialog desk={desk} published={published} onClose={() => setIsDrafting(false)} />
      )}
    </section>
  );
}

function Version(properties: {
  readonly desk: Desk;
  readonly version: DeskReportVersion;
  readonly needed: number;
}): ReactElement {
  const { desk, version, needed } = properties;
  const { manifest, corrects, statements } = version;
  return (
    <li
      className="finding"
      data-stands={version.published !== null && version.correctedBy === null}
    >
      <h3>Version {version.version}</h3>
      <p>
        <strong>{standingText(version, needed)}</strong>
      </p>
      {version.published !== null && (
        <p className="soft">
          It lies in the case&apos;s folder under <code>published/version-{version.version}</code>,
          if it was published at a desk; <code>tocsin case verify</code> checks it there.
        </p>
      )}
      {corrects !== null && (
        <p>
          Corrects version {corrects.version}: <bdi>{corrects.changed}</bdi>{" "}
          <span className="soft">
            Why: <bdi>{corrects.why}</bdi>
          </span>
        </p>
      )}
      <Statements statements={statements} />
      <VersionActs desk={desk} version={version} isEnough={version.approvals >= needed} />
      <p className="soft small">
        What they sign: <code>{manifest}</code>
      </p>
    </li>
  );
}

function Statements({ statements }: Pick<DeskReportVersion, "statements">): ReactElement | null {
  if (statements.length === 0) return null;
  return (
    <ul className="standing-statements">
      {statements.map(({ name, role, stance, words, at }) => (
        <li key={name} data-stance={stance}>
          <strong>{stance === "approve" ? "Approves" : "Dissents"}</strong>: <bdi>{name}</bdi>{" "}
          <span className="soft">
            {role}, <time dateTime={at}>{minuteText(at)}</time>
          </span>
          {words !== "" && <blockquote dir="auto">{words}</blockquote>}
        </li>
      ))}
    </ul>
  );
}

/** The page comes after the press: a browser that opens no window then shows the link. */
function VersionActs(properties: {
  readonly desk: Desk;
  readonly version: DeskReportVersion;
  readonly isEnough: boolean;
}): ReactElement {
  const { desk, version, isEnough } = properties;
  const [saying, setSaying] = useState<"approve" | "dissent" | null>(null);
  const [page, setPage] = useState<string | null>(null);
  const { busy, problem, run } = useAction();
  const read = (): void =>
    run(async () => {
      const address = page ?? URL.createObjectURL(await getReport(version.version));
      setPage(address);
      window.open(address, "_blank");
    });
  const publish = (): void => run(() => desk.stand({ kind: "publish", version: version.version }));
  const isOpen = version.published === null;
  const canSay = isOpen && desk.shown.publication.members.length > 0;
  return (
    <>
      <div className="card-acts">
        <button type="button" className="button" disabled={busy} onClick={read}>
          Read it
        </button>
        {canSay && (
          <>
            <button type="button" className="button" onClick={() => setSaying("approve")}>
              Approve …
            </button>
            <button type="button" className="button" onClick={() => setSaying("dissent")}>
              Dissent …
            </button>
          </>
        )}
        {isOpen && isEnough && (
          <button type="button" className="button-strong" disabled={busy} onClick={publish}>
            Publish version {version.version}
          </button>
        )}
        {page !== null && (
          <a href={page} target="_blank" rel="noreferrer">
            The report as a page
          </a>
        )}
      </div>
      <Problem text={problem} />
      {saying !== null && (
        <StatementDialog
          desk={desk}
          version={version}
          stance={saying}
          onClose={() => setSaying(null)}
        />
      )}
    </>
  );
}

/** `2026-11-29 12:48 UTC`, of a time in ISO 8601 and UTC. */
const minuteText = (at: string): string =>
  `${at.slice(0, "2026-11-29T12:48".length).replace("T", " ")} UTC`;

function standingText(
  { approvals, published, correctedBy }: DeskReportVersion,
  needed: number,
): string {
  if (published !== null) {
    const by = `Published by ${published.by}, ${minuteText(published.at)}`;
    return correctedBy === null ? `${by}.` : `${by}; corrected by version ${correctedBy}.`;
  }
  return approvals < needed
    ? `Not published: ${approvals} of ${needed} approvals.`
    : `Approved by ${approvals}, and not published yet.`;
}
