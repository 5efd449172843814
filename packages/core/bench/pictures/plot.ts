/** A picture in plain SVG that reads on light and on dark ground; the same input gives the same text. */

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface PlotOptions {
  readonly title: string;
  readonly x: Range & { readonly label: string; readonly step: number };
  readonly y: Range & { readonly label: string; readonly step: number };
  readonly width?: number;
  readonly height?: number;
}

/** Colours that stand apart for most eyes on white and on near black (M. Okabe and K. Ito, "Color Universal Design", 2008). */
export const COLOURS = {
  blue: "#4a90d9",
  orange: "#d98200",
  green: "#2a9d78",
  red: "#d55e00",
  violet: "#b06fa8",
  grey: "#8a8f98",
} as const;
export type Colour = keyof typeof COLOURS;

const LEFT = 62;
const RIGHT = 16;
const TOP = 34;
const BOTTOM = 48;

export class Plot {
  readonly #options: PlotOptions;
  readonly #width: number;
  readonly #height: number;
  readonly #marks: string[] = [];
  readonly #legend: string[] = [];

  constructor(options: PlotOptions) {
    this.#options = options;
    this.#width = options.width ?? 720;
    this.#height = options.height ?? 320;
  }

  line(
    points: readonly (readonly [number, number])[],
    colour: Colour,
    style: { readonly width?: number; readonly dashed?: boolean } = {},
  ): void {
    const path = points.map(([x, y]) => `${this.#x(x)},${this.#y(y)}`).join(" ");
    const dash = style.dashed === true ? ' stroke-dasharray="5 4"' : "";
    this.#marks.push(
      `<polyline points="${path}" fill="none" stroke="${COLOURS[colour]}" stroke-width="${style.width ?? 2}"${dash}/>`,
    );
  }

  dot(x: number, y: number, colour: Colour, radius = 2.5): void {
    this.#marks.push(
      `<circle cx="${this.#x(x)}" cy="${this.#y(y)}" r="${radius}" fill="${COLOURS[colour]}"/>`,
    );
  }

  /** The ellipse of a covariance (xx, xy, yy) at so many sigmas; axes of the plot must have one scale. */
  ellipse(
    x: number,
    y: number,
    [xx, xy, yy]: readonly [number, number, number],
    sigmas: number,
    colour: Colour,
  ): void {
    const points = Array.from({ length: 49 }, (_, i) => {
      const angle = (i / 48) * 2 * Math.PI;
      // The Cholesky factor of the covariance turns a circle into the ellipse.
      const a = Math.sqrt(xx);
      const b = xy / a;
      const c = Math.sqrt(Math.max(0, yy - b * b));
      const [u, v] = [sigmas * Math.cos(angle), sigmas * Math.sin(angle)];
      return [x + a * u, y + b * u + c * v] as const;
    });
    this.line(points, colour, { width: 1.2 });
  }

  note(x: number, y: number, text: string): void {
    this.#marks.push(`<text class="note" x="${this.#x(x)}" y="${this.#y(y)}">${text}</text>`);
  }

  legend(entries: readonly (readonly [Colour, string])[]): void {
    let at = LEFT + 8;
    for (const [colour, text] of entries) {
      this.#legend.push(
        `<rect x="${at}" y="${TOP + 6}" width="14" height="4" rx="2" fill="${COLOURS[colour]}"/>` +
          `<text class="note" x="${at + 19}" y="${TOP + 12}">${text}</text>`,
      );
      at += 34 + 6.4 * text.length;
    }
  }

  svg(): string {
    const { title, x, y } = this.#options;
    const [width, height] = [this.#width, this.#height];
    const lines = [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
      "<style>text{font:12px system-ui,sans-serif;fill:#444}.title{font-size:14px;font-weight:600;fill:#222}.note{font-size:11.5px}.axis{stroke:#999}.grid{stroke:#8883}",
      "@media (prefers-color-scheme:dark){text{fill:#bbb}.title{fill:#eee}.axis{stroke:#777}}</style>",
      `<text class="title" x="${LEFT}" y="20">${title}</text>`,
      ...steps(x).map(
        (value) =>
          `<line class="grid" x1="${this.#x(value)}" y1="${TOP}" x2="${this.#x(value)}" y2="${height - BOTTOM}"/>` +
          `<text x="${this.#x(value)}" y="${height - BOTTOM + 17}" text-anchor="middle">${shown(value)}</text>`,
      ),
      ...steps(y).map(
        (value) =>
          `<line class="grid" x1="${LEFT}" y1="${this.#y(value)}" x2="${width - RIGHT}" y2="${this.#y(value)}"/>` +
          `<text x="${LEFT - 7}" y="${this.#y(value) + 4}" text-anchor="end">${shown(value)}</text>`,
      ),
      `<path class="axis" d="M${LEFT} ${TOP}V${height - BOTTOM}H${width - RIGHT}" fill="none"/>`,
      `<text x="${(LEFT + width - RIGHT) / 2}" y="${height - 10}" text-anchor="middle">${x.label}</text>`,
      `<text transform="translate(15 ${(TOP + height - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`,
      `<clipPath id="inside"><rect x="${LEFT}" y="${TOP}" width="${width - RIGHT - LEFT}" height="${height - BOTTOM - TOP}"/></clipPath>`,
      '<g clip-path="url(#inside)">',
      ...this.#marks,
      "</g>",
      ...this.#legend,
      "</svg>",
    ];
    return `${lines.join("\n")}\n`;
  }

  #x(value: number): number {
    const { from, to } = this.#options.x;
    return rounded(LEFT + ((value - from) / (to - from)) * (this.#width - LEFT - RIGHT));
  }

  #y(value: number): number {
    const { from, to } = this.#options.y;
    return rounded(
      this.#height - BOTTOM - ((value - from) / (to - from)) * (this.#height - TOP - BOTTOM),
    );
  }
}

const steps = ({ from, to, step }: Range & { readonly step: number }): number[] =>
  Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => from + i * step);

const shown = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "−");
const rounded = (value: number): number => Math.round(value * 10) / 10;
