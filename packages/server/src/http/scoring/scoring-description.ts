import { outcomeStatementSchema } from "@tocsin/sdk";
import type { RouteDescription } from "../api-description.ts";
import { scorecardReportSchema, statedSchema } from "./scoring-schemas.ts";

/** How warnings compare with what is known to have happened, and where that is said. */
export const SCORING_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/sources/{id}/scorecard",
    access: "view",
    summary:
      "Warnings held against what is known to have happened, by month and by event: the same as `tocsin scorecard --json`.",
    parameters: [
      { name: "id", in: "path", description: "Of a source, percent-encoded." },
      { name: "month", in: "query", description: "Only events that began in it, UTC: `2026-11`." },
    ],
    answer: scorecardReportSchema,
    refusals: {
      400: "`month` is no month.",
      404: "There is no such thing.",
      503: "Too many questions are being answered.",
    },
  },
  {
    path: "/api/outcomes",
    method: "POST",
    access: "attest",
    summary:
      "Says afterwards what struck, was averted or did not happen, or takes an earlier statement back. It changes no warning.",
    parameters: [],
    body: outcomeStatementSchema,
    answer: statedSchema,
    refusals: {
      400: "It contradicts itself, names an area that the site has not, or has not happened yet.",
      404: "There is no live post here.",
      503: "The record does not take it.",
    },
  },
];
