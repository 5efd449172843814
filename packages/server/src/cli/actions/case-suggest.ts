import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { appendActions, openCase } from "../../cases/case-folder.ts";
import { holdCase } from "../../cases/hold-case.ts";
import type { ModelEndpoint } from "../../cases/suggestion/ask-model.ts";
import { suggestClaims, TASK_SHA256 } from "../../cases/suggestion/suggest-claims.ts";
import { checkedAction, me, now } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { positiveOption } from "../options.ts";

interface SuggestOptions {
  readonly endpoint: string;
  readonly model: string;
  readonly keyFrom?: string;
  readonly sendAway?: boolean;
  readonly timeout: string;
}

const COMMAND = "case suggest ";
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Refusals that are shown one by one. */
const SHOWN_MAX = 5;

export async function suggest(
  context: CliContext,
  folder: string,
  accountId: string,
  options: SuggestOptions,
): Promise<number> {
  const endpoint = endpointOf(options);
  const account = openCase(folder).accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw usage(`the case has no account ${accountId}`);
  const progress = context.progress(`asking ${options.model} about ${accountId}`);
  const refused: string[] = [];
  const before = suggestedIn(folder, accountId);
  for await (const found of suggestClaims(account, endpoint)) {
    progress.update(`part ${found.part} of ${found.parts}`);
    refused.push(...found.refused);
    const actions = found.suggestions.map(
      (suggestion): CaseAction =>
        checkedAction(
          {
            kind: "suggest",
            accountId,
            ...suggestion,
            model: options.model,
            host: endpoint.url.host,
            taskSha256: TASK_SHA256,
            answerSha256: found.answerSha256,
            by: me(),
            at: now(),
          },
          COMMAND,
        ),
    );
    // Part by part: what was suggested before an endpoint fails is kept.
    if (actions.length > 0) await holdCase(folder, () => appendActions(folder, actions));
  }
  const suggested = suggestedIn(folder, accountId).filter((id) => !before.includes(id));
  if (context.json) context.printJson({ suggested, refused });
  else for (const line of linesOf(folder, suggested, refused)) context.print(line);
  return EXIT.ok;
}

const suggestedIn = (folder: string, accountId: string): readonly string[] =>
  openCase(folder)
    .claims.filter((claim) => claim.accountId === accountId && claim.status === "suggested")
    .map(({ id }) => id);

function linesOf(
  folder: string,
  suggested: readonly string[],
  refused: readonly string[],
): readonly string[] {
  const over = refused.length - SHOWN_MAX;
  return [
    `${suggested.length} ${suggested.length === 1 ? "claim" : "claims"} suggested that ${suggested.length === 1 ? "was" : "were"} not there yet; none counts until somebody accepts it.`,
    ...suggested.map((id) => `  ${id}`),
    ...(refused.length === 0
      ? []
      : [`${refused.length} left out: what cannot be checked is not suggested.`]),
    ...refused.slice(0, SHOWN_MAX).map((why) => `  ${why}`),
    ...(over > 0 ? [`  and ${over} more`] : []),
    ...(suggested.length === 0
      ? []
      : [`Next: tocsin case decide ${folder} CLAIM accept --reason TEXT, or at the desk.`]),
  ];
}

function endpointOf(options: SuggestOptions): ModelEndpoint {
  const url = URL.parse(options.endpoint);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw usage(`--endpoint takes an address such as http://127.0.0.1:11434/v1`);
  if (!LOCAL.test(url.hostname) && options.sendAway !== true)
    throw usage(
      `${url.host} is another machine, and would get the account's text: add --send-away if it may`,
    );
  const variable = options.keyFrom;
  const key = variable === undefined ? null : (process.env[variable] ?? "");
  if (key === "") throw usage(`the environment has no ${variable ?? ""}`);
  const timeoutMs = positiveOption("--timeout", options.timeout, COMMAND) * 1000;
  return { url, model: options.model, key, timeoutMs };
}

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: COMMAND });
