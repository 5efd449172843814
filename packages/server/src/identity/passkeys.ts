import {
  type KeyFileSignature,
  type PasskeyAnswer,
  type PasskeyPersonSignature,
  type PasskeySummary,
  personKeyText,
  TocsinError,
} from "@tocsin/sdk";
import { isOfKeyFile } from "../operators/approval-challenge.ts";
import type { IdentityCore } from "./identity-core.ts";
import type { AccountRecord } from "./identity-record.ts";
import {
  type ChallengePurpose,
  CHALLENGE_LASTS_MS,
  PasskeyChallenges,
} from "./passkey-challenges.ts";
import { KEY_FILE, type Passkey } from "./passkey-store.ts";
import type { Session } from "./session-store.ts";
import { makeId } from "./secret-token.ts";
import { challengeOf, type NewPasskeyAnswer, PASSKEY_ALGORITHMS } from "./passkey-answer.ts";

/** Passkeys of one account. */
export const PASSKEYS_PER_ACCOUNT = 16;
/** What attempts with passkeys are counted under: no account can be called so. */
const ANY_PASSKEY = " passkey";

/** Read when somebody first uses a passkey: a start and the command line do without. */
const verifier = () => import("./verify-passkey.ts");

/** The page that asks: by which name it was opened, and what a browser calls it. */
export type PasskeyPage = Pick<ChallengePurpose, "rpId" | "origin">;

/** Who registers or revokes: an account and the session that it does so in. */
export interface PasskeyOwner {
  readonly accountId: string;
  readonly sessionKey: string;
}

/** Passkeys: made by somebody who is signed in, and a way in of their own. */
export class Passkeys {
  readonly #core: IdentityCore;
  readonly #challenges: PasskeyChallenges;

  constructor(core: IdentityCore) {
    this.#core = core;
    this.#challenges = new PasskeyChallenges(core.nowMs);
  }

  list(accountId: string): readonly PasskeySummary[] {
    return this.#core.passkeys.listOf(accountId).map(summaryOf);
  }

