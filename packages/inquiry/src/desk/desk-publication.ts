import type { DeskKey, DeskPublication } from "@tocsin/sdk";
import { APPROVALS_NEEDED, approvalsOf, type Publication } from "../cases/publication.ts";

/** Members and versions of a report as a desk shows them; `fingerprintOf` makes of a public key what people can read to each other. */
export function deskPublicationOf(
  publication: Publication,
  caseId: string,
  fingerprintOf: (publicKey: string) => string,
): DeskPublication {
  const { members, asked, versions } = publication;
  const keyOf = (name: string, publicKey: string): DeskKey => ({
    name,
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    passkey: asked.find((each) => each.publicKey === publicKey)?.passkey ?? null,
  });
  return {
    caseId,
    members: members.map(({ memberId, role, publicKey }) => ({
      ...keyOf(memberId, publicKey),
      role,
    })),
    asking: asked
      .filter(({ answered }) => !answered)
      .map(({ memberId, publicKey }) => keyOf(memberId, publicKey)),
    versions: versions.map((version) => ({
      version: version.version,
      manifest: version.manifest,
      corrects: version.corrects,
      statements: version.statements.map(({ memberId, role, stance, words, at }) => ({
        name: memberId,
        role,
        stance,
        words,
        at,
      })),
      approvals: approvalsOf(publication, version).length,
      published: version.published,
      correctedBy: version.correctedBy,
    })),
    void: publication.void,
    approvalsNeeded: APPROVALS_NEEDED,
  };
}
