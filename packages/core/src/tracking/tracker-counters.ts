/** What the tracker did beside tracking, since it was made; part of its state. */
export interface TrackerCounters {
  /** Looks of a sensor that is not configured. */
  unknownSensorLooks: number;
  /** Detections with numbers that mean nothing, times outside their look, or repeated inside it. */
  unusableDetections: number;
  /** Detections past the limit of one look. */
  detectionsOverLimit: number;
  /** Tracks dropped, or not begun, because the table was full. */
  tracksOverLimit: number;
  /** Variances raised because rounding had eaten them. */
  varianceRepairs: number;
}

export const noCounts = (): TrackerCounters => ({
  unknownSensorLooks: 0,
  unusableDetections: 0,
  detectionsOverLimit: 0,
  tracksOverLimit: 0,
  varianceRepairs: 0,
});
