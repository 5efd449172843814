import type { TimeUs } from "@tocsin/core";
import type { LatLonDeg } from "@tocsin/sdk";
import { escapeXml } from "./escape-xml.ts";

/** An event of ours, before it is written in one of the forms. */
export interface OutgoingEvent {
  readonly uid: string;
  readonly type: string;
  readonly how: string;
  /** Of operations, an exercise or a simulation. */
  readonly operation: "o" | "e" | "s";
  /** When it was made and holds from. */
  readonly timeUs: TimeUs;
  readonly staleUs: TimeUs;
  readonly place: LatLonDeg;
  /** null: not known. */
  readonly heightM: number | null;
  /** One sigma of a place, or how far an area reaches; null: not known. */
  readonly circularErrorM: number | null;
  readonly callsign: string | null;
  readonly motion: { readonly speedMps: number; readonly courseDeg: number } | null;
  /** What else its detail holds. */
  readonly details: readonly DetailElement[];
}

/** One element of a detail, with attributes in order, then its text or what is inside. */
export interface DetailElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly inside?: string | readonly DetailElement[];
}

export function renderElement({ name, attributes = {}, inside = "" }: DetailElement): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join("");
  const content =
    typeof inside === "string" ? escapeXml(inside) : inside.map(renderElement).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Milliseconds: the finest that both forms can say. */
export const millisecondsOf = (timeUs: TimeUs): number => Math.floor(timeUs / 1_000);
