import { EXIT } from "@tocsin/sdk/errors";
import { makeMemberKey } from "../../cases/publication/member-key.ts";
import type { CliContext } from "../cli-context.ts";

export function key(context: CliContext, file: string): Promise<number> {
  const publicKey = makeMemberKey(file);
  if (context.json) context.printJson({ publicKey });
  else context.print(publicKey);
  return Promise.resolve(EXIT.ok);
}
