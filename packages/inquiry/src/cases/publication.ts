import type { MemberSignature } from "@tocsin/sdk";
import { memberText, statementText } from "@tocsin/sdk/inquiry";
import type { ActionOf, CaseAction } from "./case-action.ts";

type Member = Pick<ActionOf<"member">, "memberId" | "role" | "publicKey">;
type Draft = ActionOf<"draft">;
type Statement = ActionOf<"statement">;

/** Whether a signature over a text is of the key. The package has no cryptography of its own. */
export type IsSigned = (text: string, publicKey: string, signature: MemberSignature) => boolean;

/** One version of a report, with what members say of exactly that one. */
export interface ReportVersionStanding {
  readonly version: number;
  readonly manifest: string;
  readonly sequence: number;
  readonly chain: string;
  readonly corrects: Draft["corrects"];
  /** What each member said last, in the order in which they first spoke. */
  readonly statements: readonly (Pick<
    Statement,
    "memberId" | "stance" | "words" | "at" | "signature"
  > & { readonly role: Member["role"]; readonly publicKey: string })[];
  /** When it was published, and by whose hand; null where it is not. */
  readonly published: { readonly by: string; readonly at: string } | null;
  /** A published version that a later published one corrects. */
  readonly correctedBy: number | null;
}

/** Who belongs to a case, its report's versions, and what is wrong with what was recorded of them. */
export interface Publication {
  readonly members: readonly Member[];
  /** Keys that somebody named in asking to be taken in; answered once a lead has signed for that name since. */
  readonly asked: readonly (Pick<ActionOf<"ask-to-join">, "memberId" | "publicKey" | "passkey"> & {
    readonly answered: boolean;
  })[];
  readonly versions: readonly ReportVersionStanding[];
  /** Records that count for nothing, each with why. */
  readonly void: readonly string[];
}

/** So many different members approve a version before it is published. */
export const APPROVALS_NEEDED = 2;

/** Roles whose approval counts towards publication. */
const APPROVES: ReadonlySet<Member["role"]> = new Set(["lead", "analyst", "reviewer"]);

/**
 * Works out who belongs to a case and which versions of its report stand. A record that is not signed by whom it must be, or comes too early,
 * counts for nothing and is listed: nobody becomes a member, and nothing is published, by writing to a file.
 */
export function publicationOf(
  actions: readonly CaseAction[],
  caseId: string,
  isSigned: IsSigned,
): Publication {
  let state: Publication = { members: [], asked: [], versions: [], void: [] };
  for (const action of actions) {
    const refused = publicationRefusal(state, action, caseId, isSigned);
    state =
      refused === null
        ? after(state, action)
        : { ...state, void: [...state.void, `${action.kind} of ${action.at}: ${refused}`] };
  }
  return state;
}

/** Why an action counts for nothing, in words; null where it counts, or concerns neither members nor reports. */
export function publicationRefusal(
  state: Publication,
  action: CaseAction,
  caseId: string,
  isSigned: IsSigned,
): string | null {
  const { kind } = action;
  if (kind === "ask-to-join") return askRefusal(state, action);
  if (kind === "member") return memberRefusal(state, action, caseId, isSigned);
  if (kind === "draft") return draftRefusal(state, action);
  if (kind === "statement") return statementRefusal(state, action, caseId, isSigned);
  return kind === "publish" ? publishRefusal(state, action) : null;
}

/** What is asked twice is refused; of two who name one key a lead takes in whose it is. */
function askRefusal(
  { members, asked }: Publication,
  { memberId, publicKey }: ActionOf<"ask-to-join">,
): string | null {
  const owner = members.find((each) => each.publicKey === publicKey);
  if (owner !== undefined) return `that key is ${owner.memberId}'s`;
  return asked.some((each) => each.publicKey === publicKey && each.memberId === memberId)
    ? `${memberId} asked with that key already`
    : null;
}

function memberRefusal(
  { members }: Publication,
  action: ActionOf<"member">,
  caseId: string,
  isSigned: IsSigned,
): string | null {
  const first = members.length === 0;
  const signer = members.find(({ memberId }) => memberId === action.signedBy);
  if (first && (action.role !== "lead" || action.signedBy !== action.memberId))
    return "the first member is a lead, who signs";
  if (!first && signer?.role !== "lead") return `${action.signedBy} is no lead of this case`;
  const other = members.find(
    ({ publicKey, memberId }) => publicKey === action.publicKey && memberId !== action.memberId,
  );
  if (other !== undefined) return `that key is ${other.memberId}'s`;
  const others = members.filter(({ memberId }) => memberId !== action.memberId);
  if (action.role !== "lead" && !others.some(({ role }) => role === "lead"))
    return "the case would have no lead";
  const publicKey = first ? action.publicKey : (signer?.publicKey ?? "");
  return isSigned(memberText(caseId, action), publicKey, action.signature)
    ? null
    : `it is not signed by ${action.signedBy}`;
}

