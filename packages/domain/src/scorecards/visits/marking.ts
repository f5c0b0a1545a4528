/**
 * Marking: what a reviewer sends from the form or the sheet of one visit.
 *
 * Shapes   by indicator a mark, 5…1, `na` (or null) for 不适用, blank for not marked yet; or a mark with what was counted, or
 *          with why it is excluded. Where the indicator has a scale, the count is required and decides the mark; a mark that is
 *          sent as well must agree. An excluded indicator has no mark. A finding that names a veto is S1. What is sent replaces
 *          what was saved: of one dimension if `dimension` names it, else of the whole visit. `revision` is the one that the
 *          form was loaded with, 0 before the first save. `draft` identifies the device's draft, so that a save whose response
 *          was lost can be recognised.
 * Refusals scorecards.mark_out_of_range, unknown_indicator, unknown_dimension, unknown_veto, nothing_marked, not_counted,
 *          number_missing, counted_disagrees, marked_and_excluded, not_seen_on_site; those of counting.ts.
 */
import { z } from 'zod'
import { decimal, id, line, optional, tick, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { halfWidth, readShort } from '../../typed.ts'
import { toMark } from '../rubrics/countToMark.ts'
import { Finding } from './finding.ts'
import { getIndicators, type RubricBody } from '../rubrics/rubric.ts'
import { listSourced } from '../rubrics/sourced.ts'
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

/** The error of a plain mark gets the path of the mark, not of a field inside it. */
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

/** `id` is made by the device and stays the same over saves, so that photos stay with their finding; Excel has none. */
export const SiteFinding = Finding.extend({ id: optional(id()) })
export type SiteFinding = z.infer<typeof SiteFinding>

/** `id` is made by the device for its draft; `turn` increases with each change. */
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

/** If marks and findings are absent, the saved ones are submitted: so neither may have a default. */
export const Submission = Marking.omit({ dimension: true })
  .partial({ marks: true })
  .extend({
    findings: z.array(SiteFinding).max(200).optional(),
    /** Made by the sender, so that sending it again gets the same response. */
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

/** What was read from a score sheet, as JSON, after its preview. With `replace` all else that the visit has is emptied. */
export const SheetImport = z.strictObject({
  visitId: id(),
  revision: z.coerce.number().int().min(0),
  replace: tick(),
  sheet: z
    .string()
    .max(1_000_000, { abort: true })
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        ctx.addIssue({ code: 'custom', message: 'app.form_malformed' })
        return z.NEVER
      }
    })
    .pipe(Marking.pick({ marks: true, findings: true })),
})

export type Marking = z.infer<typeof Marking>
type Typed = Marking['marks'][string]

/** The marking of one visit. Marks, counts and reasons for exclusion are keyed by the same indicator codes. */
export type SavedMarking = {
  marks: Marks
  counted: Readonly<Record<string, number>>
  excluded: Readonly<Record<string, string>>
  findings: SiteFinding[]
}

/** The codes of the indicators that a marking replaces; the others stay as they are. */
export function getScope(rubric: Pick<RubricBody, 'dimensions'>, dimension: string | undefined): string[] {
  if (dimension === undefined) return getIndicators(rubric).map(({ code }) => code)
  const found = rubric.dimensions.find(({ code }) => code === dimension)
  return (found ?? refuse('invalid', 'scorecards.unknown_dimension')).indicators.map(({ code }) => code)
}

/** Checks a marking and returns what is to be saved; refuses indicators outside its scope. */
export function readMarking(
  rubric: RubricBody,
  { dimension, marks, findings }: Pick<Marking, 'dimension' | 'marks' | 'findings'>,
): SavedMarking & { scope: string[] } {
  const scope = getScope(rubric, dimension)
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

/** Refuses marks and findings of indicators whose value comes from a system or a survey. */
export function assertSeenOnSite(
  rubric: Pick<RubricBody, 'dimensions'>,
  { marks, findings }: Pick<Marking, 'marks' | 'findings'>,
): void {
  const sourced = listSourced(rubric).map(({ code }) => code)
  const given = Object.entries(marks).flatMap(([code, typed]) => (says(typed) ? [code] : []))
  const code = [...given, ...findings.map(({ indicator }) => indicator)].find((one) => sourced.includes(one))
  if (code !== undefined) refuse('invalid', 'scorecards.not_seen_on_site', { params: { code } })
}

/** Refuses a visit without any mark; 不适用 (not applicable) is not a mark. */
export function assertNotEmpty({ marks }: Pick<SavedMarking, 'marks'>): void {
  if (!Object.values(marks).some((mark) => typeof mark === 'number')) refuse('invalid', 'scorecards.nothing_marked')
}

/** Whether marks and findings are equal, so that a save sent twice is not taken for a conflict. */
export function sameMarking(a: SavedMarking, b: SavedMarking): boolean {
  const words = ({ indicator, severity, place, text, veto }: Finding) =>
    JSON.stringify([indicator, severity, place, text, veto])
  const sorted = (by: object) => Object.entries(by).sort(([x], [y]) => (x < y ? -1 : 1))
  const plain = ({ marks, counted, excluded, findings }: SavedMarking) =>
    JSON.stringify([sorted(marks), sorted(counted), sorted(excluded), findings.map(words).sort()])
  return plain(a) === plain(b)
}

/** Turns a saved marking back into input, so that it can be sent again. */
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
  const scale = getIndicators(rubric).find((indicator) => indicator.code === code)?.scale
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
