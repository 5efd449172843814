import type { DeskCase, DeskDone, DeskKeptFile, DeskStanding } from "@tocsin/sdk";
import { ApiError, getBlob, getJson, postBlob, postJson } from "../api/api-client.ts";

/** Where the key of this window is kept: it outlives a reload, and is no other window's. */
const WINDOW_KEY = "tocsin-desk-window";

/** Lets this window in with the key of its address, which is then taken out of it. Throws where there is no key, and none was used before. */
export async function enter(): Promise<void> {
  const key = /^#key=([\w-]+)$/.exec(location.hash)?.[1];
  if (key !== undefined) {
    history.replaceState(null, "", "/");
    const { window } = await postJson<{ readonly window: string }>("/api/desk/enter", { key });
    sessionStorage.setItem(WINDOW_KEY, window);
  }
  if (windowKey() === null) throw new ApiError("This window was not let in to the desk.", null);
}

export const getCase = (): Promise<DeskCase> =>
  getJson<DeskCase>("/api/desk/case", undefined, bearer());

export const getText = async (accountId: string): Promise<string> =>
  (
    await getJson<{ readonly text: string }>(
      `/api/desk/accounts/${encodeURIComponent(accountId)}`,
      undefined,
      bearer(),
    )
  ).text;

export const sendDone = (done: DeskDone): Promise<DeskCase> =>
  postJson<DeskCase>("/api/desk/actions", done, bearer());

/** Sends what members do; it is recorded where its signature holds. */
export const sendStanding = (wanted: DeskStanding): Promise<DeskCase> =>
  postJson<DeskCase>("/api/desk/standing", wanted, bearer());

/** The page of a version of the report. */
export const getReport = (version: number): Promise<Blob> =>
  getBlob(`/api/desk/reports/${version}`, bearer());

/** Sends a file that an exhibit will name; gives what names it. */
export const sendFile = (file: File): Promise<Pick<DeskKeptFile, "sha256" | "bytes">> =>
  postBlob("/api/desk/files", file, bearer());

export const getFile = (sha256: string): Promise<Blob> =>
  getBlob(`/api/desk/files/${sha256}`, bearer());

/** The address of a linked case's own desk; it lets one window in. */
export const openLinked = async (caseId: string): Promise<string> =>
  (await postJson<{ readonly address: string }>("/api/desk/linked", { caseId }, bearer())).address;

const windowKey = (): string | null => sessionStorage.getItem(WINDOW_KEY);

const bearer = (): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${windowKey() ?? ""}`,
});
