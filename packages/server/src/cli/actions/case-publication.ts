import { MEMBER_ROLES } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { memberFingerprint, readMemberKey } from "../../cases/publication/member-key.ts";
import {
  addMember,
  draftReport,
  publishReport,
  readPublication,
  sayOf,
} from "../../cases/publication/publication-folder.ts";
import { me, now } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { publicationLines } from "../text/publication-lines.ts";

interface KeyOptions {
  readonly as: string;
  readonly key: string;
}
interface MemberOptions extends KeyOptions {
  readonly role: string;
  readonly publicKey?: string;
}
interface DraftOptions {
  readonly out: string;
  readonly changed?: string;
  readonly why?: string;
}

export const saying =
  (stance: "approve" | "dissent") =>
  async (
    context: CliContext,
    folder: string,
    report: string,
    options: KeyOptions & { readonly words: string },
  ): Promise<number> => {
    const said = { memberId: options.as, stance, words: options.words };
    const { version } = await sayOf(folder, report, said, doneWith(options));
    context.print(
      `${options.as} ${stance === "approve" ? "approves" : "dissents from"} version ${version}.`,
    );
    return EXIT.ok;
  };

const doneWith = ({ key: keyPath }: KeyOptions): Parameters<typeof addMember>[2] => ({
  keyPath,
  by: me(),
  at: now(),
});

export async function member(
  context: CliContext,
  folder: string,
  memberId: string,
  options: MemberOptions,
): Promise<number> {
  const role = MEMBER_ROLES.find((each) => each === options.role);
  const own = options.as === memberId ? readMemberKey(options.key).publicKey : undefined;
  const publicKey = options.publicKey ?? own ?? askedKey(folder, memberId);
  if (role === undefined || publicKey === undefined)
    throw new TocsinError("USAGE", {
      detail:
        role === undefined
          ? `--role is one of ${MEMBER_ROLES.join(", ")}`
          : `--public-key is needed for ${memberId}, who has not asked to be taken in with one key`,
      command: "case member ",
    });
  await addMember(folder, { memberId, role, publicKey, signedBy: options.as }, doneWith(options));
  context.print(
    `${memberId} is ${role} of the case, says ${options.as}. Fingerprint of the key: ${memberFingerprint(publicKey)}.`,
  );
  return EXIT.ok;
}

/** The key with which somebody asks to be taken in; undefined where nobody of that name does, or with several. */
function askedKey(folder: string, memberId: string): string | undefined {
  const asked = readPublication(folder).asked.filter(
    (each) => each.memberId === memberId && !each.answered,
  );
  return asked.length === 1 ? asked[0]?.publicKey : undefined;
}

export function members(context: CliContext, folder: string): Promise<number> {
  const publication = readPublication(folder);
  if (context.json) context.printJson(publication);
  else for (const line of publicationLines(publication)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

export async function draft(
  context: CliContext,
  folder: string,
  { out, changed, why }: DraftOptions,
): Promise<number> {
  const before = readPublication(folder).versions.findLast((each) => each.published !== null);
  const corrects =
    before === undefined || changed === undefined || why === undefined
      ? null
      : { version: before.version, changed, why };
  const { version, manifest } = await draftReport(folder, out, { corrects, by: me(), at: now() });
  if (context.json) context.printJson({ version, manifest });
  else
    context.print(
      `Version ${version} in ${out}, manifest ${manifest}.\nMembers approve or dissent: tocsin case sign ${folder} ${out} --as NAME --key FILE`,
    );
  return EXIT.ok;
}

export async function publish(
  context: CliContext,
  folder: string,
  version: string,
  { out }: { readonly out: string },
): Promise<number> {
  const number = wholeOption("<version>", version, "case publish ");
  await publishReport(folder, out, { version: number, by: me(), at: now() });
  context.print(
    `Version ${number} is published in ${out}: begin with publication.html.\nAnybody can check it: tocsin case verify ${folder} --report ${out}`,
  );
  return EXIT.ok;
}
