/** How much of a dimension is marked, counting what can be seen on a visit. */
import type { Dimension } from '@bilin/domain/scorecards/rubrics/rubric'
import { seenOnSite } from './answers.ts'

type Marks = { get(code: string): string | undefined; lacksNumber(code: string): boolean }

export function countMarked({ indicators }: Dimension, marks: Marks) {
  const wanted = indicators.filter(seenOnSite)
  const done = wanted.filter(({ code }) => marks.get(code) && !marks.lacksNumber(code)).length
  return { done, all: wanted.length, whole: done === wanted.length }
}
