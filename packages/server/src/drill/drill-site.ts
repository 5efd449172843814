import type { SiteConfig } from "@tocsin/sdk";

/** A site with its inputs and channels cut off: looks are made up, and what is decided reaches nobody. */
export const drillSite = (config: SiteConfig): Readonly<Record<string, unknown>> => ({
  ...config,
  mode: "drill",
  automation: true,
  inputs: [],
  channels: [],
  masks: [],
});

/** A sensor errs as its input says that it does; an ASTERIX plot has range and azimuth, and no elevation. */
export const sensorModels = (config: SiteConfig): readonly object[] =>
  config.inputs.flatMap((input) =>
    !("sensors" in input)
      ? []
      : input.sensors.flatMap((source) =>
          !("range_sigma_m" in source) ||
          config.sensors.find(({ id }) => id === source.sensor)?.kind !== "radar"
            ? []
            : [
                {
                  id: source.sensor,
                  measures: "range-azimuth",
                  range_sigma_m: source.range_sigma_m,
                  azimuth_sigma_deg: source.azimuth_sigma_deg,
                  range_rate_sigma_mps: null,
                },
              ],
        ),
  );
