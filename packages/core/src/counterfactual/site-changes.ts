import type { SensorSpec } from "../coverage/sensor.ts";
import type { LocalFrame } from "../geodesy/local-frame.ts";
import { geodeticToEnu } from "../geodesy/local-frame.ts";
import { circleRing } from "../geodesy/polygon.ts";
import type { Geodetic } from "../geodesy/geodetic.ts";
import type { Area } from "../policy/area.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import type { DefenceSpec, SiteModel } from "../policy/site-model.ts";
import { areaId } from "../units/ids.ts";
import type { Change } from "./change.ts";
import { widenedRing } from "./widened-ring.ts";

/** Half the width of an area that is drawn about a place that lies in none, m: a house. */
const DRAWN_RADIUS_M = 50;
const DRAWN_SIDES = 16;
/** The id of an area that is drawn about a place that lies in none. */
export const DRAWN_AREA = "place-asked-about";

type SiteChange = (site: SiteModel) => SiteModel;

const withArea =
  (id: string, change: (area: Area, site: SiteModel) => Area): SiteChange =>
  (site) => ({
    ...site,
    areas: site.areas.map((area) => (area.id === id ? change(area, site) : area)),
  });

const withSensor =
  (id: string, change: (spec: SensorSpec) => SensorSpec): SiteChange =>
  (site) => ({
    ...site,
    sensors: site.sensors.map((spec) => (spec.id === id ? change(spec) : spec)),
  });

/** Somebody had asked this site to warn the people of the area. */
export const protectArea = ({ id, name }: Area): Change => ({
  name: `areas.${id}.protection=protected`,
  clause: `this site had been asked to warn the people of ${name}`,
  notional: false,
  site: withArea(id, (area) => ({ ...area, protection: "protected" })),
});

/** A house-sized area about the place, protected by this site. */
export const drawArea = (frame: LocalFrame, place: Geodetic): Change => ({
  name: `areas.${DRAWN_AREA}.protection=protected`,
  clause: "the place had been an area that this site protects",
  notional: false,
  site: (site) => {
    const [e, n] = geodeticToEnu(frame, place);
    const drawn: Area = {
      id: areaId(DRAWN_AREA),
      name: "The place asked about",
      owner: "not known",
      protection: "protected",
      rings: [circleRing(e, n, DRAWN_RADIUS_M, DRAWN_SIDES)],
      groundHeightM: site.groundHeightM,
      people: 1,
      shelterS: 0,
      bufferM: 0,
    };
    return { ...site, areas: [...site.areas, drawn] };
  },
});

/** The policy of one area otherwise; `text` as after `--set areas.ID.`. */
export const changePolicyOf = (
  area: Area,
  what: {
    readonly text: string;
    readonly clause: string;
    readonly change: (policy: Policy) => Policy;
  },
): Change => ({
  name: `areas.${area.id}.${what.text}`,
  clause: what.clause,
  notional: false,
  site: withArea(area.id, (before, site) => {
    const policy = policyOf(before, site);
    return {
      ...before,
      policy: { ...what.change(policy), version: `${policy.version}+what-if` },
    };
  }),
});

/** The area's buffer, which widens it for what flies. */
export const changeBuffer = (area: Area, bufferM: number): Change => ({
  name: `areas.${area.id}.buffer_m=${bufferM}`,
  clause: `the buffer of ${area.name} had been ${bufferM} m`,
  notional: false,
  site: withArea(area.id, (before) => ({ ...before, bufferM })),
});

/** The area's outline, with every edge moved outwards. */
export const widenArea = (area: Area, widenM: number): Change => ({
  name: `areas.${area.id}.widen_m=${widenM}`,
  clause: `the outline of ${area.name} had reached ${widenM} m further out on every side`,
  notional: false,
  site: withArea(area.id, (before) => {
    const [outer, ...holes] = before.rings;
    return { ...before, rings: [widenedRing(outer, widenM), ...holes] };
  }),
});

/** Automatic warning on from the beginning, whoever switched it off. */
export const automationOn = (): Change => ({
  name: "automation=on",
  clause: "automatic warning had been on",
  notional: false,
  site: (site) => ({ ...site, automation: true }),
  drops: ({ command }) => command.kind === "automation" && !command.on,
});

