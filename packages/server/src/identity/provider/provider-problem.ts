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
  if (error instanceof ClientError)
    return error.code !== undefined && error.cause instanceof Error
      ? error.cause.message
      : error.message;
  if (!(error instanceof Error)) return "something went wrong";
  const { cause } = error;
  return cause instanceof Error && "code" in cause
    ? `${error.message} (${String(cause.code)})`
    : error.message;
}
