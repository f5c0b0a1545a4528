/** What a reviewer looks at before submitting: items without a mark, marks below 5, and findings that a mark does not agree with. */
import type { Dimension, Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import type { MarkInput } from '#lib/offline/deviceStore.ts'
import { lacksNumber, says, seenOnSite } from './answers.ts'

type Draft = {
  given: { get(code: string): MarkInput | undefined }
  worded: readonly { indicator: string }[]
}
export type Item = { indicator: Indicator; dimension: string }
export type Mismatch = Item & { findings: number; counted: number | null }

export function checkDraft(dimensions: readonly Dimension[], { given, worded }: Draft) {
  const items: Item[] = dimensions.flatMap(({ code, indicators }) =>
    indicators.filter(seenOnSite).map((indicator) => ({ indicator, dimension: code })),
  )
  const getGiven = ({ indicator }: Item) => given.get(indicator.code)
  return {
    missing: items.filter((item) => !says(getGiven(item)) || lacksNumber(item.indicator.scale, getGiven(item))),
    low: items
      .map((item) => ({ ...item, mark: Number(getGiven(item)?.mark), counted: getGiven(item)?.counted }))
      .filter(({ mark }) => mark < 5),
    mismatches: items.flatMap((item): Mismatch[] => {
      const findings = worded.filter(({ indicator }) => indicator === item.indicator.code).length
      const one = getGiven(item)
      const counted = countsFaults(item.indicator) && one?.counted?.trim() ? Number(one.counted) : null
      if (findings === 0) return []
      if (counted !== null) return counted < findings ? [{ ...item, findings, counted }] : []
      return one?.mark === '5' ? [{ ...item, findings, counted }] : []
    }),
  }
}

/** Whether its number counts what is wrong: no fault is then the best mark. */
const countsFaults = ({ scale }: Indicator) => scale?.kind === 'count' && scale.steps[0]?.mark === 5
