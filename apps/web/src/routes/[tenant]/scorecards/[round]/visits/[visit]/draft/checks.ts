/** What a reviewer looks at before submitting: items without a mark, marks below 5, and findings that a mark does not agree with. */
import type { Dimension, Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import type { MarkInput } from '#lib/offline/deviceStore.ts'
import { findMismatch, lacksNumber, says, seenOnSite, type Mismatch } from './answers.ts'

type Draft = {
  given: { get(code: string): MarkInput | undefined }
  worded: readonly { indicator: string }[]
}
export type Item = { indicator: Indicator; dimension: string }

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
    mismatches: items.flatMap((item): (Item & Mismatch)[] => {
      const findings = worded.filter(({ indicator }) => indicator === item.indicator.code).length
      const mismatch = findMismatch(item.indicator, getGiven(item), findings)
      return mismatch ? [{ ...item, ...mismatch }] : []
    }),
  }
}
