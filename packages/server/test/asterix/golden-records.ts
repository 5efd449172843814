import fc from "fast-check";
import { asterixCategories } from "../../src/adapters/asterix/categories/category-registry.ts";
import type { CategorySpec } from "../../src/adapters/asterix/codec/item-spec.ts";
import { valueOf } from "./arbitrary-record.ts";
import {
  adsb,
  type Items,
  plot,
  sector,
  SECONDS,
  surface,
  target,
  track,
} from "./block-builder.ts";

/** Two records for each category: one as a sensor sends them, and one that has every item of the category. */
export const goldenRecords: readonly {
  readonly category: number;
  readonly about: string;
  readonly items: Items;
}[] = [
  {
    category: 10,
    about: "a surface radar's track",
    items: surface({
      "161": { TRK: 12 },
      "170": { CNF: 0, TRE: 0, CST: 0, MAH: 0, TCC: 1, STH: 0 },
      "202": { VX: 20, VY: -30 },
      "270": { LENGTH: 40, ORIENTATION: 96, WIDTH: 36 },
    }),
  },
  {
    category: 15,
    about: "a counter-drone radar's track of a multirotor",
    items: target({
      "000": { MT: 4, RG: 0 },
      "161": 417,
      "300": [
        { CLS: 3, PRB: 80 },
        { CLS: 1, PRB: 15 },
      ],
      "625": { R: 18_437, SDR: 25 },
      "626": { DV: -873, SDDV: 19 },
      "627": { AZ: 9_830, SDASZ: 728 },
      "628": { EL: 1_529, SDEL: 1_092 },
      "630": { RPS: 17 },
    }),
  },
  {
    category: 16,
    about: "a passive radar's place and stations",
    items: {
      "010": { SAC: 25, SIC: 13 },
      "000": 1,
      "140": SECONDS * 128,
      "200": 60,
      "400": { LAT: 536_870_912, LON: 178_956_971 },
      "405": 412,
      "420": [{ RID: 1, LAT: 536_870_912, LON: 178_956_971, ALT: 430 }],
    },
  },
  {
    category: 21,
    about: "an airliner's report",
    items: adsb({
      "090": { NUCRNACV: 2, NUCPNIC: 8, NICBARO: 1, SIL: 3, NACP: 9, SILS: 0, SDA: 2, GVA: 2 },
      "140": 5_120,
      "145": 1_280,
      "160": { RE: 0, GS: 2_049, TA: 40_960 },
      "155": { RE: 0, BVR: -160 },
      "170": 0x10c236d41820,
      "210": { VNS: 0, VN: 2, LTT: 2 },
    }),
  },
  {
    category: 34,
    about: "a radar's sector message with its state",
    items: sector(64, SECONDS, {
      "041": 512,
      "050": { COM: { NOGO: 0, RDPC: 1 }, PSR: { ANT: 0, CHAB: 1 } },
      "120": { HGT: 144, LAT: 2_097_152, LON: 699_051 },
      "090": { RNG: -3, AZM: 4 },
    }),
  },
  {
    category: 48,
    about: "a radar's plot with a flight level",
    items: plot({
      "161": { TRN: 482 },
      "220": 0x4baacd,
      "240": 0x10c236d41820,
      "090": { V: 0, G: 0, FL: 1_320 },
      "120": { CAL: { D: 0, CAL: -51 } },
    }),
  },
  {
    category: 62,
    about: "a tracker's track with its accuracy",
    items: track({
      "185": { VX: 400, VY: -80 },
      "220": -160,
      "130": 1_600,
      "500": { APC: { X: 60, Y: 40 }, COV: -30, AGA: 16, ATV: { X: 8, Y: 12 }, ARC: 32 },
    }),
  },
  ...asterixCategories.map((spec) => ({
    category: spec.category,
    about: "every item",
    items: everyItem(spec),
  })),
];

function everyItem(spec: CategorySpec): Items {
  const items: Items = Object.fromEntries(
    spec.profile.flatMap((item) =>
      item === null
        ? []
        : [[item.id, fc.sample(valueOf(item.layout), { seed: spec.category, numRuns: 1 })[0]]],
    ),
  );
  return { ...items, "010": { SAC: 25, SIC: 13 } };
}
