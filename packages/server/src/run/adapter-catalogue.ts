import type { InputConfig } from "@tocsin/sdk";

/** What an adapter takes and gives, for whoever looks for one. */
export interface AdapterEntry {
  /** `type` of the input in the site file. */
  readonly type: string;
  readonly takes: string;
  readonly gives: string;
  /** What Tocsin also writes in that format. */
  readonly writes: string;
}

const ENTRIES: Readonly<Record<InputConfig["type"], Omit<AdapterEntry, "type">>> = {
  "asterix-udp": {
    takes: "ASTERIX 010, 015, 016, 021, 034, 048, 062 over UDP",
    gives: "plots, tracks, sweeps, health of radars",
    writes: "rehearsals (015, 034, 048)",
  },
  "asterix-file": {
    takes: "the same from pcap, pcapng, FINAL or raw recordings",
    gives: "the same",
    writes: "nothing",
  },
  generic: {
    takes: "JSON of any sensor, over any transport, with a mapping where needed",
    gives: "plots, bearings, places, sweeps, health",
    writes: "rehearsals",
  },
  adsb: {
    takes: "Beast, AVR, BaseStation, readsb's JSON",
    gives: "places of aircraft that say them",
    writes: "rehearsals (Beast)",
  },
  "remote-id": {
    takes: "Remote ID from receivers that send JSON",
    gives: "places of drones that say them",
    writes: "rehearsals",
  },
  "remote-id-capture": {
    takes: "Remote ID in captured Wi-Fi and Bluetooth frames",
    gives: "the same",
    writes: "nothing",
  },
  sapient: {
    takes: "SAPIENT (BSI Flex 335 v2.0), from sensors or a middleware",
    gives: "plots, bearings, places, health",
    writes: "fused detections, alerts; rehearsals",
  },
  "cursor-on-target": {
    takes: "Cursor on Target, XML and TAK protocol 1",
    gives: "places of friends, reports of observers",
    writes: "tracks, impacts, warnings; rehearsals",
  },
  cap: {
    takes: "CAP 1.2 from files, feeds or HTTP",
    gives: "official warnings, to be shown",
    writes: "nothing",
  },
  "official-json": {
    takes: "official warnings in JSON of any form",
    gives: "official warnings, to be shown",
    writes: "nothing",
  },
  defence: {
    takes: "what a site's defences say of themselves",
    gives: "their states and engagements, to be recorded",
    writes: "nothing: data of defences go one way",
  },
  weather: {
    takes: "wind and density by height: JSON, a radiosonde's list, METCM",
    gives: "the air that flights are projected through",
    writes: "nothing",
  },
  observers: {
    takes: "reports of people with phones, from the post's own page",
    gives: "bearings and places",
    writes: "nothing",
  },
  plugin: {
    takes: "whatever an adapter of your own reads",
    gives: "looks and health",
    writes: "what it writes",
  },
  simulation: {
    takes: "a scenario of Tocsin",
    gives: "looks and health, made up",
    writes: "nothing",
  },
};

/** Every adapter. One that the site file knows and this list does not is no TypeScript. */
export const ADAPTERS: readonly AdapterEntry[] = Object.entries(ENTRIES).map(([type, entry]) => ({
  type,
  ...entry,
}));
