import { areaId, type AreaProtection } from "@tocsin/core";
import { expect, test } from "vitest";
import { loadScenario } from "../../run/scenario-files.ts";
import { createStepPrinter } from "./step-lines.ts";
import { simulate } from "@tocsin/sim";

test("an area that is protected in part says from where something would be seen too late, also where it would be seen", () => {
  const { site, startUs } = simulate(loadScenario("salvo"));
  const [area] = site.areas;
  const protection: AreaProtection = {
    areaId: areaId(area.id),
    status: "degraded",
    approaches: [
      {
        kind: "ballistic",
        heightM: 500,
        bearingFromRad: 0,
        bearingToRad: 2 * Math.PI,
        seenFromM: 8_000,
        warningS: area.shelterS / 2,
        seenBy: [],
        limitedBy: "range",
      },
    ],
  };
  const lines = createStepPrinter(site)({
    event: null,
    effects: [{ type: "protection", timeUs: startUs, areas: [protection] }],
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /: protecting in part; not seen in time: a rocket or mortar round, from any direction: it would be beyond the range/,
  );
});
