import { PassThrough } from "node:stream";
import type { EngineEffect, Fault, FaultCode } from "@tocsin/core";
import { parseSiteConfig } from "@tocsin/sdk";
import type { PipelineStep } from "../../src/pipeline/pipeline.ts";
import { type PostReady, runPost } from "../../src/run/run-post.ts";
import type { WebOptions } from "../../src/run/show-post.ts";

/** A post in this process, whose steps can be waited for. */
export class RunningPost {
  readonly steps: PipelineStep[] = [];
  /** What the log channel wrote. */
  readonly output = new PassThrough();
  readonly ready: Promise<PostReady>;
  readonly ended: Promise<void>;
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor(options: {
    readonly config: unknown;
    readonly dataDir: string;
    readonly diskModule?: string;
    readonly web?: WebOptions;
  }) {
    const parsed = parseSiteConfig(options.config);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
    let ready: (post: PostReady) => void = () => undefined;
    const begun = new Promise<PostReady>((resolve) => (ready = resolve));
    this.ended = runPost({
      config: parsed.config,
      dataDir: options.dataDir,
      signal: this.#stop.signal,
      stdout: this.output,
      observe: () => (step) => {
        this.steps.push(step);
        for (const look of this.#waiting) look();
      },
      ready: (post) => ready(post),
      ...(options.diskModule === undefined ? {} : { diskModule: options.diskModule }),
      ...(options.web === undefined ? {} : { web: options.web }),
    });
    this.ready = Promise.race([begun, this.ended.then(() => begun)]);
  }

  get effects(): readonly EngineEffect[] {
    return this.steps.flatMap(({ effects }) => effects);
  }
  faults(code: FaultCode): readonly Fault[] {
    return this.effects.flatMap((effect) =>
      effect.type === "fault" && effect.fault.code === code ? [effect.fault] : [],
    );
  }

  /** Resolves once `found` finds something in what happened so far. */
  until<T>(found: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const value = found();
        if (value === undefined) return;
        this.#waiting.delete(look);
        resolve(value);
      };
      this.#waiting.add(look);
      look();
    });
  }
  untilFault(code: FaultCode, detail: RegExp = /./): Promise<Fault> {
    return this.until(() => this.faults(code).find((fault) => detail.test(fault.detail)));
  }
  untilEffect<Type extends EngineEffect["type"]>(
    type: Type,
    wanted: (effect: Extract<EngineEffect, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<EngineEffect, { type: Type }>> {
    const isWanted = (effect: EngineEffect): effect is Extract<EngineEffect, { type: Type }> =>
      effect.type === type && wanted(effect as Extract<EngineEffect, { type: Type }>);
    return this.until(() => this.effects.find(isWanted));
  }

  stop(): Promise<void> {
    this.#stop.abort();
    return this.ended;
  }
}
