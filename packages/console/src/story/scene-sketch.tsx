import type { LatLonDeg } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { compassText, distanceText } from "../format/quantity.ts";
import { saidDirectionDeg } from "./said-direction.ts";
import { type SceneFrame, toScene } from "./scene.ts";
import type { Trace } from "./trace.ts";
import type { Variant } from "./variant.ts";

/** Units of the drawing; a sketch scales to whatever room it gets. */
const WIDTH = 400;
const HEIGHT = 280;

/**
 * A variant as a drawing: what the sensors covered, the areas and whether they were warned, what was followed. A sketch
 * and no map: all variants side by side at one scale, without five maps in one page.
 */
export function SceneSketch(properties: {
  readonly variant: Variant;
  readonly frame: SceneFrame;
  readonly trace: Trace | null;
  /** Without words, for the small picture in a list. */
  readonly bare?: boolean;
}): ReactElement {
  const { variant, frame, trace, bare = false } = properties;
  const place = placer(frame);
  return (
    <svg
      className={bare ? "sketch sketch-bare" : "sketch"}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      {...(bare ? { "aria-hidden": true } : { role: "img", "aria-label": sketchWords(variant) })}
    >
      <rect className="sketch-ground" width={WIDTH} height={HEIGHT} />
      <Coverage variant={variant} place={place} />
      <Claim variant={variant} place={place} bare={bare} />
      {trace?.paths.map((path) => (
        <polyline
          key={path.id}
          className="sketch-path"
          points={path.places.map((at) => place.point(at).join(",")).join(" ")}
        />
      ))}
      <Areas variant={variant} place={place} bare={bare} />
      {!bare && <Words variant={variant} place={place} />}
    </svg>
  );
}

interface Placer {
  readonly point: (place: LatLonDeg) => readonly [x: number, y: number];
  readonly length: (metres: number) => number;
}

