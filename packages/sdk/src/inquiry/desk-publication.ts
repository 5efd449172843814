import type { MemberSignature, MemberWords, StatementWords } from "./member-text.ts";

/** A key that stands for somebody, so that it can be compared by two people. */
export interface DeskKey {
  readonly name: string;
  /** DER SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** SHA-256 of the public key, its first half, in groups that two people can read to each other. */
  readonly fingerprint: string;
  /** The passkey that it is of, base64url; null of a key in a file. */
  readonly passkey: string | null;
}

/** Who belongs to a case, and how the versions of its report stand. Whatever is not signed by whom it must be is not among them. */
export interface DeskPublication {
  /** SHA-256 of the case's first record, which is part of whatever is signed. */
  readonly caseId: string;
  readonly members: readonly (DeskKey & { readonly role: string })[];
  /** Who asks to be taken in, and counts for nothing until a lead has signed it. */
  readonly asking: readonly DeskKey[];
  readonly versions: readonly DeskReportVersion[];
  /** What was recorded of them and counts for nothing, each with why. */
  readonly void: readonly string[];
  /** So many different members approve a version before it is published. */
  readonly approvalsNeeded: number;
}

export interface DeskReportVersion {
  readonly version: number;
  /** SHA-256 of the manifest that is signed. */
  readonly manifest: string;
  /** What differs from the version before, and why. */
  readonly corrects: {
    readonly version: number;
    readonly changed: string;
    readonly why: string;
  } | null;
  readonly statements: readonly {
    readonly name: string;
    readonly role: string;
    readonly stance: "approve" | "dissent";
    readonly words: string;
    readonly at: string;
  }[];
  /** How many approvals count towards its publication. */
  readonly approvals: number;
  readonly published: { readonly by: string; readonly at: string } | null;
  readonly correctedBy: number | null;
}

/** What a post recorded, as it joined the case. */
export interface DeskRecording {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  /** It shows what would be recorded if, and bears on no finding. */
  readonly notional: boolean;
  /** Of another party's bundle: what is left out of it, in words, and whether whoever added it knew its key; null of a journal. */
  readonly bundle: { readonly leftOut: readonly string[]; readonly vouched: boolean } | null;
}

/** Another case that this one names. Nothing of it is counted or compared here. */
export interface DeskLinkedCase {
  /** SHA-256 of its first record. */
  readonly caseId: string;
  readonly title: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** Where its journal stood when it was linked. */
  readonly sequence: number;
  /** How it stands today: null where it does not lie beside this case. */
  readonly now: "as it was" | "has gone on" | "is not what was linked" | null;
}

/** What is done about members and versions at a desk; who and when is added where it is recorded. None of it can be taken back. */
export type DeskStanding =
  | {
      readonly kind: "ask-to-join";
      readonly memberId: string;
      readonly publicKey: string;
      readonly passkey: string | null;
    }
  | (MemberWords & { readonly kind: "member"; readonly signature: MemberSignature })
  | {
      readonly kind: "draft";
      /** What differs from the published version, and why; null where none is published. */
      readonly corrects: { readonly changed: string; readonly why: string } | null;
    }
  | (StatementWords & { readonly kind: "statement"; readonly signature: MemberSignature })
  | { readonly kind: "publish"; readonly version: number };
