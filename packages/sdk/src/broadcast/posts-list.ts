import type { Mode } from "@tocsin/core";

/** Another post that guards the same site, as people's pages are told of it. */
export interface OtherPost {
  /** For people to read. */
  readonly name: string;
  /** Where its page is: scheme, host and port. */
  readonly url: string;
  /** Raw Ed25519 public key with which it signs in this mode, base64url. */
  readonly publicKey: string;
}

/**
 * The other posts of a site, purpose `posts`: whoever hears one post of a pair listens to all of them, and believes their keys because a
 * post said so whose key it had.
 */
export interface PostsList {
  readonly site: string;
  readonly mode: Mode;
  readonly posts: readonly OtherPost[];
  /** Of the post that says it: the key by which push services know it (RFC 8292), base64url; left out where it wakes no phones. */
  readonly pushKey?: string;
}

/** Beside the one that says it. */
export const OTHER_POSTS_MAX = 3;

/** A raw Ed25519 public key, 32 octets, in base64url. */
export const RAW_KEY = /^[\w-]{43}$/;

/** An uncompressed point of P-256, 65 octets, in base64url. */
export const PUSH_KEY = /^[\w-]{87}$/;

/** The id of a post's key, from the key itself. */
export const postKeyId = (publicKey: string): string => `post-${publicKey.slice(0, 16)}`;
