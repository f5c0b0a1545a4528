/**
 * Evidence: whether enough adopters' compounds were scored to say anything of a practice's effect. For pages too: it loads
 * no rules of typing.
 */

/** Fewer compounds than this, scored both before and after, tell chance from effect in no honest way. */
export const ENOUGH = 3

/** Published rounds that scored an adopter's compound, before it adopted and since. */
export type Measured = { before: number; after: number }

export function evidenceOf(adoptions: readonly Measured[]) {
  const measured = adoptions.filter(({ before, after }) => before > 0 && after > 0).length
  return { adopted: adoptions.length, measured, enough: measured >= ENOUGH }
}
