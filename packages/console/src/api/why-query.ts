import type { LatLonDeg } from "@tocsin/sdk";

/** The ways to ask why: of a decision, of an object and an area, of an area at a time, of any place at a time. */
export type WhyQuery =
  | { readonly of: "decision"; readonly number: number }
  | { readonly of: "track"; readonly trackId: string; readonly areaId: string }
  | { readonly of: "area"; readonly areaId: string; readonly timeUs: number }
  | {
      readonly of: "place";
      readonly place: LatLonDeg;
      readonly timeUs: number;
      readonly fromDeg: number;
      readonly heightM: number;
    };

export function whyParameters(query: WhyQuery): URLSearchParams {
  switch (query.of) {
    case "decision":
      return new URLSearchParams({ decision: String(query.number) });
    case "track":
      return new URLSearchParams({ track: query.trackId, area: query.areaId });
    case "area":
      return new URLSearchParams({ area: query.areaId, time: isoTime(query.timeUs) });
    case "place":
      return new URLSearchParams({
        at: query.place.join(","),
        time: isoTime(query.timeUs),
        from: String(query.fromDeg),
        height: String(query.heightM),
      });
  }
}

const isoTime = (timeUs: number): string => new Date(timeUs / 1000).toISOString();
