import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";

/** Codes of the standards are short words; anything else that a provider says is not repeated. */
const STANDARD_CODE = /^[a-z_]{1,64}$/;
const OUT_OF_REACH: ReadonlySet<unknown> = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT"]);
const SERVER_FAILS = 500;

/** Whether no answer came, as against one that does not hold. */
export function isOutOfReach(error: unknown): boolean {
  // What `fetch` rejects with has the reason as its cause; other TypeErrors are of values.
  if (error instanceof TypeError) return error.cause !== undefined;
  if (!(error instanceof ClientError)) return false;
  if (OUT_OF_REACH.has(error.code)) return true;
  return error.cause instanceof Response && error.cause.status >= SERVER_FAILS;
}

/** What went wrong, without anything that was sent: it may be a code or a token. */
export function problemText(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return `it says ${STANDARD_CODE.test(error.error) ? error.error : "no"}`;
  // What has a code is worded by the library, and names parameters and claims without their values.
  if (error instanceof ClientError && OUT_OF_REACH.has(error.code))
    return "it does not answer in time";
  if (error instanceof ClientError)
    return error.code !== undefined && error.cause instanceof Error
      ? error.cause.message
      : error.message;
  if (!(error instanceof Error)) return "something went wrong";
  const { cause } = error;
  if (!(cause instanceof Error) || !("code" in cause)) return error.message;
  return REASON_WORDS[String(cause.code)] ?? `${error.message} (${String(cause.code)})`;
}

/** What the system and TLS have codes for, as people say it; a code that is not here stands as it is. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at its address",
  ECONNRESET: "it broke the connection off",
  EHOSTUNREACH: "there is no way to its address",
  ENETUNREACH: "there is no network to it",
  ENOTFOUND: "its name is not known here",
  EAI_AGAIN: "no name server answers",
  ETIMEDOUT: "it does not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer in time",
  UND_ERR_HEADERS_TIMEOUT: "it does not answer in time",
  UND_ERR_SOCKET: "it broke the connection off",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by nobody that this machine trusts",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by nobody that this machine trusts",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by nobody that this machine trusts",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by nobody that this machine trusts",
};
