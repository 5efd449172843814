import { expect, test } from "vitest";
import { sensorId } from "../units/ids.ts";
import { independentSources, type SharedCause } from "./independent-sources.ts";

const sensor = (id: string, sharedCauses: readonly SharedCause[] = [], more: object = {}) => ({
  id: sensorId(id),
  commonCauseGroup: null,
  authenticated: false,
  sharedCauses,
  ...more,
});
const link = (name: string): SharedCause => ({ kind: "link", name });
const power = (name: string): SharedCause => ({ kind: "power", name });

test("sensors that share a link count once, and it is said what they share", () => {
  const sensors = [sensor("a", [link("mast")]), sensor("b", [link("mast")]), sensor("c")];
  expect(independentSources(["a", "b", "c"], sensors)).toEqual({
    count: 2,
    authenticated: 0,
    groups: [
      { sensorIds: ["a", "b"], shared: [link("mast")] },
      { sensorIds: ["c"], shared: [] },
    ],
  });
});

test("the same name of another kind is another thing; the common-cause group is one of its own", () => {
  const sensors = [
    sensor("a", [link("hill")]),
    sensor("b", [power("hill")]),
    sensor("c", [], { commonCauseGroup: "hill" }),
    sensor("d", [], { commonCauseGroup: "hill" }),
  ];
  expect(independentSources(["a", "b", "c", "d"], sensors).count).toBe(3);
});

test("sharing is not passed on: the ends of a chain fail apart", () => {
  const sensors = [
    sensor("a", [link("x")]),
    sensor("b", [link("x"), power("y")]),
    sensor("c", [power("y")]),
  ];
  expect(independentSources(["a", "c"], sensors).count).toBe(2);
  const all = independentSources(["a", "b", "c"], sensors);
  expect(all.count).toBe(2);
  expect(all.groups).toEqual([{ sensorIds: ["a", "b", "c"], shared: [link("x"), power("y")] }]);
});

test("authenticated ones are counted apart, and who is no sensor of the site counts for nothing", () => {
  const sensors = [sensor("a", [], { authenticated: true }), sensor("b")];
  expect(independentSources(["a", "b", "ghost"], sensors)).toMatchObject({
    count: 2,
    authenticated: 1,
  });
  expect(independentSources([], sensors)).toEqual({ count: 0, authenticated: 0, groups: [] });
});

test("it is the greatest set of which no two share anything, and no sensor makes it smaller", () => {
  let state = 7;
  const draw = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let round = 0; round < 300; round++) {
    const sensors = Array.from({ length: 1 + draw(9) }, (_, i) =>
      sensor(
        `s${i}`,
        [link(`l${draw(5)}`), power(`p${draw(5)}`)].filter(() => draw(3) > 0),
      ),
    );
    const ids = sensors.map(({ id }) => id);
    const { count } = independentSources(ids, sensors);
    expect(count).toBe(byTryingAll(sensors));
    expect(independentSources(ids.slice(1), sensors).count).toBeLessThanOrEqual(count);
  }
});

/** The same by looking at every subset. */
function byTryingAll(sensors: readonly ReturnType<typeof sensor>[]): number {
  let best = 0;
  for (let mask = 0; mask < 2 ** sensors.length; mask++) {
    const chosen = sensors.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
    const names = chosen.flatMap(({ sharedCauses }) =>
      sharedCauses.map(({ kind, name }) => `${kind} ${name}`),
    );
    if (new Set(names).size === names.length) best = Math.max(best, chosen.length);
  }
  return best;
}
