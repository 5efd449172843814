import { readFileSync } from "node:fs";
import {
  type Approval,
  approvalText,
  type KeyFileSignature,
  type SourceDetail,
  TocsinError,
  type WhoAmI,
} from "@tocsin/sdk";
import { readMemberKey, signText } from "../../cases/publication/member-key.ts";
import type { CheckpointSigner } from "../../journal/checkpoint.ts";
import { type PersonLine, signInAt } from "../../run/person-line.ts";
import { type PostAddress, runningPost } from "../../run/running-post.ts";
import { dataDirOf, nothingServed } from "./ask-local-post.ts";
import type { CliContext } from "../cli-context.ts";
import type { PersonOptions } from "../commands/person-options.ts";
import { readPassword } from "./terminal.ts";

/** Signs somebody in at a running post for the time of `act`. A failure of signing out is none: the session ends by itself. */
export async function withPerson<T>(
  context: CliContext,
  options: PersonOptions,
  verb: string,
  act: (line: PersonLine) => Promise<T>,
): Promise<T> {
  const post = await postOf(context, options, verb);
  const password = await readPassword(context, options.passwordFile, verb);
  const line = await signInAt(post, { name: options.as, password });
  try {
    return await act(line);
  } finally {
    await line.close().catch(() => undefined);
  }
}

/** Signs what is asked with the key that was named; without one nothing is signed. */
export async function signedWith(
  { key: file }: PersonOptions,
  line: PersonLine,
  of: Pick<Approval, "action" | "proposal" | "command" | "reason">,
): Promise<{ readonly signature?: KeyFileSignature }> {
  if (file === undefined) return {};
  const key = readMemberKey(file);
  const { account } = (await line.ask("GET", "/api/identity")) as WhoAmI;
  const { site } = (await line.ask("GET", "/api/sources/live")) as SourceDetail;
  if (account === null) throw new TocsinError("SIGN_IN_NEEDED", {});
  const { id, mode } = site;
  return {
    signature: signWithFile(key, approvalText({ ...of, site: id, mode, person: account.id })),
  };
}

/** A signature in the form in which a post takes it: base64url, where a case's are base64. */
export function signWithFile(key: CheckpointSigner, text: string): KeyFileSignature {
  const url = (base64: string): string => Buffer.from(base64, "base64").toString("base64url");
  return { publicKey: url(key.publicKey), signature: url(signText(key, text)) };
}

async function postOf(
  context: CliContext,
  { post, authority }: PersonOptions,
  command: string,
): Promise<PostAddress> {
  if (post === undefined) {
    const dataDir = await dataDirOf(context);
    const running = runningPost(dataDir);
    if (running !== null) return running;
    throw nothingServed(dataDir);
  }
  if (!/^https?:\/\//.test(post) || !URL.canParse(post))
    throw new TocsinError("USAGE", {
      detail: `${post} is no address such as https://post.example:4600`,
      command,
    });
  return {
    url: new URL(post).origin,
    authority: authority === undefined ? null : readFileSync(authority, "utf8"),
  };
}
