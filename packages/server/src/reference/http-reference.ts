import { z } from "zod";
import { ROUTES, type RouteDescription } from "../http/api-description.ts";
import { HTTP_LIMITS } from "../http/build-server.ts";
import { LIVE_CLIENTS_MAX } from "../http/live-hub.ts";
import { LONG_QUERY_BOUNDS, QUERY_BOUNDS } from "../http/threaded-queries.ts";

const HEAD = `# HTTP

\`tocsin demo\` and \`tocsin start\` serve the console and this interface, by default at \`http://127.0.0.1:4600\`, on this
machine only. This page is made from \`packages/server/src/http\` by
\`node packages/server/src/config/write-reference.ts\`; a test compares the two. Shapes of all answers are in
\`GET /api/openapi.json\`, and as TypeScript in \`packages/sdk/src/picture\`.

- Times are microseconds since 1970, UTC, but in questions, which are asked in ISO 8601 with a zone.
- Places are latitude, then longitude, in degrees.
- A refusal is \`{ code, message, remedy }\` in the words of [Errors](errors.md).
- \`notional\` and \`mode\` of a source say whether it is real. Show them wherever you show anything of it.
- Who may ask for what stands in [Who may do what](access.md). A session is a cookie that no script can read; signing in
  sets it. Refused with 401: sign in first. Refused with 403: this account may not.
- What is sent is JSON. A page of another site cannot read, watch or change anything: other origins are refused, and so are
  host names that are not this machine's.
`;

const limits = `## Limits

| what | limit |
|---|---|
| address of a request | ${HTTP_LIMITS.urlCharacters} characters |
| body of a request | ${HTTP_LIMITS.bodyBytes} bytes |
| connections | ${HTTP_LIMITS.connections} |
| time for a request to arrive | ${HTTP_LIMITS.requestMs / 1000} s |
| screens that watch | ${LIVE_CLIENTS_MAX} |
| questions that wait for an answer | ${QUERY_BOUNDS.waiting} |
| time for an answer | ${QUERY_BOUNDS.timeoutMs / 1000} s |
| reports that wait to be made | ${LONG_QUERY_BOUNDS.waiting} |
| time for a report | ${LONG_QUERY_BOUNDS.timeoutMs / 1000} s |
| memory for an answer or a report | ${QUERY_BOUNDS.memoryMb} MB |
`;

/** The page docs/reference/http.md, made from the description of the routes. */
export const httpReference = (): string => [HEAD, ...ROUTES.map(section), limits].join("\n");

function section(route: RouteDescription): string {
  const { path, method = "GET", summary, parameters, body, refusals, media } = route;
  const lines = [`## ${method} ${path}`, "", summary, ""];
  if (parameters.length > 0) {
    lines.push("| parameter | in | meaning |", "|---|---|---|");
    for (const { name, in: where, description } of parameters)
      lines.push(`| \`${name}\` | ${where} | ${description} |`);
    lines.push("");
  }
  if (body instanceof z.ZodObject)
    lines.push(
      `Body: ${Object.keys(body.shape)
        .map((key) => `\`${key}\``)
        .join(", ")}.`,
      "",
    );
  if (media !== undefined) lines.push(`Answer: ${media}.`, "");
  const refused = Object.entries(refusals);
  if (refused.length > 0)
    lines.push(`Refusals: ${refused.map(([status, why]) => `${status}: ${why}`).join(" ")}`, "");
  return lines.join("\n");
}
