import type { CaseState } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import { openCase } from "../../cases/case-folder.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The first place where an account says just these words, or a usage error. */
export const placeOf = (
  folder: string,
  accountId: string,
  quote: string,
  command: string,
): Place => {
  const text = textOf(openCase(folder), accountId, command);
  return placeWithin(text, { start: 0, end: text.length }, quote, {
    where: `account ${accountId}`,
    command,
  });
};

export function textOf({ accounts }: CaseState, accountId: string, command: string): string {
  const account = accounts.find(({ id }) => id === accountId);
  if (account !== undefined) return account.text;
  throw new TocsinError("USAGE", { detail: `the case has no account ${accountId}`, command });
}

/** The first place of these words within a range of a text. */
export function placeWithin(
  text: string,
  range: Place,
  quote: string,
  { where, command }: { readonly where: string; readonly command: string },
): Place {
  const start = text.indexOf(quote, range.start);
  if (quote !== "" && start !== -1 && start + quote.length <= range.end)
    return { start, end: start + quote.length };
  throw new TocsinError("USAGE", { detail: `${where} does not say “${quote}”`, command });
}
