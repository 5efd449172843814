import type { Parameter, RouteDescription } from "../api-description.ts";
import { secondBody, signedCommandBody } from "./operator-routes.ts";
import {
  commandAnswerSchema,
  operationsSchema,
  proposalListSchema,
  recipientsSchema,
  recipientTestSchema,
} from "./operator-schemas.ts";

const proposalId: Parameter = { name: "id", in: "path", description: "Of a proposal." };
const OFF = "Nothing can be commanded here.";
const DEAF = "The post does not answer now.";
const GONE = "There is no such proposal.";
const ENDED = "It has ended, or what it was made on has changed.";

/** Routes with which people act on warnings. */
export const OPERATOR_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/operations",
    access: "view",
    summary:
      "What is ordered now, what waits for a second person, and the tags that commands name what they were made on with.",
    parameters: [],
    answer: operationsSchema,
    refusals: { 404: OFF, 503: DEAF },
  },
  {
    path: "/api/commands",
    method: "POST",
    access: "operate",
    summary:
      "Acts on the site's warnings. What raises protection is done at once; what lowers it becomes a proposal.",
    parameters: [],
    body: signedCommandBody,
    answer: commandAnswerSchema,
    refusals: {
      404: OFF,
      409: "It has changed since `seen`, there is nothing to change, or the same is proposed already.",
      503: "The record does not take it, too much waits, or the post does not answer now.",
    },
  },
  {
    path: "/api/recipients",
    access: "view",
    summary: "How those are that channels know by name, such as sirens.",
    parameters: [],
    answer: recipientsSchema,
    refusals: { 404: OFF, 503: DEAF },
  },
  {
    path: "/api/recipients/{channel}/{id}/test",
    method: "POST",
    access: "administer",
    summary: "Tests one of them without a sound, now, and answers what came of it.",
    parameters: [
      { name: "channel", in: "path", description: "Id of its channel." },
      { name: "id", in: "path", description: "Its own." },
    ],
    answer: recipientTestSchema,
    refusals: { 404: "There is no such recipient that can be tested.", 503: DEAF },
  },
  {
    path: "/api/proposals",
    access: "operate",
    summary: "What waits for a second person, and how the latest ended.",
    parameters: [],
    answer: proposalListSchema,
    refusals: { 404: OFF, 503: DEAF },
  },
  {
    path: "/api/proposals/{id}/second",
    method: "POST",
    access: "supervise",
    summary:
      "Agrees to what another person proposed: it takes effect. Asks for a proof (password, passkey) of the last minutes, or a signature over the proposal.",
    parameters: [proposalId],
    body: secondBody,
    answer: commandAnswerSchema,
    refusals: {
      403: "One's own proposal, no recent proof, or not on the site where that is asked for.",
      404: GONE,
      409: ENDED,
      503: "The record does not take it, or the post does not answer now.",
    },
  },
  {
    path: "/api/proposals/{id}/refuse",
    method: "POST",
    access: "operate",
    summary: "Ends a proposal without effect; stops a countdown.",
    parameters: [proposalId],
    answer: commandAnswerSchema,
    refusals: { 404: GONE, 409: ENDED, 503: DEAF },
  },
  {
    path: "/api/proposals/{id}/withdraw",
    method: "POST",
    access: "operate",
    summary: "Takes one's own proposal back.",
    parameters: [proposalId],
    answer: commandAnswerSchema,
    refusals: { 403: "It is somebody else's.", 404: GONE, 409: ENDED, 503: DEAF },
  },
];
