import type { SiteModel, TimeUs } from "@tocsin/core";
import type { ConfigProblem, SiteConfig } from "@tocsin/sdk";
import type { Flight } from "../truth/flight.ts";
import type { ScenarioDefinition } from "./scenario-schema.ts";

/** A scenario that passed every check: ready to be simulated as often as wanted. */
export interface Scenario {
  /** `salvo`, or `baghdad-2021-11/out-of-range` for a variant. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
  readonly definition: ScenarioDefinition;
  readonly siteConfig: SiteConfig;
  /** In mode `simulation`. */
  readonly site: SiteModel;
  /** Flights of the objects that no random number has a part in, by id. */
  readonly flights: ReadonlyMap<string, Flight>;
}

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };
