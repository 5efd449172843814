import type { z } from "zod";
import { type AreaConfig, areaSchema, type DefenceConfig, defenceSchema } from "./area-schema.ts";
import { type ChannelConfig, channelSchema } from "./channel-schema.ts";
import { type InputConfig, inputSchema } from "./input-schema.ts";
import { type MaskConfig, maskSchema } from "./mask-schema.ts";
import {
  type PolicyConfig,
  policySchema,
  type TrackerSettings,
  trackerSchema,
} from "./policy-schema.ts";
import { isRecord } from "./schema-walk.ts";
import { type SensorConfig, sensorSchema } from "./sensor-schema.ts";
import { siteConfigSchema } from "./site-config.ts";
import { type TerrainConfig, terrainSchema } from "./terrain-schema.ts";

/** Those parts of a site file that can be read, each on its own; what cannot is undefined, in its place. */
export interface ConfigParts {
  readonly site: SiteSection | undefined;
  readonly mode: string | undefined;
  readonly sensors: readonly (SensorConfig | undefined)[];
  readonly areas: readonly (AreaConfig | undefined)[];
  readonly defences: readonly (DefenceConfig | undefined)[];
  readonly masks: readonly (MaskConfig | undefined)[];
  readonly inputs: readonly (InputConfig | undefined)[];
  readonly channels: readonly (ChannelConfig | undefined)[];
  readonly policy: PolicyConfig | undefined;
  readonly tracker: TrackerSettings | undefined;
  readonly terrain: TerrainConfig | undefined;
  /** Ids as written, also of entries that are otherwise wrong, so that a reference to them is not called missing. */
  readonly ids: Readonly<Record<IdList, readonly (string | undefined)[]>>;
}

export const ID_LISTS = ["sensors", "areas", "defences", "masks", "inputs", "channels"] as const;
export type IdList = (typeof ID_LISTS)[number];
export type SiteSection = z.output<typeof siteConfigSchema>["site"];

/** Takes a site file apart, so that one mistake does not hide the others. */
export function configParts(input: unknown): ConfigParts {
  const file = isRecord(input) ? input : {};
  const list = (key: string): readonly unknown[] => {
    const value = file[key];
    return Array.isArray(value) ? value : [];
  };
  const each = <T extends z.ZodType>(key: string, schema: T): (z.output<T> | undefined)[] =>
    list(key).map((item) => schema.safeParse(item).data);
  const ids = (key: string): (string | undefined)[] =>
    list(key).map((item) =>
      isRecord(item) && typeof item["id"] === "string" ? item["id"] : undefined,
    );
  return {
    site: siteConfigSchema.shape.site.safeParse(file["site"]).data,
    mode: typeof file["mode"] === "string" ? file["mode"] : undefined,
    sensors: each("sensors", sensorSchema),
    areas: each("areas", areaSchema),
    defences: each("defences", defenceSchema),
    masks: each("masks", maskSchema),
    inputs: each("inputs", inputSchema),
    channels: each("channels", channelSchema),
    policy: policySchema.safeParse(file["policy"] ?? {}).data,
    tracker: trackerSchema.safeParse(file["tracker"] ?? {}).data,
    terrain: terrainSchema.safeParse(file["terrain"]).data,
    ids: {
      sensors: ids("sensors"),
      areas: ids("areas"),
      defences: ids("defences"),
      masks: ids("masks"),
      inputs: ids("inputs"),
      channels: ids("channels"),
    },
  };
}
