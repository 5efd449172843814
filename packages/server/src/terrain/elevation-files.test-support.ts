import { writeFile } from "node:fs/promises";
import { writeArrayBuffer } from "geotiff";

/** An SRTM tile of `side` posts a side, written as the mission wrote them. */
export async function writeHgt(
  path: string,
  side: number,
  height: (row: number, column: number) => number,
): Promise<void> {
  const bytes = Buffer.alloc(2 * side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      bytes.writeInt16BE(height(row, column), 2 * (row * side + column));
  await writeFile(path, bytes);
}

export interface TiffShape {
  readonly westDeg: number;
  readonly northDeg: number;
  readonly stepDeg: number;
  readonly columns: number;
  readonly rows: number;
  /** 1: a pixel is an area; 2: a point. */
  readonly rasterType?: 1 | 2;
  readonly modelType?: number;
  readonly noData?: number;
}

/** A GeoTIFF of 32-bit heights; `height` is asked with the place of each pixel's centre. */
export async function writeGeotiff(
  path: string,
  shape: TiffShape,
  height: (latitudeDeg: number, longitudeDeg: number) => number,
): Promise<void> {
  const { westDeg, northDeg, stepDeg, columns, rows, rasterType = 1 } = shape;
  const half = rasterType === 1 ? 0.5 : 0;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = height(
        northDeg - (row + half) * stepDeg,
        westDeg + (column + half) * stepDeg,
      );
  const buffer = writeArrayBuffer(values, {
    width: columns,
    height: rows,
    ModelPixelScale: [stepDeg, stepDeg, 0],
    ModelTiepoint: [0, 0, 0, westDeg, northDeg, 0],
    GTModelTypeGeoKey: shape.modelType ?? 2,
    GTRasterTypeGeoKey: rasterType,
    GeographicTypeGeoKey: 4326,
    GeogCitationGeoKey: "WGS 84",
    ...(shape.noData === undefined ? {} : { GDAL_NODATA: String(shape.noData) }),
  });
  await writeFile(path, Buffer.from(buffer));
}