export const withoutInhibit = (area: Area): Change => ({
  name: `areas.${area.id}.inhibit=off`,
  clause: `warning of ${area.name} had not been inhibited`,
  notional: false,
  drops: ({ command }) => command.kind === "inhibit" && command.areaId === area.id,
});

export const withoutRetraction = (area: Area): Change => ({
  name: `areas.${area.id}.retraction=off`,
  clause: `nobody had taken back or ended the warning of ${area.name}`,
  notional: false,
  drops: ({ command }) =>
    (command.kind === "retract" || command.kind === "all-clear") && command.areaId === area.id,
});

/** One command that would not have been given, by its number in the journal. */
export const withoutCommand = (wanted: number): Change => ({
  name: `commands.${wanted}=off`,
  clause: `the command of record ${wanted} had not been given`,
  notional: false,
  drops: (_, sequence) => sequence === wanted,
});

export const withoutMask = (id: string): Change => ({
  name: `masks.${id}=off`,
  clause: `the friendly flight ${id} had not been announced`,
  notional: false,
  site: (site) => ({ ...site, masks: site.masks.filter((mask) => mask.id !== id) }),
});

export const mendSensor = ({ id, name }: SensorSpec): Change => ({
  name: `sensors.${id}=up`,
  clause: `${name} had been working`,
  notional: true,
  mendedSensor: id,
});

/** Nothing bounds what the sensor sees: neither range, sector, elevation, horizon, ground, echo nor speed. */
export const openSensor = ({ id, name }: SensorSpec): Change => ({
  name: `sensors.${id}.coverage=open`,
  clause: `${name} had seen as far and as low as that`,
  notional: true,
  site: withSensor(id, (spec) => {
    const open: SensorSpec = {
      ...spec,
      coverage: {
        rangeMinM: 0,
        rangeMaxM: 1_000_000,
        azimuthFromRad: 0,
        azimuthWidthRad: 2 * Math.PI,
        elevationMinRad: -Math.PI / 2,
        elevationMaxRad: Math.PI / 2,
        horizon: false,
      },
    };
    Reflect.deleteProperty(open, "radar");
    return open;
  }),
});

export const changeRange = ({ id, name }: SensorSpec, rangeMaxM: number): Change => ({
  name: `sensors.${id}.range_max_m=${rangeMaxM}`,
  clause: `${name} had reached ${rangeMaxM} m`,
  notional: true,
  site: withSensor(id, (spec) => ({ ...spec, coverage: { ...spec.coverage, rangeMaxM } })),
});

/** The antenna higher up at the same place. */
export const raiseSensor = ({ id, name }: SensorSpec, raisedM: number): Change => ({
  name: `sensors.${id}.raised_m=${raisedM}`,
  clause: `the antenna of ${name} had stood ${raisedM} m higher`,
  notional: true,
  site: withSensor(id, (spec) => ({
    ...spec,
    position: { ...spec.position, heightM: spec.position.heightM + raisedM },
  })),
});

/** One more sensor by its stated model: how it would see is known, what it would have seen is not. */
export const addSensor = (spec: SensorSpec): Change => ({
  name: `sensors.${spec.id}=added`,
  clause: `${spec.name} had been there`,
  notional: true,
  mendedSensor: spec.id,
  site: (site) => ({ ...site, sensors: [...site.sensors, spec] }),
});

/** A defence that stood there, by its stated rule: notional, whatever it says of itself. */
export const addDefence = (spec: DefenceSpec): Change => ({
  name: `defences.${spec.id}=added`,
  clause: `${spec.name} had stood there, ready`,
  notional: true,
  placedDefence: spec.id,
  site: (site) => ({ ...site, defences: [...site.defences, { ...spec, notional: true }] }),
});

export const mendChannel = (id: string): Change => ({
  name: `channels.${id}=up`,
  clause: `channel ${id} had delivered`,
  notional: true,
  mendedChannel: id,
});

/** A sensor's first detection of a recorded track sooner, with every look of its that it made from then on. */
export const detectEarlier = ({ id, name }: SensorSpec, seconds: number): Change => ({
  name: `sensors.${id}.earlier_s=${seconds}`,
  clause: `${name} had first detected it ${seconds} s sooner`,
  notional: true,
  earlier: { sensor: id, seconds },
});
