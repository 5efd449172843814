import { expect, test } from "vitest";
import { differencesFromSamples } from "./polygon-samples.test-support.ts";

test("10⁷ stratified samples agree, ellipses up to 100:1, with a hole", () => {
  for (const { name, difference } of differencesFromSamples()) {
    process.stdout.write(
      `polygon probability − 10⁷ samples, ${name}: ${difference.toExponential(2)}\n`,
    );
    expect(Math.abs(difference)).toBeLessThan(2e-5);
  }
});
