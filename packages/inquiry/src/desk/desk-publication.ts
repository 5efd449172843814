import type { DeskPublication } from "@tocsin/sdk";
import { APPROVALS_NEEDED, approvalsOf, type Publication } from "../cases/publication.ts";

/** Members and versions of a report as a desk shows them. */
export const deskPublicationOf = (publication: Publication): DeskPublication => ({
  members: publication.members.map(({ memberId, role }) => ({ name: memberId, role })),
  versions: publication.versions.map((version) => ({
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
});
