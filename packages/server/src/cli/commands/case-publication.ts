import { MEMBER_ROLES } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import {
  makeMemberKey,
  memberFingerprint,
  readMemberKey,
} from "../../cases/publication/member-key.ts";
import {
  addMember,
  draftReport,
  publishReport,
  readPublication,
  sayOf,
} from "../../cases/publication/publication-folder.ts";
import { me, now } from "../case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { publicationLines } from "../text/publication-lines.ts";
import type { Run } from "../verb.ts";

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

const AS = ["--as <member>", "in whose name"] as const;
const KEY = ["--key <file>", "that member's key, as `tocsin case key` made it"] as const;

/** `tocsin case key`, `member`, `members`, `draft`, `sign`, `dissent` and `publish`: who stands behind a report, and who does not. */
export function declarePublication(command: Command, run: Run): void {
  command
    .command("key <file>")
    .description("make a member's key in a new file, and print its public part")
    .action(run(key));
  command
    .command("member <folder> <name>")
    .description(
      "take somebody in, or give another role, signed by a lead; the first member is a lead and signs alone",
    )
    .requiredOption("--role <role>", MEMBER_ROLES.join(", "))
    .option(
      "--public-key <key>",
      "as `tocsin case key` printed it; if left out the own one, or the one with which that name asks to be taken in at a desk",
    )
    .requiredOption(...AS)
    .requiredOption(...KEY)
    .action(run(member));
  command
    .command("members <folder>")
    .description("list the members, and the versions of the report with what members say of each")
    .action(run(members));
  command
    .command("draft <folder>")
    .description("write the report and put it up as a version that members sign")
    .requiredOption("--out <dir>", "an empty folder to write it into")
    .option("--changed <text>", "what differs from the published version")
    .option("--why <text>", "why it differs")
    .action(run(draft));
  for (const stance of ["approve", "dissent"] as const) declareStance(command, run, stance);
  command
    .command("publish <folder> <version>")
    .description("publish a version that two different members approve; it is never replaced")
    .requiredOption("--out <dir>", "an empty folder to write it into")
    .action(run(publish));
}

function declareStance(command: Command, run: Run, stance: "approve" | "dissent"): void {
  const own = command
    .command(`${stance === "approve" ? "sign" : "dissent"} <folder> <report>`)
    .description(
      stance === "approve"
        ? "approve exactly the report in a folder, after checking that it is what the case gives"
        : "dissent from the report in a folder, in words that are published with it",
    )
    .requiredOption(...AS)
    .requiredOption(...KEY);
  if (stance === "approve") own.option("--words <text>", "words to publish with it", "");
  else own.requiredOption("--words <text>", "what you hold against it");
  own.action(
    run(
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
      },
    ),
  );
}

const doneWith = ({ key: keyPath }: KeyOptions): Parameters<typeof addMember>[2] => ({
  keyPath,
  by: me(),
  at: now(),
});

function key(context: CliContext, file: string): Promise<number> {
  const publicKey = makeMemberKey(file);
  if (context.json) context.printJson({ publicKey });
  else context.print(publicKey);
  return Promise.resolve(EXIT.ok);
}

async function member(
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

function members(context: CliContext, folder: string): Promise<number> {
  const publication = readPublication(folder);
  if (context.json) context.printJson(publication);
  else for (const line of publicationLines(publication)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

async function draft(
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

async function publish(
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
