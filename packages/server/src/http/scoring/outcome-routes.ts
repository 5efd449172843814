import { outcomeStatementSchema, statementProblem, type StatedBy, TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { OutcomeRecord } from "../../scoring/outcome-record.ts";
import { forThose } from "../identity/access.ts";
import { readBody } from "../identity/read-body.ts";

/** The journal of the post, for what people say afterwards; the sequence number of the record, or null where it is not taken. */
export interface OutcomeLine {
  readonly record: (record: OutcomeRecord) => Promise<number | null>;
  readonly areas: ReadonlySet<string>;
}

/** What happened, as people say it afterwards. It changes no warning and no decision, only how they are scored. */
export function addOutcomeRoutes(
  app: FastifyInstance,
  line: () => OutcomeLine,
  nowUs: () => number,
): void {
  app.post("/api/outcomes", forThose("attest"), (request) => state(line(), request, nowUs()));
}

async function state(
  { areas, record }: OutcomeLine,
  request: FastifyRequest,
  recordedUs: number,
): Promise<{ readonly record: number }> {
  const statement = readBody(outcomeStatementSchema, request);
  const problem = statementProblem(statement, { nowUs: recordedUs, areas });
  if (problem !== null) throw new TocsinError("STATEMENT_REFUSED", { detail: problem });
  const sequence = await record({ recordedUs, by: statedBy(request), statement });
  if (sequence === null) throw new TocsinError("REPORT_UNRECORDED", {});
  return { record: sequence };
}

function statedBy({ asker }: FastifyRequest): StatedBy {
  if (asker.kind === "account") return { kind: "account", id: asker.account.id };
  if (asker.kind === "command-line") return { kind: "command-line", user: asker.user };
  throw new TocsinError("SIGN_IN_NEEDED", {});
}
