/** Limits that every edge keeps. Text is counted in UTF-16 units after trimming; bodies in bytes. */
export const limits = {
  text: 20_000,
  subject: 200,
  email: 254,
  body: 256 * 1024,
  idempotencyKey: 128,
  page: 200,
  /** A person's `sub` as the journal has it, in characters. */
  sub: 255,
  /** A customer's `sub`, in characters: no token holds a longer one (libs/bootstrap), so nobody could sign in as them. */
  customerId: 200,
  /** The name of a body of dispute resolution. */
  adrBody: 200,
  /** Lines of a batch. */
  batchLines: 1_000,
  /** A batch as a whole; each of its lines is a body. */
  batch: 16 * 1024 * 1024,
  /** A channel's own id of a submission, in characters. */
  submissionId: 236,
  /** The key of a record of `submissions`, in UTF-16 units: far above any that is accepted, so that who errs is told so. */
  submissionKey: 1_024,
} as const;

/** A two- or three-letter language tag, lower case. */
export const languageTag = /^[a-z]{2,3}$/;

/** A complaint's public reference: random, in Crockford's base 32 alphabet (no I, L, O, U). */
export const referencePattern = /^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** An ISO 4217 currency code. */
export const currencyPattern = /^[A-Z]{3}$/;
