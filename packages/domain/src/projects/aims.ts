/** The aims of a project, and whether they were reached. Has no zod schemas, so that pages stay small. */
export const MAX_AIMS = 8

/** Reached, partly reached, or in words only: a target without a number cannot be evaluated. */
export type AimVerdict = 'reached' | 'partly' | 'in_words'

export function aimVerdict({ target, reached }: { target: number | null; reached: number | null }): AimVerdict {
  if (target === null || reached === null) return 'in_words'
  return reached >= target ? 'reached' : 'partly'
}
