import { memberFingerprint } from "../../cases/publication/member-key.ts";
import type { Publication, ReportVersionStanding } from "@tocsin/inquiry";

/** Members and versions as a person reads them. */
export function publicationLines({ members, asked, versions }: Publication): readonly string[] {
  const asking = asked.filter(({ answered }) => !answered);
  if (members.length + asking.length === 0)
    return ["The case has no members yet: tocsin case member FOLDER NAME --role lead …"];
  return [
    ...members.map(({ memberId, role, publicKey }) => `${memberId}  ${role}  ${publicKey}`),
    ...asking.map(
      ({ memberId, publicKey }) =>
        `${memberId}  asks to be taken in, with the key ${memberFingerprint(publicKey)}`,
    ),
    ...versions.flatMap(versionLines),
  ];
}

const versionLines = (version: ReportVersionStanding): readonly string[] => {
  const { version: number, manifest, corrects, published, correctedBy, statements } = version;
  const standing = published === null ? "not published" : `published ${published.at}`;
  const later = correctedBy === null ? "" : `, corrected by version ${correctedBy}`;
  return [
    `Version ${number}: ${standing}${later}; manifest ${manifest}`,
    ...(corrects === null
      ? []
      : [`  corrects version ${corrects.version}: ${corrects.changed} (${corrects.why})`]),
    ...statements.map(
      ({ memberId, role, stance, words }) =>
        `  ${memberId} (${role}) ${stance === "approve" ? "approves" : "dissents"}${words === "" ? "" : `: ${words}`}`,
    ),
  ];
};
