/** Why some bytes could not be decoded. */
export type DecodeReason =
  /** The bytes end inside the item, record or block. */
  | "truncated"
  /** A block length below four octets: the rest of the datagram cannot be framed. */
  | "bad-block-length"
  /** No table for this category: its block is skipped. */
  | "unknown-category"
  /** A place of the field specification that the edition leaves spare is set. */
  | "spare-fspec-bit"
  /** The field specification goes on beyond the edition's profile. */
  | "fspec-too-long"
  /** A record that announces no item. */
  | "empty-record"
  /** The length octet of an explicit item counts less than itself. */
  | "length-mismatch"
  /** More records in one block than {@link RECORDS_PER_BLOCK_MAX}. */
  | "too-many-records";

export interface DecodeError {
  /** Where in the bytes given. */
  readonly offset: number;
  readonly category: number | null;
  /** Reference of the item or subitem, "048/120/RDS"; null where it is the block or record itself. */
  readonly item: string | null;
  readonly reason: DecodeReason;
}

/** Bounds what a block of the shortest possible records can make us allocate. */
export const RECORDS_PER_BLOCK_MAX = 8_192;
