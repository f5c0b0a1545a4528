/**
 * Merging a filled score sheet into what a visit has already.
 *
 * Shapes   a blank line of the sheet leaves what is there, unless the reviewer has chosen to `replace` all of it. Findings of
 *          an indicator are paired with those that are there, in the same words first and then in order, so that a finding whose
 *          words were changed in Excel stays the same finding and keeps its photos.
 */
import type { Finding } from './finding.ts'
import type { SavedMarking, SiteFinding } from './marking.ts'

export type SheetAnswer = { mark: number | null; counted?: number; excluded?: string }
export type SheetDifference = {
  marks: { code: string; before: SheetAnswer | null; after: SheetAnswer }[]
  /** `before` is null for a new finding. */
  findings: { before: Finding | null; after: Finding }[]
  /** What the visit has and the sheet does not: it stays, or is emptied if all is replaced. */
  blank: { codes: string[]; findings: Finding[] }
}

export function mergeSheet(saved: SavedMarking, sheet: SavedMarking, replace: boolean): SavedMarking {
  const rest = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).filter(([code]) => !replace && !Object.hasOwn(sheet.marks, code)))
  const { paired, unpaired } = pairFindings(saved.findings, sheet.findings)
  return {
    marks: { ...rest(saved.marks), ...sheet.marks },
    counted: { ...rest(saved.counted), ...sheet.counted },
    excluded: { ...rest(saved.excluded), ...sheet.excluded },
    findings: [...(replace ? [] : unpaired), ...paired.map(({ before, after }) => ({ ...after, id: before?.id }))],
  }
}

export function compareSheet(saved: SavedMarking, sheet: SavedMarking): SheetDifference {
  const { paired, unpaired } = pairFindings(saved.findings, sheet.findings)
  const marks = Object.keys(sheet.marks).map((code) => ({
    code,
    before: getAnswer(saved, code),
    after: getAnswer(sheet, code)!,
  }))
  return {
    marks: marks.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)),
    findings: paired.filter(({ before, after }) => !before || words(before) !== words(after)),
    blank: {
      codes: Object.keys(saved.marks).filter((code) => !Object.hasOwn(sheet.marks, code)),
      findings: unpaired,
    },
  }
}

function getAnswer({ marks, counted, excluded }: SavedMarking, code: string): SheetAnswer | null {
  const mark = marks[code]
  if (mark === undefined) return null
  return {
    mark,
    ...(counted[code] !== undefined && { counted: counted[code] }),
    ...(excluded[code] !== undefined && { excluded: excluded[code] }),
  }
}

function pairFindings(saved: readonly SiteFinding[], sheet: readonly SiteFinding[]) {
  const left = [...saved]
  const take = (fits: (known: SiteFinding) => boolean) => {
    const at = left.findIndex(fits)
    return at < 0 ? null : left.splice(at, 1)[0]!
  }
  const same = sheet.map((after) => ({ after, before: take((known) => words(known) === words(after)) }))
  const paired = same.map(({ after, before }) => ({
    after,
    before: before ?? take(({ indicator }) => indicator === after.indicator),
  }))
  return { paired, unpaired: left }
}

const words = ({ indicator, severity, place, text, veto }: Finding) =>
  JSON.stringify([indicator, severity, place, text, veto])
