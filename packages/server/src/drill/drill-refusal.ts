import type { Mode, SiteModel } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk";
import { postKeyFile } from "../broadcast/post-key.ts";
import { drillChannels } from "./drill-channels.ts";

/** What a drill that is to begin depends on, as it stands. */
export interface DrillCircumstances {
  readonly site: Pick<SiteModel, "mode" | "areas">;
  readonly isStopping: boolean;
  readonly runs: boolean;
  /** Areas in which a real warning holds. */
  readonly warned: readonly string[];
  /** Whose warning holds; null: nobody's. */
  readonly authority: string | null;
  /** As {@link keyProblem} finds it. */
  readonly keys: string | null;
}

const OWN_EXERCISES: ReadonlySet<Mode> = new Set<Mode>(["drill", "simulation"]);

/** Why no drill can begin, whatever is asked for, and what to do; null: one can. */
export function drillRefusal(of: DrillCircumstances): string | null {
  const { mode, areas } = of.site;
  if (of.isStopping) return "the post is being stopped: start it again first";
  if (OWN_EXERCISES.has(mode))
    return `this post is in mode ${mode} itself: what it does is an exercise already`;
  if (of.runs) return "a drill runs already: end it, or wait until it is over";
  if (of.warned.length > 0) {
    const names = of.warned.map((id) => areas.find((area) => area.id === id)?.name ?? id);
    return `a real warning holds for ${names.join(", ")}: begin when it is over`;
  }
  if (of.authority !== null) return `a warning of ${of.authority} holds: begin when it is over`;
  if (areas.every(({ protection }) => protection === "none"))
    return "the site has no area that is protected: the site file says which are";
  return of.keys;
}

/** What is wrong with the key that tells people of a drill from a warning, where a channel of drills needs it; null: nothing. */
export function keyProblem(
  config: Pick<SiteConfig, "channels" | "site">,
  dataDir: string,
): string | null {
  const { channels } = drillChannels(config);
  if (!channels.some(({ type }) => type === "mqtt-sirens" || type === "people")) return null;
  try {
    postKeyFile(dataDir, config.site.id, "drill");
    return null;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const remedy =
      error instanceof TocsinError && error.code !== "DEVICE_KEY_UNUSABLE"
        ? error.remedy
        : "put it back from a copy, or set it aside and enrol the receivers of drills with the new one";
    return `the key of drills cannot be used (${words.replace(/\.$/, "")}): ${remedy}`;
  }
}
