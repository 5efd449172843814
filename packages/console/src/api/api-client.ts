import type { WhyReport } from "@tocsin/core";
import type {
  DrillReadiness,
  DrillScore,
  DrillSummary,
  OfficialReport,
  ScorecardReport,
  SourceDetail,
  SourceSummary,
  Story,
  Timeline,
} from "@tocsin/sdk";
import { type WhyQuery, whyParameters } from "./why-query.ts";

/** Something went wrong between here and the server, in words for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** Null where no answer came. */
  readonly status: number | null;
  /** Of the server's list of errors; null where it gave none. */
  readonly code: string | null;

  constructor(message: string, status: number | null, code: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const getSources = (signal: AbortSignal): Promise<readonly SourceSummary[]> =>
  getJson<readonly SourceSummary[]>("/api/sources", signal);

export const getSource = (id: string, signal: AbortSignal): Promise<SourceDetail> =>
  getJson<SourceDetail>(sourceAddress(id), signal);

export const getTimeline = (id: string, signal: AbortSignal): Promise<Timeline> =>
  getJson<Timeline>(`${sourceAddress(id)}/timeline`, signal);

export const getWhy = (id: string, query: WhyQuery, signal: AbortSignal): Promise<WhyReport> =>
  getJson<WhyReport>(`${sourceAddress(id)}/why?${whyParameters(query).toString()}`, signal);

/** The report of an incident, as a page; it may take minutes. */
export async function getReport(id: string, query: WhyQuery, signal: AbortSignal): Promise<Blob> {
  const address = `${sourceAddress(id)}/report?${whyParameters(query).toString()}`;
  const response = await ask(address, { signal });
  if (response.status === 401) signedOut();
  if (!response.ok) throw await refusal(response);
  return response.blob();
}

export const getOfficial = (id: string, signal: AbortSignal): Promise<OfficialReport> =>
  getJson<OfficialReport>(`${sourceAddress(id)}/official`, signal);

/** `month` as `2026-11`; null: all. */
export const getScorecard = (
  id: string,
  month: string | null,
  signal: AbortSignal,
): Promise<ScorecardReport> =>
  getJson<ScorecardReport>(
    `${sourceAddress(id)}/scorecard${month === null ? "" : `?month=${month}`}`,
    signal,
  );

/** Whether an exercise could begin now. */
export const getDrillReadiness = (signal: AbortSignal): Promise<DrillReadiness> =>
  getJson<DrillReadiness>("/api/drill", signal);

/** The exercises beside the post, the latest first. */
export const getDrills = (signal: AbortSignal): Promise<readonly DrillSummary[]> =>
  getJson<readonly DrillSummary[]>("/api/drills", signal);

export const getDrill = (id: string, signal: AbortSignal): Promise<DrillScore> =>
  getJson<DrillScore>(`/api/drills/${encodeURIComponent(id)}`, signal);

export const getStories = (signal: AbortSignal): Promise<readonly Story[]> =>
  getJson<readonly Story[]>("/api/stories", signal);

export const getStory = (id: string, signal: AbortSignal): Promise<Story> =>
  getJson<Story>(`/api/stories/${encodeURIComponent(id)}`, signal);

const sourceAddress = (id: string): string => `/api/sources/${encodeURIComponent(id)}`;

/** Told when the server no longer takes the asker for somebody who may ask. */
let signedOut: () => void = () => undefined;
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener;
};

/** The server and the console are one product of one version: what it sends has the shape that the contract names. */
export async function getJson<T>(
  address: string,
  signal?: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const headers = { accept: "application/json", ...more };
  const response = await ask(address, { headers, ...(signal === undefined ? {} : { signal }) });
  if (response.status === 401) signedOut();
  return (await answerOf(response)) as T;
}

/** Sends what a person did. A refusal here is told where it was done, and signs nobody out. */
export async function postJson<T>(
  address: string,
  body: object = {},
  more: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json", ...more };
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await ask(address, { ...request, ...(signal === undefined ? {} : { signal }) });
  return (await answerOf(response)) as T;
}

/** Bytes, such as a picture. */
export async function getBlob(
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Blob> {
  const response = await ask(address, { headers });
  if (!response.ok) throw await refusal(response);
  return response.blob();
}

/** Sends a file as it is. */
export async function postBlob<T>(
  address: string,
  body: Blob,
  more: Readonly<Record<string, string>>,
): Promise<T> {
  const headers = { "content-type": "application/octet-stream", ...more };
  return (await answerOf(await ask(address, { method: "POST", headers, body }))) as T;
}

function ask(address: string, request: RequestInit): Promise<Response> {
  return fetch(address, request).catch((error: unknown) => {
    if (request.signal?.aborted === true) throw error;
    throw new ApiError("The server does not answer.", null);
  });
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** What the server says of its refusal, or what the status means. */
async function refusal(response: Response): Promise<ApiError> {
  const { status } = response;
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "message" in body) {
    const code = "code" in body && typeof body.code === "string" ? body.code : null;
    if (typeof body.message === "string" && body.message !== "")
      return new ApiError(body.message, status, code);
  }
  return new ApiError(
    status === 404
      ? "There is no such thing on this server."
      : `The server refused (status ${status}).`,
    status,
  );
}
