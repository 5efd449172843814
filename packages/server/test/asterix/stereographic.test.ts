import proj4 from "proj4";
import { expect, test } from "vitest";
import { stereographicInverse } from "../../src/adapters/asterix/stereographic.ts";

const degree = Math.PI / 180;

test.each([
  [45.8, 16],
  [-33.9, 151.2],
  [0, 0],
  [69, 18.9],
])("agrees with proj4 about %d, %d", (latitude, longitude) => {
  const plane = `+proj=sterea +lat_0=${latitude} +lon_0=${longitude} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m`;
  const reference = { latitudeRad: latitude * degree, longitudeRad: longitude * degree };
  for (const eastM of [-400_000, -1_000, 0, 250_000]) {
    for (const northM of [-300_000, 0, 10, 500_000]) {
      const [theirLongitude, theirLatitude] = proj4(plane, "WGS84", [eastM, northM]);
      const place = stereographicInverse({ eastM, northM }, reference);
      expect(place.latitudeRad / degree).toBeCloseTo(theirLatitude, 8);
      expect(place.longitudeRad / degree).toBeCloseTo(theirLongitude, 8);
    }
  }
});
