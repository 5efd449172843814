import { openCase } from "../../cases/case-folder.ts";

/** What a name of a terminal means in a case: an exhibit, a recording, else a claim. */
export function evidenceOf(folder: string, name: string): Readonly<Record<string, string>> {
  const { exhibits, recordings } = openCase(folder);
  if (exhibits.some(({ id }) => id === name)) return { kind: "exhibit", exhibitId: name };
  if (recordings.some(({ id }) => id === name)) return { kind: "recording", recordingId: name };
  return { kind: "claim", claimId: name };
}
