/**
 * Findings: problems a reviewer writes down, with how bad they are.
 *
 * Units    days to put it right: S1 life-safety 1, S2 severe 3, S3 moderate 30; S4 low is recorded only.
 * Shapes   a finding belongs to one indicator, at a place (blank where it needs none). The same indicator at the same
 *          place, or in the same words where no place is given, is one finding however many reviewers saw it; the worst
 *          severity and the longest text are kept. `veto` is the rubric's veto 一票否决 it says applies, in the rubric's
 *          Chinese words, null for most: such a finding is always S1 and a finding of its own, because it is decided on
 *          expressly.
 * Refusals scorecards.unknown_indicator, unknown_veto, and those of fields.ts.
 */
import { z } from 'zod'
import { choice, line, optional, paragraph } from '../../fields.ts'

export const severities = ['S1', 'S2', 'S3', 'S4'] as const
export type Severity = (typeof severities)[number]

export const daysToFix: Record<Severity, number | null> = { S1: 1, S2: 3, S3: 30, S4: null }

export const Finding = z.strictObject({
  indicator: line(6),
  severity: choice(severities),
  place: optional(line(40)).default(''),
  text: paragraph(500),
  veto: optional(line(80)).transform((veto) => veto ?? null),
})

export type Finding = z.infer<typeof Finding>

/** Findings with the same key are merged into one. */
export const dedupeKey = ({ indicator, place, text, veto }: Finding): string =>
  JSON.stringify([indicator, plain(place) || plain(text), veto])

/** Merges findings of the same problem. Sorted by text, so that the order does not reveal who wrote which. */
export function mergeFindings(found: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of found) {
    const key = dedupeKey(finding)
    const known = merged.get(key)
    merged.set(key, known ? worse(known, finding) : finding)
  }
  return [...merged.values()].sort(
    (a, b) =>
      compare(a.indicator, b.indicator) ||
      compare(a.severity, b.severity) ||
      compare(a.place, b.place) ||
      compare(a.text, b.text) ||
      compare(a.veto ?? '', b.veto ?? ''),
  )
}

function worse(a: Finding, b: Finding): Finding {
  const [bad, other] = compare(a.severity, b.severity) <= 0 ? [a, b] : [b, a]
  return { ...bad, text: longerText(bad.text, other.text) }
}

/** The longer text; of two of equal length the first in sort order, which does not reveal whose it is. */
function longerText(a: string, b: string): string {
  if (a.length === b.length) return compare(a, b) <= 0 ? a : b
  return a.length > b.length ? a : b
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase()
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
