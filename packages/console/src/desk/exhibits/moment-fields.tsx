import type { DeskPlace } from "@tocsin/sdk";
import { type ReactElement, useId } from "react";
import { DateTimeLine } from "../../fields/date-time-line.tsx";
import { TextLine } from "../../fields/text-line.tsx";

/** A time and a place as they are typed. */
export interface MomentTyped {
  /** `2026-05-04T07:00`, or empty. */
  readonly local: string;
  /** `+03:00`. */
  readonly zone: string;
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
/** Every half hour that some zone has, and the three zones of a quarter hour. */
const ZONES = [...Array.from({ length: 53 }, (_, i) => (i - 24) * 30), 345, 525, 765]
  .toSorted((a, b) => a - b)
  .map(zoneText);

/** Nothing yet, in the zone that this browser is in. */
export const noMoment = (): MomentTyped => ({
  local: "",
  zone: zoneText(-new Date().getTimezoneOffset()),
  place: "",
});

/** ISO 8601 with its zone; null where nothing is typed. */
export const takenOf = ({ local, zone }: MomentTyped): string | null =>
  local === ""
    ? null
    : `${local.length === "2026-05-04T07:00".length ? `${local}:00` : local}${zone}`;

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
            value={typed.zone}
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
