/**
 * Marking: what a reviewer sends from the form or the sheet of one visit.
 *
 * Shapes   by indicator a mark, 5…1, `na` (or null) for 不适用, blank for not marked yet; or a mark with what was counted, or
 *          with why it is left out. Where the indicator has a scale, its number decides the mark: the number may not stay
 *          away, the mark may, and may not be another. Left out means no mark. A finding that names a veto is S1. What is sent replaces
 *          what was kept: of one dimension where `dimension` names it, else of the whole visit. `revision` is the one the
 *          form was loaded with, 0 before the first save; `draft` says that it goes on from a save of its own whose answer
 *          never came.
 * Refusals scorecards.mark_out_of_range, unknown_indicator, unknown_dimension, unknown_veto, nothing_marked, not_counted,
 *          number_missing, counted_disagrees, marked_and_excluded; those of counting.ts.
 */
import { z } from 'zod'
import { decimal, id, line, optional, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { halfWidth, readShort } from '../../typed.ts'
import { toMark } from '../rubrics/counting.ts'
import { Finding } from './finding.ts'
import { indicatorsOf, type RubricBody } from '../rubrics/rubric.ts'
import { assertMarksFit, type Marks } from './marks.ts'

const typedMark = z.preprocess(
  (typed) => {
    if (typeof typed !== 'string') return typed
    const plain = readShort(typed, halfWidth).trim().toLowerCase()
    if (plain === '') return undefined
    return plain === 'na' ? null : Number(plain)
  },
  z.number({ error: 'scorecards.mark_out_of_range' }).nullable().optional(),
)

const MarkAndMore = z.strictObject({
  mark: typedMark,
  counted: optional(decimal({ min: 0, max: 1_000_000 })),
  excluded: optional(line(120)),
})

/** What is wrong with a plain mark stands beside the mark, not one step below it. */
const typedGiven = z.unknown().transform((typed, ctx): z.infer<typeof MarkAndMore> => {
  const plain = typeof typed !== 'object' || typed === null
  const read = MarkAndMore.safeParse(plain ? { mark: typed } : typed)
  if (read.success) return read.data
  for (const { message, path, ...issue } of read.error.issues)
    ctx.addIssue({
      code: 'custom',
      message,
      path: plain ? [] : [...path],
      ...('params' in issue && { params: issue.params }),
    })
  return z.NEVER
})

/** `id` is made by the device that wrote it and kept over saves, so that photos find their finding; Excel names none. */
export const SiteFinding = Finding.extend({ id: optional(id()) })
export type SiteFinding = z.infer<typeof SiteFinding>

/** `id` is made by the device and kept as long as its draft is; `turn` grows with each change. */
const DeviceDraft = z.strictObject({ id: id(), turn: whole({ min: 1, max: 2_000_000_000 }) })
export type DeviceDraft = z.infer<typeof DeviceDraft>

export const Marking = z.strictObject({
  visitId: id(),
  revision: whole({ min: 0 }),
  draft: DeviceDraft.optional(),
  dimension: optional(z.string().max(6)),
  marks: z.record(z.string().max(6), typedGiven),
  findings: z.array(SiteFinding).max(200).default([]),
})

/** Without marks or findings, those that were saved: so neither may have a default. */
export const Submission = Marking.omit({ dimension: true })
  .partial({ marks: true })
  .extend({
    findings: z.array(SiteFinding).max(200).optional(),
    /** Made by whoever sends it, so that sending it again has the first answer. */
    submissionId: optional(id()),
  })

/** A filled score sheet: base64 of a workbook of at most two megabytes. */
export const VisitSheet = z.strictObject({
  visitId: id(),
  revision: z.coerce.number().int().min(0),
  file: z
    .string()
    .max(2_800_000, { abort: true })
    .regex(/^[A-Za-z0-9+/]+=*$/),
})

export type Marking = z.infer<typeof Marking>
type Typed = Marking['marks'][string]

/** Of one visit. What was counted and why something was left out stand beside the marks, by the same codes. */
export type SavedMarking = {
  marks: Marks
  counted: Readonly<Record<string, number>>
  excluded: Readonly<Record<string, string>>
  findings: SiteFinding[]
}

/** The indicators a marking speaks of; the others stay as they were kept. */
export function scopeOf(rubric: Pick<RubricBody, 'dimensions'>, dimension: string | undefined): string[] {
  if (dimension === undefined) return indicatorsOf(rubric).map(({ code }) => code)
  const found = rubric.dimensions.find(({ code }) => code === dimension)
  return (found ?? refuse('invalid', 'scorecards.unknown_dimension')).indicators.map(({ code }) => code)
}

/** What is to be kept of a marking; refuses what lies outside its scope. */
export function readMarking(
  rubric: RubricBody,
  { dimension, marks, findings }: Pick<Marking, 'dimension' | 'marks' | 'findings'>,
): SavedMarking & { scope: string[] } {
  const scope = scopeOf(rubric, dimension)
  const given = Object.entries(marks)
  const stray = [
    ...given.filter(([, typed]) => says(typed)).map(([code]) => code),
    ...findings.map(({ indicator }) => indicator),
  ].find((code) => !scope.includes(code))
  if (stray !== undefined) refuse('invalid', 'scorecards.unknown_indicator', { params: { code: stray } })
  const read = given.map(([code, typed]) => [code, markIn(rubric, code, typed)] as const)
  return {
    scope,
    marks: assertMarksFit(rubric, present(read)),
    counted: present(given.map(([code, { counted }]) => [code, counted])),
    excluded: present(given.map(([code, { excluded }]) => [code, excluded])),
    findings: findings.map((finding) => mustBeKnown(rubric, finding)),
  }
}

/** A visit says something once one indicator has a mark; 不适用 alone says nothing. */
export function assertNotEmpty({ marks }: Pick<SavedMarking, 'marks'>): void {
  if (!Object.values(marks).some((mark) => typeof mark === 'number')) refuse('invalid', 'scorecards.nothing_marked')
}

/** The same marks and the same findings: a save sent twice because the line broke is no stale form. */
export function sameMarking(a: SavedMarking, b: SavedMarking): boolean {
  const words = ({ indicator, severity, place, text, veto }: Finding) =>
    JSON.stringify([indicator, severity, place, text, veto])
  const sorted = (by: object) => Object.entries(by).sort(([x], [y]) => (x < y ? -1 : 1))
  const plain = ({ marks, counted, excluded, findings }: SavedMarking) =>
    JSON.stringify([sorted(marks), sorted(counted), sorted(excluded), findings.map(words).sort()])
  return plain(a) === plain(b)
}

/** As it would be sent, so that what is kept can be sent again. */
export function toInput({ marks, counted, excluded }: Omit<SavedMarking, 'findings'>): Marking['marks'] {
  return Object.fromEntries(
    Object.entries(marks).map(([code, mark]) => [code, { mark, counted: counted[code], excluded: excluded[code] }]),
  )
}

function markIn(rubric: RubricBody, code: string, { mark, counted, excluded }: Typed) {
  const field = `marks.${code}`
  if (excluded !== undefined) {
    if (typeof mark === 'number' || counted !== undefined)
      refuse('invalid', 'scorecards.marked_and_excluded', { params: { code }, field })
    return null
  }
  const scale = indicatorsOf(rubric).find((indicator) => indicator.code === code)?.scale
  if (counted === undefined) {
    if (scale && typeof mark === 'number') refuse('invalid', 'scorecards.number_missing', { params: { code }, field })
    return mark
  }
  const made = toMark(scale ?? refuse('invalid', 'scorecards.not_counted', { params: { code }, field }), counted)
  if (mark !== undefined && mark !== made)
    refuse('invalid', 'scorecards.counted_disagrees', { params: { code, counted, mark: made }, field })
  return made
}

function mustBeKnown<T extends Finding>({ vetoes }: RubricBody, finding: T): T {
  if (finding.veto === null) return finding
  if (!vetoes.some(({ zh }) => zh === finding.veto))
    refuse('invalid', 'scorecards.unknown_veto', { params: { veto: finding.veto } })
  return { ...finding, severity: 'S1' }
}

const says = ({ mark, counted, excluded }: Typed) =>
  mark !== undefined || counted !== undefined || excluded !== undefined

const present = <T>(entries: readonly (readonly [string, T | undefined])[]) =>
  Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== undefined))
