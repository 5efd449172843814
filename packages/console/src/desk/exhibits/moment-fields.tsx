import type { DeskPlace } from "@tocsin/sdk";
import { type ReactElement, useId } from "react";
import { DateTimeLine } from "../../fields/date-time-line.tsx";
import { TextLine } from "../../fields/text-line.tsx";

/** A time and a place as they are typed. */
export interface MomentTyped {
  /** `2026-05-04T07:00`, or empty. */
  readonly local: string;
  /** `+03:00`; null: nobody said, and it is that of this browser's place at that time. */
  readonly zone: string | null;
  readonly place: string;
}

const MINUTES_PER_HOUR = 60;
const zoneText = (minutes: number): string => {
  const [hours, rest] = [
    Math.floor(Math.abs(minutes) / MINUTES_PER_HOUR),
    Math.abs(minutes) % MINUTES_PER_HOUR,
  ];
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
};
/** Every half hour that some zone has, and the four zones of a quarter hour. */
const ZONES = [...Array.from({ length: 53 }, (_, i) => (i - 24) * 30), 345, 525, 765, 825]
  .toSorted((a, b) => a - b)
  .map(zoneText);

/** Nothing yet. */
export const noMoment: MomentTyped = { local: "", zone: null, place: "" };

/** Where nobody chose a zone, this place's at the time that is typed, which in summer is another than in winter. */
function zoneOf({ local, zone }: Pick<MomentTyped, "local" | "zone">): string {
  if (zone !== null) return zone;
  const then = local === "" ? Number.NaN : new Date(local).getTimezoneOffset();
  return zoneText(-(Number.isNaN(then) ? new Date().getTimezoneOffset() : then));
}

/** ISO 8601 with its zone; null where nothing is typed. */
export const takenOf = ({ local, zone }: Pick<MomentTyped, "local" | "zone">): string | null =>
  local === ""
    ? null
    : `${local.length === "2026-05-04T07:00".length ? `${local}:00` : local}${zoneOf({ local, zone })}`;

/** Degrees where it reads as two numbers on Earth, else words; null where nothing is typed. */
export function placeOf({ place }: MomentTyped): DeskPlace | null {
  const text = place.trim();
  if (text === "") return null;
  const degrees = /^(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)$/.exec(text);
  const [latDeg, lonDeg] = [Number(degrees?.[1]), Number(degrees?.[2])];
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 ? { latDeg, lonDeg } : { text };
}

/** Asks when, with the zone of it, and where. */
export function MomentFields(properties: {
  readonly typed: MomentTyped;
  readonly onType: (typed: MomentTyped) => void;
  readonly when: string;
  /** Left out: no place is asked for. */
  readonly where?: string;
  readonly required?: boolean;
}): ReactElement {
  const { typed, onType, when, where, required } = properties;
  const id = useId();
  return (
    <>
      <div className="desk-moment">
        <DateTimeLine
          label={when}
          value={typed.local}
          onChange={(local) => onType({ ...typed, local })}
          required={required === true}
        />
        <div className="field">
          <label htmlFor={id}>Clock ahead of UTC by</label>
          <select
            id={id}
            value={zoneOf(typed)}
            onChange={({ currentTarget }) => onType({ ...typed, zone: currentTarget.value })}
          >
            {ZONES.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </div>
      </div>
      {where !== undefined && (
        <TextLine
          label={where}
          value={typed.place}
          onChange={(place) => onType({ ...typed, place })}
          maxLength={300}
        />
      )}
    </>
  );
}