function placer(frame: SceneFrame): Placer {
  const scale = HEIGHT / 2 / frame.halfHeightM;
  return {
    point(place) {
      const { eastM, northM } = toScene(frame.middle, place);
      return [round(WIDTH / 2 + eastM * scale), round(HEIGHT / 2 - northM * scale)];
    },
    length: (metres) => round(metres * scale),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface PartProperties {
  readonly variant: Variant;
  readonly place: Placer;
}

/** Reasons for which a sensor's range says nothing of what it saw. */
const UNSEEING: ReadonlySet<string> = new Set(["BELOW_HORIZON", "TERRAIN", "SENSOR_DOWN"]);

/** Sensors that could have seen the place, or whose range ends in the sketch, so that one sees where it ends. */
function Coverage({ variant: { detail, report }, place }: PartProperties): ReactElement {
  return (
    <>
      {detail.site.sensors.map((sensor) => {
        const link = report?.links.find(
          ({ stage, subject }) => stage === "sensor" && subject === sensor.id,
        );
        if (link !== undefined && link.code !== null && UNSEEING.has(link.code)) return null;
        const [x, y] = place.point(sensor.place);
        return (
          <g key={sensor.id}>
            <circle className="sketch-coverage" cx={x} cy={y} r={place.length(sensor.rangeMaxM)} />
            <circle className="sketch-sensor" cx={x} cy={y} r={4} />
          </g>
        );
      })}
    </>
  );
}

function Areas({
  variant,
  place,
  bare,
}: PartProperties & { readonly bare: boolean }): ReactElement {
  const warned = new Set(variant.detail.outcome?.warned.map(({ areaId }) => areaId));
  return (
    <>
      {variant.detail.site.areas.map((area) => {
        const ring = area.rings[0] ?? [];
        const points = ring.map((at) => place.point(at));
        const left = Math.min(...points.map(([x]) => x));
        const [, middleY] = middlePoint(points);
        const state = warned.has(area.id)
          ? "warned"
          : area.protection === "none"
            ? "open"
            : "still";
        return (
          <g key={area.id} className={`sketch-area sketch-area-${state}`}>
            <polygon points={points.map((point) => point.join(",")).join(" ")} />
            {!bare && <Label text={area.name} x={left - 8} y={middleY + 4} />}
          </g>
        );
      })}
    </>
  );
}

/** Units of the drawing in one line of text. */
const LINE = 16;
const LABEL_MAX = 16;

/** To the left of an area; what is long in two lines. */
function Label({
  text,
  x,
  y,
}: {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}): ReactElement {
  const cut = text.length > LABEL_MAX ? text.lastIndexOf(" ") : -1;
  const lines = cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
  return (
    <text textAnchor="end">
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={y + (index - (lines.length - 1) / 2) * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Where it was said to have come from, where nothing was seen: a broken line to the area that was asked for. */
function Claim({
  variant,
  place,
  bare,
}: PartProperties & { readonly bare: boolean }): ReactElement | null {
  const { detail, report, askedAreaId } = variant;
  const tracked = report?.links.some(({ stage, held }) => stage === "track" && held) ?? false;
  const ring = detail.site.areas.find(({ id }) => id === askedAreaId)?.rings[0];
  const fromDeg = saidDirectionDeg(report?.question ?? "");
  if (tracked || ring === undefined || fromDeg === null) return null;
  const [x, y] = middlePoint(ring.map((at) => place.point(at)));
  const angle = (fromDeg * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const far = 400;
  return (
    <g className="sketch-claim">
      <line
        x1={round(x + dx * far)}
        y1={round(y + dy * far)}
        x2={round(x + dx * 14)}
        y2={round(y + dy * 14)}
      />
      {!bare && (
        <text x={round(x + dx * 70 + 10)} y={round(y + dy * 70)}>
          {report?.prevented.includes("NO_OBJECT") ? "nothing there" : "not seen"}
        </text>
      )}
    </g>
  );
}

/** Names of sensors in the sketch; of one outside, where it stands. */
function Words({ variant: { detail, report }, place }: PartProperties): ReactElement {
  return (
    <>
      {detail.site.sensors.map((sensor) => {
        const [x, y] = place.point(sensor.place);
        if (x > 0 && x < WIDTH && y > 0 && y < HEIGHT) {
          const reach = place.length(sensor.rangeMaxM);
          const inside = y - reach > -HEIGHT / 8;
          return (
            <text
              key={sensor.id}
              className="sketch-word"
              x={inside ? x : 12}
              y={inside ? Math.max(26, y - reach + 28) : 22}
              textAnchor={inside ? "middle" : "start"}
            >
              {`radar sees ${distanceText(sensor.rangeMaxM)}`}
            </text>
          );
        }
        const { eastM, northM } = toScene(detail.site.origin, sensor.place);
        const away = distanceText(Math.hypot(eastM, northM));
        const bearing = compassText((Math.atan2(eastM, northM) * 180) / Math.PI);
        const hidden = report?.prevented.some(
          (code) => code === "BELOW_HORIZON" || code === "TERRAIN",
        );
        const low = hidden === true ? "; sees nothing this low" : "";
        return (
          <text key={sensor.id} className="sketch-word" x={12} y={22}>
            ↖ radar {away} {bearing}
            {low}
          </text>
        );
      })}
    </>
  );
}

function middlePoint(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const mean = (index: 0 | 1): number =>
    round(points.reduce((sum, point) => sum + point[index], 0) / Math.max(1, points.length));
  return [mean(0), mean(1)];
}

function sketchWords({ detail, name }: Variant): string {
  const warned = new Set(detail.outcome?.warned.map(({ areaId }) => areaId));
  const areas = detail.site.areas.map(
    ({ id, name: area }) => `${area}: ${warned.has(id) ? "warned" : "not warned"}`,
  );
  return `Sketch, ${name}. ${areas.join(". ")}.`;
}
