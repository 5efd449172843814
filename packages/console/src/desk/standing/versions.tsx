import type { DeskPublication, DeskReportVersion } from "@tocsin/sdk";
import type { ReactElement } from "react";

const ROLE_WORDS: Readonly<Record<string, string>> = {
  lead: "leads, and says who belongs",
  analyst: "analyst",
  reviewer: "reviewer",
  observer: "observes; may dissent, and approves nothing",
  former: "has left",
};

/** Who belongs to the case, and as what. */
export function Members({
  publication: { members, void: ignored },
}: {
  readonly publication: DeskPublication;
}): ReactElement {
  return (
    <section>
      <h2>Members</h2>
      {members.length === 0 ? (
        <p className="soft">
          Nobody stands behind this case by name yet. Each member makes a key of their own (
          <code>tocsin case key</code>); the first is a lead, who takes in the others (
          <code>tocsin case member</code>).
        </p>
      ) : (
        <ul className="standing-members">
          {members.map(({ name, role }) => (
            <li key={name}>
              <strong>
                <bdi>{name}</bdi>
              </strong>{" "}
              <span className="soft">{ROLE_WORDS[role] ?? role}</span>
            </li>
          ))}
        </ul>
      )}
      {ignored.length > 0 && (
        <div className="finding-alarm">
          <strong>Recorded, and counts for nothing:</strong>
          <ul>
            {ignored.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The versions of the report, the latest first, with what each member says of exactly that one. */
export function Versions({ publication }: { readonly publication: DeskPublication }): ReactElement {
  const { versions, approvalsNeeded } = publication;
  return (
    <section>
      <h2>Versions of the report</h2>
      {versions.length === 0 && (
        <p className="soft">
          None is put up. <code>tocsin case draft</code> writes the report as it stands; members
          then approve it or dissent, and when {approvalsNeeded} different members approve it can be
          published. What is published is never replaced, only corrected in the open.
        </p>
      )}
      <ul>
        {versions.toReversed().map((version) => (
          <Version key={version.version} version={version} needed={approvalsNeeded} />
        ))}
      </ul>
    </section>
  );
}

function Version(properties: {
  readonly version: DeskReportVersion;
  readonly needed: number;
}): ReactElement {
  const { version, needed } = properties;
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
      {corrects !== null && (
        <p>
          Corrects version {corrects.version}: <bdi>{corrects.changed}</bdi>{" "}
          <span className="soft">
            Why: <bdi>{corrects.why}</bdi>
          </span>
        </p>
      )}
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
      <p className="soft small">
        What they sign: <code>{manifest}</code>
      </p>
    </li>
  );
}

/** `2026-11-29 12:48 UTC`, of a time in ISO 8601 and UTC. */
const minuteText = (at: string): string =>
  `${at.slice(0, "2026-11-29T12:48".length).replace("T", " ")} UTC`;

function standingText(
  { version, approvals, published, correctedBy }: DeskReportVersion,
  needed: number,
): string {
  if (published !== null) {
    const by = `Published by ${published.by}, ${minuteText(published.at)}`;
    return correctedBy === null ? `${by}.` : `${by}; corrected by version ${correctedBy}.`;
  }
  return approvals < needed
    ? `Not published: ${approvals} of ${needed} approvals. Members sign it with tocsin case sign, or tocsin case dissent.`
    : `Approved by ${approvals}, and not published yet: tocsin case publish FOLDER ${version} --out DIR.`;
}
