import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stream } from "@tocsin/sim";
import { RunningPost } from "../run/post-harness.ts";
import { Broker } from "../sirens/broker.ts";
import { enrolSirens, startSiren, worldOf } from "../sirens/siren-world.ts";

/** A siren that stands still is seen within so long. */
export const SIREN_SEEN_S = 20;
/** And never later than this, s. */
const GIVEN_UP_S = 90;

/** Sirens as processes of their own that are stopped where they stand (SIGSTOP) and let go on, in rounds: seconds until the post said so; null: never. */
export async function stoppedSirens(options: {
  readonly sirens: number;
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}): Promise<readonly (number | null)[]> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-stopped-sirens-"));
  const random = stream(options.seed, "stopped sirens");
  const ids = Array.from({ length: options.sirens }, (_, i) => `gate-${i}`);
  const broker = await Broker.start(folder);
  const seen: (number | null)[] = [];
  try {
    const world = worldOf(folder, broker, { sirens: ids });
    await enrolSirens(world, ids);
    const sirens = ids.map((id) => ({ id, process: startSiren(world, id) }));
    const post = new RunningPost({ config: world.config, dataDir: join(folder, "data") });
    await post.ready;
    await Promise.all(sirens.map(({ process }) => process.line(/hears the post/)));
    for (let round = 0; round < options.rounds; round++) {
      options.progress(`sirens, round ${round + 1} of ${options.rounds}`);
      await Promise.all(
        sirens.map(async ({ id, process }) => {
          await pause(random.uniform(0, 8_000));
          const before = saidOf(post, id).length;
          const stoppedMs = performance.now();
          process.signal("SIGSTOP");
          const late = pause(GIVEN_UP_S * 1_000, null, { ref: false });
          const isSeen = post.until(() =>
            saidOf(post, id)
              .slice(before)
              .some((detail) => !detail.startsWith("over: "))
              ? (performance.now() - stoppedMs) / 1_000
              : undefined,
          );
          seen.push(await Promise.race([isSeen, late]));
          const count = saidOf(post, id).length;
          process.signal("SIGCONT");
          await Promise.race([
            post.until(() =>
              saidOf(post, id)
                .slice(count)
                .some((detail) => detail.startsWith("over: "))
                ? true
                : undefined,
            ),
            pause(GIVEN_UP_S * 1_000, null, { ref: false }),
          ]);
        }),
      );
    }
    await post.stop();
    await Promise.all(sirens.map(({ process }) => process.kill("SIGKILL")));
    return seen;
  } finally {
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that the post has said was wrong with a siren, or is over. */
const saidOf = (post: RunningPost, id: string): readonly string[] =>
  post.effects.flatMap((effect) =>
    effect.type === "fault" && effect.fault.subject.endsWith(` ${id}`) ? [effect.fault.detail] : [],
  );
