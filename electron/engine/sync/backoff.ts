/**
 * How long to wait before the next try: a random time up to a limit that doubles with each failure ("full jitter", so that many computers
 * that lost the same issuer do not come back to it at the same moment; Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
const FIRST_MS = 2_000
const CAP_MS = 5 * 60_000
/** An issuer that asks for more than this is asked again all the same. */
const LONGEST_ASKED_MS = 60 * 60_000

/**
 * @param failures how many in a row, from 1
 * @param random from 0 to below 1
 * @param askedMs what the issuer asked for: never sooner than that
 */
export function backoffMs(failures: number, random: number, askedMs = 0): number {
  const limit = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  return Math.round(Math.min(askedMs, LONGEST_ASKED_MS) + random * limit)
}