  /** What the browser's `navigator.credentials.create()` is asked, as WebAuthn's JSON. */
  registrationOptions(owner: PasskeyOwner, page: PasskeyPage, from: string): { challenge: string } {
    const { accountId, sessionKey } = owner;
    const { name } = this.#core.account(accountId);
    const existing = this.#core.passkeys.listOf(accountId);
    this.#refuseTooMany(existing.length);
    const options = {
      challenge: this.#challenges.give({ ...page, sessionKey }, from),
      rp: { id: page.rpId, name: this.#core.siteName ?? "Tocsin" },
      user: { id: handleOf(accountId), name, displayName: name },
      pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      timeout: CHALLENGE_LASTS_MS,
      excludeCredentials: existing
        .filter(({ rpId }) => rpId !== KEY_FILE)
        .map(({ credential: id }) => ({ type: "public-key", id })),
      authenticatorSelection: {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
      attestation: "none",
    };
    return options;
  }

  async register(
    { accountId, sessionKey }: PasskeyOwner,
    page: PasskeyPage,
    wanted: { readonly name: string; readonly answer: NewPasskeyAnswer },
  ): Promise<PasskeySummary> {
    const core = this.#core;
    const name = passkeyName(wanted.name);
    const challenge = challengeOf(wanted.answer.response.clientDataJSON);
    const purpose = this.#challenges.take(challenge);
    if (purpose === null || purpose.sessionKey !== sessionKey || !isOf(purpose, page))
      throw new TocsinError("PASSKEY_UNPROVEN", {});
    const { verifyNewPasskey } = await verifier();
    const made = await verifyNewPasskey(wanted.answer, challenge, purpose);
    if (made === null) throw new TocsinError("PASSKEY_UNPROVEN", {});
    return core.exclusive(async () => {
      if (core.passkeys.byCredential(made.credential) !== null)
        throw new TocsinError("PASSKEY_UNPROVEN", {});
      this.#refuseTooMany(core.passkeys.listOf(accountId).length);
      return this.#add({ accountId, sessionKey }, { name, rpId: purpose.rpId, ...made });
    });
  }

  /** Registers a key in a file, which signed that it is this account's: with it its person signs what they do at a terminal. */
  registerKeyFile(
    { accountId, sessionKey }: PasskeyOwner,
    wanted: KeyFileSignature & { readonly name: string },
  ): Promise<PasskeySummary> {
    const core = this.#core;
    const name = passkeyName(wanted.name);
    if (!isOfKeyFile(wanted, personKeyText(accountId, wanted.publicKey)))
      throw keyFileRefused("The key did not sign that it is this account's.");
    const publicKey = new Uint8Array(Buffer.from(wanted.publicKey, "base64url"));
    const credential = keyFileCredential(wanted.publicKey);
    return core.exclusive(async () => {
      // One key is one person's: two people who share one would be one.
      if (core.passkeys.byCredential(credential) !== null)
        throw keyFileRefused("That key is registered already, for this account or another.");
      this.#refuseTooMany(core.passkeys.listOf(accountId).length);
      const made = { name, rpId: KEY_FILE, credential, publicKey, counter: 0 };
      return this.#add({ accountId, sessionKey }, made);
    });
  }

  /** A signature with a key file of the account; whether it is of what is asked, whoever takes it has to look. */
  keyFileSignature(accountId: string, signed: KeyFileSignature, from: string): KeyFileSignature {
    const core = this.#core;
    this.#refuseSoon(from);
    const key = core.passkeys.byCredential(keyFileCredential(signed.publicKey));
    if (key?.accountId !== accountId || !core.passkeys.used(key.id, 0, core.nowUs()))
      return this.#refuse(key, from);
    return signed;
  }

  async #add(
    { accountId, sessionKey }: PasskeyOwner,
    made: Pick<Passkey, "name" | "rpId" | "credential" | "publicKey" | "counter">,
  ): Promise<PasskeySummary> {
    const core = this.#core;
    const passkey: Passkey = {
      id: makeId("p"),
      accountId,
      createdUs: core.nowUs(),
      usedUs: null,
      ...made,
    };
    // What was decided on may have ended while the answer was checked: a reset, for one.
    if (core.sessions.findByKey(sessionKey).kind !== "session")
      throw new TocsinError("SESSION_EXPIRED", {});
    await core.change([this.#record("credential", passkey)], () => core.passkeys.add(passkey));
    return summaryOf(passkey);
  }

  /** What the browser's `navigator.credentials.get()` is asked. It names nobody: the passkey says whose it is. */
  signInOptions(page: PasskeyPage, from: string): { challenge: string } {
    this.#refuseSoon(from);
    const options = {
      challenge: this.#challenges.give({ ...page, sessionKey: null }, from),
      rpId: page.rpId,
      timeout: CHALLENGE_LASTS_MS,
      allowCredentials: [],
      userVerification: "required",
    };
    return options;
  }

  /** Signs in with a passkey alone; the answer is the secret of a new session. Every refusal reads the same. */
  async signIn(answer: PasskeyAnswer, page: PasskeyPage, from: string): Promise<string> {
    const accountId = await this.#verified(answer, { page, owner: null }, from);
    this.#core.note({ outcome: "signed-in", accountId, method: "passkey", from });
    return this.#core.sessions.begin(accountId, from, false);
  }

  /** What the browser is asked so that somebody who is signed in shows once more who they are. */
  proofOptions(owner: PasskeyOwner, page: PasskeyPage, from: string): { challenge: string } {
    this.#refuseSoon(from);
    const { accountId, sessionKey } = owner;
    const options = {
      challenge: this.#challenges.give({ ...page, sessionKey }, from),
      rpId: page.rpId,
      timeout: CHALLENGE_LASTS_MS,
      allowCredentials: this.#core.passkeys
        .listOf(accountId)
        .filter(({ rpId }) => rpId === page.rpId)
        .map(({ credential: id }) => ({ type: "public-key", id })),
      userVerification: "required",
    };
    return options;
  }

  /** Takes that answer: only a passkey of the session's own account proves. */
  async prove(
    owner: PasskeyOwner,
    answer: PasskeyAnswer,
    page: PasskeyPage,
    from: string,
  ): Promise<void> {
    const accountId = await this.#verified(answer, { page, owner }, from);
    this.#core.sessions.proven(owner.sessionKey);
    this.#core.note({ outcome: "proven", accountId, method: "passkey", from });
  }

  /**
   * A signature with a passkey of the session's own account over a challenge that the asker chose: sound in itself. What it is of, whoever
   * takes it has to compare; it is no proof of who is there now, since it may have been made before.
   */
  async signature(
    { accountId }: PasskeyOwner,
    answer: PasskeyAnswer,
    { rpId, origin }: PasskeyPage,
    from: string,
  ): Promise<PasskeyPersonSignature> {
    const core = this.#core;
    this.#refuseSoon(from);
    const passkey = core.passkeys.byCredential(answer.id);
    if (passkey?.accountId !== accountId || passkey.rpId !== rpId)
      return this.#refuse(passkey, from);
    const { verifyPasskeyAnswer } = await verifier();
    const challenge = challengeOf(answer.response.clientDataJSON);
    const purpose = { rpId, origin, sessionKey: null };
    const counter = await verifyPasskeyAnswer(answer, challenge, purpose, passkey);
    if (counter === null || !core.passkeys.used(passkey.id, counter, core.nowUs()))
      return this.#refuse(passkey, from);
    const publicKey = Buffer.from(passkey.publicKey).toString("base64url");
    return { passkey: passkey.id, publicKey, rpId, origin, answer };
  }

  /**
   * Ends a passkey and every session of its account, for one of them may be the thief's; the answer is a new session, which
   * was proven when the one that revoked was: revoking shows nobody who one is.
   */
  revoke({ accountId, provenUs }: Session, id: string, from: string): Promise<string> {
    const core = this.#core;
    return core.exclusive(async () => {
      const passkey = core.passkeys.listOf(accountId).find((one) => one.id === id);
      if (passkey === undefined) throw new TocsinError("PASSKEY_NOT_FOUND", { name: id });
      await core.change([this.#record("credential-removed", passkey)], () => {
        core.passkeys.remove(id);
        core.sessions.endAllOf(accountId);
      });
      return core.sessions.begin(accountId, from, false, provenUs);
    });
  }

  /** Whose passkey has answered. `owner`: who has to be; null: whoever it is. */
  async #verified(
    answer: PasskeyAnswer,
    { page, owner }: { readonly page: PasskeyPage; readonly owner: PasskeyOwner | null },
    from: string,
  ): Promise<string> {
    const core = this.#core;
    this.#refuseSoon(from);
    const challenge = challengeOf(answer.response.clientDataJSON);
    const purpose = this.#challenges.take(challenge);
    const passkey = core.passkeys.byCredential(answer.id);
    const right =
      purpose !== null && purpose.sessionKey === (owner?.sessionKey ?? null) && isOf(purpose, page);
    const isOwn = owner === null || passkey?.accountId === owner.accountId;
    if (!right || !isOwn || passkey === null || !isPasskeyOf(passkey, answer, page))
      return this.#refuse(passkey, from);
    const { verifyPasskeyAnswer } = await verifier();
    const counter = await verifyPasskeyAnswer(answer, challenge, purpose, passkey);
    // Both are asked for now and not before: either may have changed while the signature was checked.
    const account = core.accounts.byId(passkey.accountId);
    if (counter === null || account === null || account.disabled)
      return this.#refuse(passkey, from);
    if (!core.passkeys.used(passkey.id, counter, core.nowUs())) {
      const isThere = core.passkeys.byCredential(passkey.credential) !== null;
      return this.#refuse(passkey, from, isThere ? "counter-went-back" : undefined);
    }
    core.limits.succeeded(from, ANY_PASSKEY);
    return account.id;
  }

  #record(change: AccountRecord["change"], made: Passkey): AccountRecord {
    const { id, name, accountId } = made;
    const account = this.#core.account(accountId);
    const by = { kind: "account", id: accountId } as const;
    const timeUs = this.#core.nowUs();
    const publicKey = Buffer.from(made.publicKey).toString("base64url");
    const passkey = { id, name, publicKey };
    return { kind: "account", timeUs, change, method: "passkey", passkey, account, by };
  }

  #refuse(passkey: Passkey | null, from: string, why?: "counter-went-back"): never {
    const accountId = passkey?.accountId ?? null;
    this.#core.limits.failed(from, ANY_PASSKEY);
    const because = why === undefined ? {} : { why };
    this.#core.note({ outcome: "failed", accountId, method: "passkey", from, ...because });
    throw new TocsinError("PASSKEY_REFUSED", {});
  }

