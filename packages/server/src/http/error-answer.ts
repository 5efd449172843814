import { type ErrorCode, TocsinError } from "@tocsin/sdk";

/** What a refused request is answered with: the same words as on the command line. */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Status of each error that a request can meet; any other is the server's own failure. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  REQUEST_INVALID: 400,
  SOURCE_NOT_FOUND: 404,
  STORY_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  SUBJECT_NOT_FOUND: 404,
  JOURNAL_NOT_FOUND: 404,
  DRILL_NOT_FOUND: 404,
  SERVER_BUSY: 503,
  SIGN_IN_NEEDED: 401,
  SESSION_EXPIRED: 401,
  SIGN_IN_FAILED: 401,
  PROVIDER_OFF: 404,
  PROVIDER_UNREACHABLE: 503,
  PROVIDER_REFUSED: 401,
  PROVIDER_NOT_BEGUN: 400,
  PROVIDER_NO_ROLE: 403,
  ACCOUNT_CLOSED: 403,
  SECOND_FACTOR_NEEDED: 403,
  NOT_ALLOWED: 403,
  PASSKEY_REFUSED: 401,
  PASSKEY_UNPROVEN: 400,
  PASSKEY_PAGE: 400,
  PASSKEY_NOT_FOUND: 404,
  TOO_MANY_ATTEMPTS: 429,
  PASSWORD_UNFIT: 400,
  LINK_INVALID: 410,
  ACCOUNT_NOT_FOUND: 404,
  ACCOUNT_EXISTS: 409,
  ACCOUNT_INVALID: 400,
  LAST_ADMINISTRATOR: 409,
  TOKEN_NOT_FOUND: 404,
  KEY_NOT_FOUND: 404,
  IDENTITY_UNAVAILABLE: 503,
  OBSERVERS_OFF: 404,
  TOO_MANY_REPORTS: 429,
  REPORT_UNRECORDED: 503,
  REPORT_NOT_FOUND: 404,
  ENVELOPE_REFUSED: 401,
  COMMAND_REFUSED: 409,
  STATE_CHANGED: 409,
  COMMAND_UNRECORDED: 503,
  SECOND_PERSON_NEEDED: 403,
  SECOND_NOT_INDEPENDENT: 403,
  SECOND_NOT_ON_SITE: 403,
  SIGNATURE_NEEDED: 403,
  PROOF_NEEDED: 403,
  PROPOSAL_OPEN: 409,
  PROPOSAL_NOT_FOUND: 404,
  RECIPIENT_NOT_FOUND: 404,
  PROPOSAL_CLOSED: 409,
  OPERATIONS_OFF: 404,
  SCENARIO_NOT_FOUND: 409,
  SCENARIO_INVALID: 409,
  STATEMENT_REFUSED: 400,
  DRILL_REFUSED: 409,
  DESK_CLOSED: 403,
  CASE_NOT_FOUND: 404,
  CASE_REFUSED: 409,
  CASE_NOT_WRITTEN: 503,
  CANDIDATES_INVALID: 400,
};

export function errorAnswer(error: unknown): {
  readonly status: number;
  readonly body: ErrorAnswer;
} {
  if (error instanceof TocsinError)
    return { status: STATUS[error.code] ?? 500, body: answerOf(error) };
  const status = statusOf(error);
  // What Fastify refuses by itself: a body that is too large, a method without a route.
  if (status !== null && status < 500) {
    const detail = error instanceof Error ? error.message : "The request is not understood.";
    return { status, body: answerOf(new TocsinError("REQUEST_INVALID", { detail })) };
  }
  return {
    status: 500,
    body: {
      code: "DEFECT",
      message: "This is a defect of Tocsin.",
      remedy: "Please report it with the server's log.",
    },
  };
}

export const answerOf = ({ code, message, remedy }: TocsinError): ErrorAnswer => ({
  code,
  message,
  remedy,
});

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return null;
  return typeof error.statusCode === "number" ? error.statusCode : null;
}
