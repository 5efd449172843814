import { figure } from "./table.ts";

interface Measured {
  readonly value: number;
  readonly gate: number;
  readonly better: "less" | "more";
}

export const verdictOf = ({ value, gate, better }: Measured): string => {
  const factor = better === "less" ? value / gate : gate / value;
  return factor <= 1 ? "met" : `missed by a factor of ${figure(factor)}`;
};
