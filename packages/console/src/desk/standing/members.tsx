import type { DeskKey } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import type { Desk } from "../use-desk.ts";
import { JoinDialog } from "./join-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { ROLE_WORDS } from "./role-words.ts";

type Person = DeskKey & { readonly role: string | null };

/** Who belongs to the case and as what, and who asks to. */
export function Members({ desk }: { readonly desk: Desk }): ReactElement {
  const { members, asking, void: ignored } = desk.shown.publication;
  const [open, setOpen] = useState<"join" | Person | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section>
      <h2>Members</h2>
      {members.length === 0 && (
        <p className="soft">
          Nobody stands behind this case by name yet. The first member leads it, and says who else
          belongs.
        </p>
      )}
      <ul className="standing-members">
        {members.map((member) => (
          <Member
            key={member.name}
            person={member}
            says={ROLE_WORDS[member.role] ?? member.role}
            act="Change …"
            onAct={() => setOpen(member)}
          />
        ))}
        {asking.map((person) => (
          <Member
            key={`${person.name} ${person.publicKey}`}
            person={{ ...person, role: null }}
            says="asks to be taken in, and counts for nothing yet"
            act={members.length === 0 ? "Sign as lead …" : "Take in …"}
            onAct={() => setOpen({ ...person, role: null })}
          />
        ))}
      </ul>
      <div className="card-acts">
        <button type="button" className="button" onClick={() => setOpen("join")}>
          {members.length === 0 ? "Lead this case …" : "Ask to be taken in …"}
        </button>
      </div>
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
      {open === "join" && <JoinDialog desk={desk} onClose={close} />}
      {open !== null && open !== "join" && (
        <MemberDialog desk={desk} person={open} onClose={close} />
      )}
    </section>
  );
}

function Member(properties: {
  readonly person: Person;
  readonly says: string;
  readonly act: string;
  readonly onAct: () => void;
}): ReactElement {
  const { person, says, act, onAct } = properties;
  return (
    <li>
      <span>
        <strong>
          <bdi>{person.name}</bdi>
        </strong>{" "}
        <span className="soft">{says}</span>
        <span className="standing-key soft small">
          {person.passkey === null ? "Key in a file" : "Passkey"} <code>{person.fingerprint}</code>
        </span>
      </span>
      <button
        type="button"
        className="button"
        aria-label={`${act.replace(" …", "")}: ${person.name}`}
        onClick={onAct}
      >
        {act}
      </button>
    </li>
  );
}
