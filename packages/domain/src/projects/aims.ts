/** What a project sets out to reach, and whether it did. For pages too: loads no rules of typing. */
export const MOST_AIMS = 8

/** Reached, partly, or in words alone: a target without a figure cannot be judged by us. */
export type AimVerdict = 'reached' | 'partly' | 'in_words'

export function aimVerdict({ target, reached }: { target: number | null; reached: number | null }): AimVerdict {
  if (target === null || reached === null) return 'in_words'
  return reached >= target ? 'reached' : 'partly'
}
