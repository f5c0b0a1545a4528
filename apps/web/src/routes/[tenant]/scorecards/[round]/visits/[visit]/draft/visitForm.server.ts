/** Converts what a visit's form sends without script into the procedures' input. */
import { newId } from '#lib/offline/newId.ts'
import { readRecord, readTexts, type FormRecord } from '#lib/server/formFields.ts'
import { recordFrom } from '@bilin/domain/names'
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import { findBest, says, toFillIn } from './answers.ts'

type Given = { mark?: string; counted?: string; excluded?: string }
type FoundTyped = {
  id?: string
  indicator?: string
  severity?: string
  place?: string
  text?: string
  veto?: string
}
type Sent = {
  revision?: string
  dimension?: string
  next?: string
  fill?: string
  marks?: Record<string, Given>
  findings?: Record<string, FoundTyped>
}

/** The fields as the form has them: texts, and by indicator or finding records of texts. */
export function readSent({ marks, findings, ...rest }: FormRecord): Sent {
  const rows = (typed: unknown) => Object.entries(readRecord(typed)).map(([key, row]) => [key, readTexts(row)] as const)
  return { ...readTexts(rest), marks: recordFrom(rows(marks)), findings: recordFrom(rows(findings)) }
}

/** Photos by the key of their finding. */
export function photosIn(form: FormData): Map<string, File> {
  const files = [...form].flatMap(([name, value]) => {
    const [, key] = /^findings\.(.+)\.photo$/u.exec(name) ?? []
    return key && value instanceof File && value.size > 0 ? [[key, value] as const] : []
  })
  return new Map(files)
}

/** A finding without text and photo is dropped. A reason for exclusion, or a number, replaces the mark. */
export function readDraft(
  { findings = {}, marks = {}, ...rest }: Sent,
  photos: ReadonlyMap<string, File>,
  wordless: string,
) {
  const given = Object.entries(marks).map(([code, { mark = '', counted = '', excluded = '' }]): [string, Given] => [
    code,
    excluded.trim() ? { excluded } : counted.trim() ? { counted, ...(mark === 'na' && { mark }) } : { mark },
  ])
  const found = Object.entries(findings)
    .filter(([key, { text }]) => text?.trim() || photos.has(key))
    .map(([key, { id, text, ...finding }]) => ({
      key,
      finding: { ...finding, id: id || newId(), text: text?.trim() || wordless },
    }))
  return {
    ...rest,
    marks: recordFrom(given),
    findings: found.map(({ finding }) => finding),
    photographed: found.flatMap(({ key, finding }) => {
      const photo = photos.get(key)
      return photo ? [[finding.id, photo] as const] : []
    }),
  }
}

export function fillIn(
  indicators: readonly Indicator[],
  { marks, findings }: Pick<ReturnType<typeof readDraft>, 'marks' | 'findings'>,
): void {
  const answers = { get: (code: string) => says(marks[code]) ?? (marks[code]?.counted || undefined) }
  const blank = new Set(toFillIn(indicators, answers, findings))
  for (const indicator of indicators) if (blank.has(indicator.code)) marks[indicator.code] = findBest(indicator)
}
