import { type Engine, MICROS_PER_SECOND } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import type { LiveClock } from "../pipeline/live-runner.ts";
import { SelfTest, type SelfTestOptions } from "../self-test/self-test.ts";
import type { SourcePorts } from "../sources/source-ports.ts";

/** By default a post tests itself where it warns people. It practises as long as its own engine warns of nothing. */
export const postSelfTest = (
  { mode, self_test: { on, every_s: everyS, within_s: withinS } }: SiteConfig,
  { clock, ports }: { readonly clock: LiveClock; readonly ports: SourcePorts },
  engine: Engine,
  told: Pick<SelfTestOptions, "fault" | "changed">,
): SelfTest | null =>
  (on ?? mode === "live")
    ? new SelfTest({
        clock,
        chance: ports.chance,
        everyUs: everyS * MICROS_PER_SECOND,
        withinUs: withinS * MICROS_PER_SECOND,
        mayPractise: () => engine.openWarnings().length === 0,
        ...told,
      })
    : null;
