import { escapeXml } from "@tocsin/sdk";

export const fixed = (value: number): string => value.toFixed(1);

/** Colours of plans, in a light and a dark theme; what fails is told by its hatching too. */
export const PLAN_STYLE = `
  .paper { fill: #ffffff }
  .enough { fill: #2f6f4f; fill-opacity: .55; stroke: #2f6f4f; stroke-width: .6 }
  .short { fill: #b5402c; fill-opacity: .75; stroke: #8c2a19; stroke-width: .6 }
  .gap { fill: #b5402c; fill-opacity: .16 }
  .needed { fill: none; stroke: #16324f; stroke-width: 1.6; stroke-dasharray: 5 3 }
  .ring { fill: none; stroke: #8896a5; stroke-width: .6 }
  .area { fill: #2f5d8a; fill-opacity: .25; stroke: #2f5d8a; stroke-width: 1.2 }
  .sensor { fill: #16324f }
  .reach { fill: none; stroke-width: 1.8 }
  .name { font: 600 15px system-ui, sans-serif; fill: #16324f }
  .text { font: 12px system-ui, sans-serif; fill: #3c4a58 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #10202f }
    .enough { fill: #6fc79a; stroke: #6fc79a }
    .short { fill: #f08a72; stroke: #f6b3a3 }
    .gap { fill: #f08a72; fill-opacity: .2 }
    .needed { stroke: #dcebfa }
    .ring { stroke: #5b6b7b }
    .area { fill: #7fb0e0; stroke: #7fb0e0 }
    .sensor, .name { fill: #dcebfa }
    .text { fill: #b4c2d0 }
  }`;

export interface SvgText {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly kind?: "name" | "text";
  readonly anchor?: "start" | "middle" | "end";
}

export const textAt = ({ x, y, words, kind = "text", anchor = "start" }: SvgText): string =>
  `<text class="${kind}" x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escapeXml(words)}</text>`;

export const svgDocument = (width: number, height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fixed(width)} ${fixed(height)}" role="img">`,
    `<style>${PLAN_STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
