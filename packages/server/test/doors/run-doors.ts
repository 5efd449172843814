import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chanceOf } from "./chance.ts";
import { AttackedPost, siteUnder } from "./attacked-post.ts";
import { type DoorFigures, noFigures } from "./figures.ts";
import { People } from "./people.ts";
import { Sequence } from "./sequence.ts";

const ATTEMPTS_MIN = 12;
const ATTEMPTS_MORE = 24;

/** Random sequences of attempts to lower protection through every door, numbered from `from`. */
export async function runDoors(options: {
  readonly sequences: number;
  readonly seed: number;
  readonly from?: number;
}): Promise<DoorFigures> {
  const { sequences, seed, from = 0 } = options;
  const figures = noFigures();
  const sites = ["none", "remote-supervisor", "countdown"].map(siteUnder);
  const people = new People();
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-doors-"));
  await people.begin(new AttackedPost(sites[0], () => people.server.nowUs, dataDir));
  try {
    for (let number = from; number < from + sequences; number++) {
      const chance = chanceOf(seed, number);
      people.server.nowUs += 3_600_000_000;
      people.signIn();
      const sequence = new Sequence(chance.pick(sites), { people, chance, figures, dataDir });
      const attempts = ATTEMPTS_MIN + chance.below(ATTEMPTS_MORE);
      const known = figures.breaches.length;
      for (let i = 0; i < attempts && figures.breaches.length === known; i++)
        await sequence.attempt();
      await sequence.post.close();
      if (figures.breaches.length > known)
        figures.breaches.push(
          `again: npm run prove -- two-person --sequences 1 --seed ${seed} --from ${number}`,
        );
      figures.sequences++;
    }
  } finally {
    people.post = null;
    await people.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return figures;
}
