import { join } from "node:path";
import type { Writable } from "node:stream";
import type { Story } from "@tocsin/sdk";
import type { RecordingSource, StoryText } from "../http/recording-source.ts";
import { scenarioRecording } from "../picture/scenario-recording.ts";
import type { DriveProgress } from "../pipeline/drive-recorded.ts";
import { openChannels } from "./open-channels.ts";
import { runScenario, type ScenarioRun } from "./run-scenario.ts";
import { loadScenario, loadStory } from "./scenario-files.ts";

/** What the demo shows, in its order: the case that Tocsin was built for first. */
export const DEMO = [
  "baghdad-2021-11/out-of-range",
  "baghdad-2021-11/below-horizon",
  "baghdad-2021-11/not-protected",
  "baghdad-2021-11/inhibited",
  "baghdad-2021-11/nothing-airborne",
  "green-zone-2021-02",
  "salvo",
] as const;

export interface DemoRecording {
  readonly run: ScenarioRun;
  readonly source: RecordingSource;
}

/** Runs one scenario of the demo into a folder of its own below `root`, and makes a source of it. */
export async function recordDemo(options: {
  readonly id: string;
  readonly root: string;
  readonly stderr: Writable;
  readonly progress: (progress: DriveProgress) => void;
  readonly cancelled: () => boolean;
}): Promise<DemoRecording | null> {
  const { id, root, cancelled } = options;
  const scenario = loadScenario(id);
  const dataDir = demoFolder(root, id);
  const run = await runScenario({
    scenario,
    dataDir,
    channels: (simulation) =>
      openChannels(scenario.siteConfig, dataDir, options.stderr, simulation),
    progress: options.progress,
    cancelled,
  });
  return cancelled() ? null : { run, source: scenarioRecording(run, dataDir) };
}

export const demoFolder = (root: string, id: string): string => join(root, id.replaceAll("/", "-"));

/** The stories of the demo, with the accounts of the real events; a variant is named by its source's id. */
export function demoStories(): readonly StoryText[] {
  const stories = new Map<string, StoryText>();
  for (const id of DEMO) {
    const story = loadStory(loadScenario(id));
    if (!stories.has(story.id))
      stories.set(story.id, { ...story, accounts: accountsOf(story.id, story.accounts) });
  }
  return [...stories.values()];
}

const accountsOf = (
  story: string,
  accounts: ReturnType<typeof loadStory>["accounts"],
): Story["accounts"] =>
  accounts.map(({ topic, statements }) => ({
    topic,
    statements: statements.map(({ fits, ...statement }) => ({
      ...statement,
      fits: fits.map((variant) => `${story}/${variant}`),
    })),
  }));
