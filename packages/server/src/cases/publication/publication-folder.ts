import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Publication,
  publicationHtml,
  publicationOf,
  publicationRefusal,
  type ReportVersionStanding,
} from "@tocsin/inquiry";
import { type ActionOf, type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import { TocsinError } from "@tocsin/sdk/errors";
import { memberText, statementText } from "@tocsin/sdk/inquiry";
import { appendActions, readActions, sha256Of } from "../case-folder.ts";
import { headOfCase } from "../case-head.ts";
import { differingFiles } from "../differing-files.ts";
import { holdCase } from "../hold-case.ts";
import { makeFolder } from "../make-folder.ts";
import { reportFilesAt } from "../case-report-files.ts";
import { readMemberKey, signText } from "./member-key.ts";
import { isSigned } from "./member-signature.ts";

interface Done {
  readonly by: string;
  readonly at: string;
}

/** Who belongs to a case and which versions of its report stand, with every signature checked. */
export function readPublication(folder: string): Publication {
  const { caseId } = headOfCase(folder);
  return publicationOf(readActions(folder), caseId, isSigned);
}

/** Takes somebody in, or gives another role, in the name of a lead whose key it is. */
export async function addMember(
  folder: string,
  member: Pick<ActionOf<"member">, "memberId" | "role" | "publicKey" | "signedBy">,
  { keyPath, ...done }: Done & { readonly keyPath: string },
): Promise<void> {
  const { caseId } = headOfCase(folder);
  const signature = signText(readMemberKey(keyPath), memberText(caseId, member));
  await recordStanding(folder, { kind: "member", ...member, signature, ...done });
}

/** Writes the report as it stands and puts it up as a version that members can sign. */
export async function draftReport(
  folder: string,
  out: string,
  { corrects, ...done }: Done & Pick<ActionOf<"draft">, "corrects">,
): Promise<ReportVersionStanding> {
  const { sequence, chain } = headOfCase(folder);
  const files = reportFilesAt(folder, { sequence, chain });
  const version = readPublication(folder).versions.length + 1;
  const manifest = sha256Of(files.get("manifest.json") ?? "");
  const kind = "draft" as const;
  const draft = { kind, version, manifest, sequence, chain, corrects, ...done };
  await recordInto(folder, out, draft);
  write(out, files);
  return versionIn(folder, readPublication(folder), version);
}

/** What a member says of the report in a folder: of exactly that manifest, if the report is what the case gave. */
export async function sayOf(
  folder: string,
  reportFolder: string,
  said: Pick<ActionOf<"statement">, "memberId" | "stance" | "words">,
  { keyPath, ...done }: Done & { readonly keyPath: string },
): Promise<ReportVersionStanding> {
  const { caseId } = headOfCase(folder);
  const path = join(reportFolder, "manifest.json");
  const manifest = existsSync(path) ? sha256Of(readFileSync(path)) : "";
  const version = readPublication(folder).versions.find((each) => each.manifest === manifest);
  if (version === undefined)
    throw refused(folder, `${reportFolder} holds no version of its report`);
  const [differs] = differingFiles(
    reportFolder,
    reportFilesAt(folder, version),
    "is not what the case gives",
  );
  if (differs !== undefined) throw refused(folder, differs);
  const statement = { ...said, version: version.version, manifest };
  const signature = signText(readMemberKey(keyPath), statementText(caseId, statement));
  await recordStanding(folder, { kind: "statement", ...statement, signature, ...done });
  return versionIn(folder, readPublication(folder), version.version);
}

/** The report of a version, made again from the case. Throws where it is not what its members sign. */
export function filesOfVersion(folder: string, number: number): ReadonlyMap<string, string> {
  const version = versionIn(folder, readPublication(folder), number);
  const files = reportFilesAt(folder, version);
  if (sha256Of(files.get("manifest.json") ?? "") !== version.manifest)
    throw refused(
      folder,
      `version ${number} of its report was made by another Tocsin, and this one cannot make it again`,
    );
  return files;
}

/** Publishes a version that enough members approve, into a folder where nothing is: what was published is never replaced. */
export async function publishReport(
  folder: string,
  out: string,
  { version: number, ...done }: Done & { readonly version: number },
): Promise<void> {
  const { manifest } = versionIn(folder, readPublication(folder), number);
  // Nothing is recorded as published that could not be written as it was signed.
  filesOfVersion(folder, number);
  await recordInto(folder, out, { kind: "publish", version: number, manifest, ...done });
  write(out, publishedFiles(folder, number));
}

/** The files of a published version: the report, and what members said of it until it was published. */
function publishedFiles(folder: string, number: number): ReadonlyMap<string, string> {
  const actions = readActions(folder);
  const at = actions.findIndex((each) => each.kind === "publish" && each.version === number);
  const { caseId, title } = headOfCase(folder);
  const publication = publicationOf(actions.slice(0, at + 1), caseId, isSigned);
  const version = versionIn(folder, publication, number);
  const files = new Map(reportFilesAt(folder, version));
  const corrected = publication.versions.filter((each) => each.correctedBy !== null);
  const shown = { caseId, title, version, members: publication.members, corrected };
  const json = { format: "tocsin case publication 1", ...shown };
  files.set("publication.json", `${JSON.stringify(json, null, 2)}\n`);
  return files.set("publication.html", publicationHtml(shown));
}

/** What a published report has beside the report. */
export const PUBLICATION_FILES = ["publication.json", "publication.html"] as const;

/** The number of the version that a folder says it publishes, -1 where that cannot be told; null where it publishes none. */
function publishedVersion(out: string): number | null {
  if (PUBLICATION_FILES.every((name) => !existsSync(join(out, name)))) return null;
  const path = join(out, "publication.json");
  try {
    const { version } = JSON.parse(readFileSync(path, "utf8")) as {
      readonly version?: { readonly version?: unknown };
    };
    return typeof version?.version === "number" ? version.version : -1;
  } catch {
    return -1;
  }
}

/** What does not hold of members, signatures and versions, and of a published report where a folder holds one; null where it holds none. */
export function publicationProblems(folder: string): readonly string[] {
  return readPublication(folder).void;
}

/** What does not hold of the published report in a folder; null where it is no published one. */
export function publishedProblems(folder: string, out: string): readonly string[] | null {
  const number = publishedVersion(out);
  if (number === null) return null;
  const missing = PUBLICATION_FILES.find((name) => !existsSync(join(out, name)));
  if (missing !== undefined) return [`${join(out, missing)} is missing`];
  const version = readPublication(folder).versions.find((each) => each.version === number);
  if (version === undefined || version.published === null)
    return [`${out} says that it is published, and the case does not`];
  return differingFiles(out, publishedFiles(folder, number), "is not what was published");
}

/** Records what is said of members or versions, if it is signed by whom it must be and comes in order. */
export async function recordStanding(folder: string, action: unknown): Promise<void> {
  const parsed = caseActionSchema.safeParse(action);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(folder, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not valid"}`);
  }
  const own: CaseAction = parsed.data;
  await holdCase(folder, async () => {
    const { caseId } = headOfCase(folder);
    const detail = publicationRefusal(readPublication(folder), own, caseId, isSigned);
    if (detail !== null) throw refused(folder, detail);
    await appendActions(folder, [own]);
  });
}

function versionIn(
  folder: string,
  { versions }: Publication,
  number: number,
): ReportVersionStanding {
  const version = versions.find((each) => each.version === number);
  if (version === undefined) throw refused(folder, `there is no version ${number} of its report`);
  return version;
}

/** Records what a report is to be written for, once its folder is there; where it is refused, no folder is left behind. */
async function recordInto(folder: string, out: string, action: CaseAction): Promise<void> {
  const wasThere = existsSync(out);
  makeFolder(out);
  if (readdirSync(out).length > 0)
    throw new TocsinError("CASE_INPUT", {
      path: out,
      detail: "is not empty: a report that people sign is never written over",
    });
  try {
    await recordStanding(folder, action);
  } catch (error) {
    if (!wasThere) rmdirSync(out);
    throw error;
  }
}

function write(out: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) writeFileSync(join(out, name), text, { flag: "wx" });
}

const refused = (folder: string, detail: string): TocsinError =>
  new TocsinError("CASE_REFUSED", { path: folder, detail });
