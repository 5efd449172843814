import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Recordings that cannot be shipped; null where they are not here. */
export const CAP_DATA = ((): string | null => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const folder = `${process.env["TOCSIN_DATA"] ?? `${root}../shared/data`}/cap`;
  return existsSync(folder) ? folder : null;
})();

export const octets = (text: string): Uint8Array => Buffer.from(text, "utf8");
export const recorded = (name: string): Uint8Array => readFileSync(`${CAP_DATA}/${name}`);

export interface AlertParts {
  readonly identifier?: string;
  readonly sender?: string;
  readonly sent?: string;
  readonly status?: string;
  readonly msgType?: string;
  readonly references?: string;
  readonly event?: string;
  readonly headline?: string;
  readonly expires?: string;
  readonly area?: string;
  readonly infos?: string;
}

/** A polygon around the site of the tests, and an area that has a name and a code only. */
export const AROUND =
  "<areaDesc>Harbour</areaDesc><polygon>33.20,44.30 33.40,44.30 33.40,44.50 33.20,44.50 33.20,44.30</polygon>";
export const NAMED =
  "<areaDesc>Old town</areaDesc><geocode><valueName>EMMA</valueName><value>IQ07</value></geocode>";

/** An alert of CAP 1.2 that we made up. */
export function alertXml(parts: AlertParts = {}): string {
  const { expires = "2026-05-01T09:00:00+00:00", references } = parts;
  const infos =
    parts.infos ??
    `<info><language>en</language><category>Security</category><event>${parts.event ?? "Air raid"}</event>
<responseType>Shelter</responseType><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty>
<eventCode><valueName>LOCAL</valueName><value>AR1</value></eventCode>${expires === "" ? "" : `<expires>${expires}</expires>`}
<headline>${parts.headline ?? "Air raid alarm"}</headline><instruction>Go to the shelter.</instruction>
<area>${parts.area ?? AROUND}</area></info>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${parts.identifier ?? "CD-1"}</identifier>
<sender>${parts.sender ?? "alarm@civil-defence.example"}</sender><sent>${parts.sent ?? "2026-05-01T08:00:00+00:00"}</sent>
<status>${parts.status ?? "Actual"}</status><msgType>${parts.msgType ?? "Alert"}</msgType><scope>Public</scope>
${references === undefined ? "" : `<references>${references}</references>`}${infos}</alert>`;
}
