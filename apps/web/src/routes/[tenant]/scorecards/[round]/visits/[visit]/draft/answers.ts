/** What counts as an answer in the form of a visit, and what 未发现问题 fills in. */
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import { toMark } from '@bilin/domain/scorecards/rubrics/counting'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'

type Given = { mark?: string; counted?: string; excluded?: string }

/** Figures of a system or a survey: nobody sees them on a visit, so nobody need mark them there. */
export const seenOnSite = ({ source }: Pick<Indicator, 'source'>) => source !== 'system' && source !== 'survey'

export const says = (given: Given | undefined): string | undefined =>
  given?.excluded?.trim() || given?.mark || undefined

/** Chosen before a number was asked for, or without one: the table alone makes the mark. */
export const lacksNumber = (scale: Scale | null | undefined, given: Given | undefined): boolean =>
  Boolean(scale && given?.mark && given.mark !== 'na' && !given.counted?.trim() && !given.excluded?.trim())

/** 未发现问题: what is seen on a visit, has no mark yet and no finding against it may get the best mark in one tap. */
export const toFillIn = (
  indicators: readonly Pick<Indicator, 'code' | 'source'>[],
  marks: { get(code: string): string | undefined },
  findings: readonly { indicator?: string }[],
): string[] =>
  indicators
    .filter(seenOnSite)
    .map(({ code }) => code)
    .filter((code) => !marks.get(code) && !findings.some(({ indicator }) => indicator === code))

/** The best that can be: where it is counted, none wrong or all right. */
export function bestOf({ scale }: Pick<Indicator, 'scale'>): Given {
  const best = scale && ['0', '100'].find((counted) => whichMark(scale, counted) === 5)
  return best ? { mark: '5', counted: best } : { mark: '5' }
}

/** The mark that a typed number makes, or null while it is none that can have been counted. */
export function whichMark(scale: Scale, typed: string): number | null {
  const plain = typed.normalize('NFKC').trim()
  if (!/^\d+(?:\.\d+)?$/u.test(plain)) return null
  try {
    return toMark(scale, Number(plain))
  } catch {
    return null
  }
}
