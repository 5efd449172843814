import milsymbol from "milsymbol";

/** Height of a symbol's frame on the screen, about. */
const SYMBOL_SIZE = 22;
/** Drawn at twice the size, so that it is sharp on fine screens. */
const PIXEL_RATIO = 2;
/** Codes that are kept; there are fewer than this of ours. */
const IMAGES_MAX = 256;

export interface SymbolImage {
  readonly image: CanvasImageSource;
  readonly widthPx: number;
  readonly heightPx: number;
}

const images = new Map<string, SymbolImage>();

/** The image of a symbol, made the first time that its code is asked for. */
export function symbolImage(code: string): SymbolImage {
  const known = images.get(code);
  if (known !== undefined) return known;
  const drawn = new milsymbol.Symbol(code, {
    size: SYMBOL_SIZE,
    outlineWidth: 3,
    outlineColor: "rgba(255, 255, 255, 0.85)",
    simpleStatusModifier: true,
  }).asCanvas(PIXEL_RATIO);
  const made = {
    image: drawn,
    widthPx: drawn.width / PIXEL_RATIO,
    heightPx: drawn.height / PIXEL_RATIO,
  };
  if (images.size >= IMAGES_MAX) images.clear();
  images.set(code, made);
  return made;
}