  #refuseSoon(from: string): void {
    const waitMs = this.#core.limits.waitMs(from, ANY_PASSKEY);
    if (waitMs === 0) return;
    this.#core.noteRefused(from);
    throw new TocsinError("TOO_MANY_ATTEMPTS", { seconds: Math.ceil(waitMs / 1_000) });
  }

  #refuseTooMany(count: number): void {
    if (count >= PASSKEYS_PER_ACCOUNT)
      throw new TocsinError("ACCOUNT_INVALID", {
        detail: `An account has at most ${PASSKEYS_PER_ACCOUNT} passkeys: revoke one first.`,
      });
  }
}

/** No authenticator calls a passkey so: what it says has no colon. */
const keyFileCredential = (publicKey: string): string => `key-file:${publicKey}`;

const keyFileRefused = (detail: string): TocsinError =>
  new TocsinError("ACCOUNT_INVALID", { detail });

/** What an authenticator keeps of whose a passkey is: the account's id, which says nothing of the person. */
const handleOf = (accountId: string): string =>
  Buffer.from(accountId, "utf8").toString("base64url");

const isOf = (purpose: ChallengePurpose, page: PasskeyPage): boolean =>
  purpose.rpId === page.rpId && purpose.origin === page.origin;

const isPasskeyOf = (passkey: Passkey, answer: PasskeyAnswer, page: PasskeyPage): boolean =>
  passkey.rpId === page.rpId && answer.response.userHandle === handleOf(passkey.accountId);

const summaryOf = ({ id, name, rpId, createdUs, usedUs }: Passkey): PasskeySummary => ({
  id,
  name,
  rpId,
  createdUs,
  usedUs,
});

function passkeyName(text: string): string {
  const name = text.normalize("NFC").trim();
  if (/^[^\p{C}]{1,64}$/u.test(name)) return name;
  throw new TocsinError("ACCOUNT_INVALID", {
    detail: "A passkey has a name of up to 64 characters.",
  });
}