function draftRefusal({ versions }: Publication, action: Draft): string | null {
  const next = (versions.at(-1)?.version ?? 0) + 1;
  if (action.version !== next) return `the next version is ${next}`;
  const published = versions.findLast((each) => each.published !== null);
  if (published === undefined)
    return action.corrects === null ? null : "nothing is published that it could correct";
  return action.corrects?.version === published.version
    ? null
    : `version ${published.version} is published: say what differs from it, and why`;
}

function statementRefusal(
  { members, versions }: Publication,
  action: Statement,
  caseId: string,
  isSigned: IsSigned,
): string | null {
  const member = members.find(({ memberId }) => memberId === action.memberId);
  if (member === undefined || member.role === "former")
    return `${action.memberId} is no member of this case`;
  const version = versions.find((each) => each.version === action.version);
  if (version === undefined) return `there is no version ${action.version} of the report`;
  if (version.manifest !== action.manifest) return `version ${action.version} has another manifest`;
  if (version.published !== null)
    return `version ${action.version} is published: what is said of it now belongs to a correction`;
  return isSigned(statementText(caseId, action), member.publicKey, action.signature)
    ? null
    : `it is not signed by ${action.memberId}`;
}

function publishRefusal(
  { members, versions }: Publication,
  action: ActionOf<"publish">,
): string | null {
  const version = versions.find((each) => each.version === action.version);
  if (version?.manifest !== action.manifest)
    return `there is no version ${action.version} with that manifest`;
  if (version.published !== null) return `version ${action.version} is published already`;
  const later = versions.find((each) => each.version > action.version && each.published !== null);
  if (later !== undefined) return `version ${later.version} is published already`;
  const before = versions.findLast((each) => each.published !== null);
  if (before !== undefined && version.corrects?.version !== before.version)
    return `version ${before.version} was published since, and this one does not say what differs from it`;
  const approving = approvalsOf({ members }, version);
  return approving.length >= APPROVALS_NEEDED
    ? null
    : `${approving.length} of ${APPROVALS_NEEDED} members approve exactly this version`;
}

/** Approvals of a version that count towards its publication: of those who are members still, with that role and key. */
export const approvalsOf = (
  { members }: Pick<Publication, "members">,
  version: ReportVersionStanding,
): ReportVersionStanding["statements"] =>
  approvers(version).filter((approver) =>
    members.some(
      ({ memberId, role, publicKey }) =>
        memberId === approver.memberId && APPROVES.has(role) && publicKey === approver.publicKey,
    ),
  );

/** The members whose approval of a version counted when they gave it. */
const approvers = ({ statements }: ReportVersionStanding): ReportVersionStanding["statements"] =>
  statements.filter(({ stance, role }) => stance === "approve" && APPROVES.has(role));

function after(state: Publication, action: CaseAction): Publication {
  const { members, asked, versions } = state;
  const { kind } = action;
  if (kind === "ask-to-join") {
    const { memberId, publicKey, passkey } = action;
    return { ...state, asked: [...asked, { memberId, publicKey, passkey, answered: false }] };
  }
  if (kind === "member") {
    const { memberId, role, publicKey } = action;
    const others = members.filter((each) => each.memberId !== memberId);
    const answered = asked.map((each) =>
      each.memberId === memberId ? { ...each, answered: true } : each,
    );
    return { ...state, members: [...others, { memberId, role, publicKey }], asked: answered };
  }
  if (kind === "draft") {
    const { version, manifest, sequence, chain, corrects } = action;
    const made = { version, manifest, sequence, chain, corrects };
    return {
      ...state,
      versions: [...versions, { ...made, statements: [], published: null, correctedBy: null }],
    };
  }
  if (kind === "statement")
    return { ...state, versions: versions.map((each) => spoken(each, action, members)) };
  if (kind === "publish")
    return { ...state, versions: versions.map((each) => afterPublishing(each, action, versions)) };
  return state;
}

function spoken(
  version: ReportVersionStanding,
  action: Statement,
  members: readonly Member[],
): ReportVersionStanding {
  const member = members.find(({ memberId }) => memberId === action.memberId);
  if (version.version !== action.version || member === undefined) return version;
  const { memberId, stance, words, at, signature } = action;
  const { role, publicKey } = member;
  const said = { memberId, stance, words, at, signature, role, publicKey };
  const others = version.statements.filter((each) => each.memberId !== memberId);
  return { ...version, statements: [...others, said] };
}

function afterPublishing(
  version: ReportVersionStanding,
  { version: number, by, at }: ActionOf<"publish">,
  versions: readonly ReportVersionStanding[],
): ReportVersionStanding {
  if (version.version === number) return { ...version, published: { by, at } };
  const corrects = versions.find((each) => each.version === number)?.corrects;
  return corrects?.version === version.version ? { ...version, correctedBy: number } : version;
}
