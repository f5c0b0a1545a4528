/** Which indicators of a visit's form are answered, and what the button 未发现问题 (nothing found) fills in. */
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import { toMark } from '@bilin/domain/scorecards/rubrics/countToMark'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'

type Given = { mark?: string; counted?: string; excluded?: string }

/** Figures from a system or a survey cannot be seen on a visit, so they need no mark there. */
export const seenOnSite = ({ source }: Pick<Indicator, 'source'>) => source !== 'system' && source !== 'survey'

export const says = (given: Given | undefined): string | undefined =>
  given?.excluded?.trim() || given?.mark || undefined

/** A mark without the required number; only the table may make the mark of a counted indicator. */
export const lacksNumber = (scale: Scale | null | undefined, given: Given | undefined): boolean =>
  Boolean(scale && given?.mark && given.mark !== 'na' && !given.counted?.trim() && !given.excluded?.trim())

/** 未发现问题 gives the best mark to indicators that can be seen on a visit and have neither a mark nor a finding. */
export const toFillIn = (
  indicators: readonly Pick<Indicator, 'code' | 'source'>[],
  marks: { get(code: string): string | undefined },
  findings: readonly { indicator?: string }[],
): string[] =>
  indicators
    .filter(seenOnSite)
    .map(({ code }) => code)
    .filter((code) => !marks.get(code) && !findings.some(({ indicator }) => indicator === code))

/** The best mark; of a counted indicator the best number, 0 faults or 100 percent. */
export function findBest({ scale }: Pick<Indicator, 'scale'>): Given {
  const best = scale && ['0', '100'].find((counted) => whichMark(scale, counted) === 5)
  return best ? { mark: '5', counted: best } : { mark: '5' }
}

/** Whether its number counts what is wrong: no fault is then the best mark. */
export const countsFaults = ({ scale }: Pick<Indicator, 'scale'>): boolean =>
  scale?.kind === 'count' && scale.steps[0]?.mark === 5

/** `counted` is null where nothing is counted. */
export type Mismatch = { findings: number; counted: number | null }

/** Findings beside the best mark, or more of them than were counted. */
export function findMismatch(
  indicator: Pick<Indicator, 'scale'>,
  given: Given | undefined,
  findings: number,
): Mismatch | null {
  if (findings === 0) return null
  const counted = countsFaults(indicator) && given?.counted?.trim() ? Number(given.counted) : null
  return (counted === null ? given?.mark === '5' : counted < findings) ? { findings, counted } : null
}

/** The mark for a typed number, or null while the number is not valid. */
export function whichMark(scale: Scale, typed: string): number | null {
  const plain = typed.normalize('NFKC').trim()
  if (!/^\d+(?:\.\d+)?$/u.test(plain)) return null
  try {
    return toMark(scale, Number(plain))
  } catch {
    return null
  }
}
