/**
 * Marking: what a visitor sends from the form or the sheet of one visit.
 *
 * Shapes   marks by indicator: 5…1, `na` (or null) for 不适用, blank for not marked yet. What is sent replaces what was kept:
 *          of one dimension where `dimension` names it, else of the whole visit. `revision` is the one the form was
 *          loaded with, 0 before the first save.
 * Refusals scorecards.mark_out_of_range, unknown_indicator, unknown_dimension, nothing_marked.
 */
import { z } from 'zod'
import { id, optional, halfWidth, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { Finding } from './finding.ts'
import { indicatorsOf, type RubricBody } from './rubric.ts'
import { mustFit, type Marks } from './score.ts'

const typedMark = z.preprocess(
  (typed) => {
    if (typeof typed !== 'string') return typed
    const plain = halfWidth(typed).trim().toLowerCase()
    if (plain === '') return undefined
    return plain === 'na' ? null : Number(plain)
  },
  z.number({ error: 'scorecards.mark_out_of_range' }).nullable().optional(),
)

export const Marking = z.strictObject({
  visitId: id(),
  revision: whole({ min: 0 }),
  dimension: optional(z.string().max(6)),
  marks: z.record(z.string().max(6), typedMark),
  findings: z.array(Finding).max(200).default([]),
})

export const Submission = Marking.omit({ dimension: true }).partial({ marks: true, findings: true })

export type Marking = z.infer<typeof Marking>
export type Kept = { marks: Marks; findings: Finding[] }

/** The indicators a marking speaks of; the others stay as they were kept. */
export function scopeOf(rubric: Pick<RubricBody, 'dimensions'>, dimension: string | undefined): string[] {
  if (dimension === undefined) return indicatorsOf(rubric).map(({ code }) => code)
  const found = rubric.dimensions.find(({ code }) => code === dimension)
  return (found ?? refuse('invalid', 'scorecards.unknown_dimension')).indicators.map(({ code }) => code)
}

/** What is to be kept of a marking; refuses what lies outside its scope. */
export function readMarking(
  rubric: Pick<RubricBody, 'dimensions'>,
  { dimension, marks, findings }: Pick<Marking, 'dimension' | 'marks' | 'findings'>,
): Kept & { scope: string[] } {
  const scope = scopeOf(rubric, dimension)
  const given = Object.entries(marks).filter(
    (entry): entry is [string, number | null] => entry[1] !== undefined,
  )
  const stray = [...given.map(([code]) => code), ...findings.map(({ indicator }) => indicator)].find(
    (code) => !scope.includes(code),
  )
  if (stray !== undefined) refuse('invalid', 'scorecards.unknown_indicator', { params: { code: stray } })
  return { scope, marks: mustFit(rubric, Object.fromEntries(given)), findings }
}

/** A visit says something once one indicator has a mark; 不适用 alone says nothing. */
export function mustSaySomething(marks: Marking['marks']): void {
  if (!Object.values(marks).some((mark) => typeof mark === 'number'))
    refuse('invalid', 'scorecards.nothing_marked')
}

/** The same marks and the same findings: a save sent twice because the line broke is no stale form. */
export function sameMarking(a: Kept, b: Kept): boolean {
  const words = ({ indicator, severity, place, text }: Finding) =>
    JSON.stringify([indicator, severity, place, text])
  const plain = ({ marks, findings }: Kept) =>
    JSON.stringify([Object.entries(marks).sort(([x], [y]) => (x < y ? -1 : 1)), findings.map(words).sort()])
  return plain(a) === plain(b)
}
