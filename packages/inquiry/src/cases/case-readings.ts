import { type Account, accountOf } from "../account/account.ts";
import { dayMeant } from "../account/published.ts";
import { readableText } from "../account/readable-text.ts";
import type { Claim } from "../claims/claim.ts";
import { claimsIn } from "../claims/claims-of.ts";
import { messagesIn } from "../text/messages.ts";
import { parseText } from "../grammar/parse.ts";
import { type ParsedAccount, type SharedPassage, sharedPassages } from "../origins/passages.ts";

/** An account as the rules read it. */
interface Reading extends ParsedAccount {
  /** What the rules propose, with days instead of the words for them. */
  readonly proposals: readonly Claim[];
}

/**
 * What was read of the accounts of a case. Reading is nearly all of the work and depends on nothing that people decide of claims: who replays a
 * case again and again keeps it.
 */
export class CaseReadings {
  readonly #readings = new Map<string, { readonly key: string; readonly reading: Reading }>();
  readonly #accounts = new Map<string, { readonly key: string; readonly account: Account }>();
  #passages: {
    readonly of: readonly Reading[];
    readonly passages: readonly SharedPassage[];
  } | null = null;

  /** What can be told of a text before anybody decides anything. */
  account(given: Parameters<typeof accountOf>[0]): Account {
    const { id, sha256, source, title, published } = given;
    const key = JSON.stringify([sha256, source, title, published]);
    const known = this.#accounts.get(id);
    if (known?.key === key) return known.account;
    const account = accountOf(given);
    this.#accounts.set(id, { key, account });
    return account;
  }

  /** Of each account whose language rules read; of the others they propose nothing. */
  read(accounts: readonly Account[]): readonly Reading[] {
    return accounts.filter(({ supported }) => supported).map((account) => this.#readingOf(account));
  }

  passages(readings: readonly Reading[]): readonly SharedPassage[] {
    const known = this.#passages;
    const same =
      known?.of.length === readings.length && known.of.every((each, i) => each === readings[i]);
    if (known !== null && same) return known.passages;
    const passages = sharedPassages(readings);
    this.#passages = { of: readings, passages };
    return passages;
  }

  #readingOf(account: Account): Reading {
    const { id, sha256, published, furniture } = account;
    const key = JSON.stringify([sha256, published, furniture]);
    const known = this.#readings.get(id);
    if (known?.key === key) return known.reading;
    const parsed = parseText(readableText(account.text, furniture));
    const messages = messagesIn(account.text).filter(
      ({ head }) =>
        // An answer in an interview has no head that could be labelled.
        head.start === head.end ||
        furniture.some(({ start, end }) => start === head.start && end === head.end),
    );
    const proposals = claimsIn(id, parsed, messages).map((claim) =>
      claim.predicate === "attack.date"
        ? { ...claim, value: dayMeant(claim.value, published) }
        : claim,
    );
    const reading = { accountId: id, parsed, proposals };
    this.#readings.set(id, { key, reading });
    return reading;
  }
}
