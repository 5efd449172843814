import { expect, test } from "vitest";
import { polygonDifferences } from "./polygon-samples.test-support.ts";

test("10⁷ stratified samples and thin strips agree, ellipses up to 100:1, with a hole", () => {
  for (const { name, fromSamples, fromStrips } of polygonDifferences()) {
    process.stdout.write(
      `polygon probability, ${name}: − 10⁷ samples ${fromSamples.toExponential(2)}, − strips ${fromStrips.toExponential(2)}\n`,
    );
    expect(Math.abs(fromSamples)).toBeLessThan(2e-5);
    expect(Math.abs(fromStrips)).toBeLessThan(1e-9);
  }
});
