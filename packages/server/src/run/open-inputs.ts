import type { Adapter, Clock, SiteConfig } from "@tocsin/sdk";
import {
  createAsterixFileAdapter,
  createAsterixAdapter,
} from "../adapters/asterix/live-adapters.ts";
import { createGenericAdapter } from "../adapters/generic/generic-adapter.ts";
import { createSimulationAdapter } from "../adapters/simulation/simulation-adapter.ts";
import { chance } from "../sources/chance-port.ts";
import { createByteSource } from "../sources/create-byte-source.ts";
import { createUdpSource } from "../sources/udp-byte-source.ts";
import { loadScenario } from "./scenario-files.ts";

/** One adapter for each input of the site file. A new kind of input is added here, and to the schema. */
export const openInputs = (config: SiteConfig, clock: Clock): readonly Adapter[] =>
  config.inputs.map((input) => {
    switch (input.type) {
      case "asterix-udp":
        return createAsterixAdapter(
          input,
          config.sensors,
          createUdpSource(
            { listen: input.groups, interfaceAddress: input.interface, allow: [] },
            { clock, chance },
          ),
        );
      case "asterix-file":
        return createAsterixFileAdapter(input, config.sensors, clock);
      case "generic":
        return createGenericAdapter(input, createByteSource(input.transport, { clock, chance }));
      case "simulation":
        return createSimulationAdapter(input.id, loadScenario(input.scenario), clock);
    }
  });
