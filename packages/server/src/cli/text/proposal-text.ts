import type { ProposalRecord } from "../../operators/proposal-record.ts";

/** A record of a proposal as a line for people, who are in it by their ids. */
export function proposalText(record: ProposalRecord): string {
  const by = record.by === null ? "" : ` by ${record.by}`;
  if (record.change === "proposed")
    return `proposal ${record.id} made${by}: ${JSON.stringify(record.command)} (${record.reason})`;
  if (record.change === "done")
    return `order ${record.id} signed${by}: ${JSON.stringify(record.command)} (${record.reason})`;
  const why = record.detail === null ? "" : `: ${record.detail}`;
  return `proposal ${record.id} ${record.change}${by}${why}`;
}
