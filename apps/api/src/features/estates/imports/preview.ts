/** What confirming an import would do now, and which of its rows cannot go in yet. */
import { createHash } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { planImport, type ImportPlan, type ImportStep } from '@bilin/domain/estates/plan'
import type { FieldProblem } from '@bilin/domain/estates/rows'
import type { UnfinishedRow } from '@bilin/domain/estates/unfinished'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import { listCompanies } from '../companies.ts'
import { estateSheet } from '../sheet.ts'
import { toSentence } from './parseImport.ts'
import { type getImportDraft, listAllContracts, listAllEstates } from './queries.ts'

export type ShownProblem = { key: string; sentence: string; suggestion: string | null; separable: boolean }
export type ShownRow = { row: number; name: string; problems: ShownProblem[] }
type Draft = Awaited<ReturnType<typeof getImportDraft>>

/** Plans the draft's rows against what is there now. */
export async function planDraft(db: TenantDb, seat: Seat, { rows, blanks }: Pick<Draft, 'rows' | 'blanks'>) {
  const [estates, contracts] = [await listAllEstates(db), await listAllContracts(db)]
  return { estates, plan: planImport(rows, estates, contracts, await listCompanies(db, seat), blanks) }
}

/** The rows that cannot go in: those with a cell that cannot be read, and those that do not fit what is there. */
export function listUnfinished(
  unfinished: readonly UnfinishedRow[],
  { problems }: Pick<ImportPlan, 'problems'>,
  rows: Draft['rows'],
  locale: Locale,
): ShownRow[] {
  const names = new Map(rows.map(({ row, name }) => [row, name]))
  const show = (problem: FieldProblem): ShownProblem => ({
    key: problem.key,
    sentence: toSentence(problem, locale),
    suggestion: problem.suggestion === undefined ? null : toWords(problem, locale),
    separable: SEPARABLE.includes(problem.code),
  })
  return [
    ...unfinished.map(({ row, values, problems: found }) => ({
      row,
      name: values['name'] ?? '',
      problems: found.map((problem) => show({ ...problem, row })),
    })),
    ...problems.map((problem) => ({ row: problem.row, name: names.get(problem.row) ?? '', problems: [show(problem)] })),
  ].sort((a, b) => a.row - b.row)
}

/** Problems of a name that may be another one all the same. */
const SEPARABLE = ['estates.same_as_kept', 'estates.named_alike']

/** A suggestion as it is read by people: 商品房, not commercial. */
function toWords({ key, suggestion = '' }: FieldProblem, locale: Locale): string {
  const column = estateSheet(locale).columns.find((each) => each.key === key)
  return column?.choices?.find(({ value }) => value === suggestion)?.label ?? suggestion
}

/** Two previews with the same digest would do the same. */
export const hashSteps = (steps: readonly ImportStep[]) =>
  createHash('sha256').update(JSON.stringify(steps)).digest('base64url')

export function countSteps(steps: readonly ImportStep[]) {
  const count = (wanted: ImportStep['action']) => steps.filter(({ action }) => action === wanted).length
  return { added: count('added'), changed: count('changed'), same: count('same') }
}

/** The companies of new contracts that are none of the alliances' members, and so are stored as words. */
export function listStrangers(steps: readonly ImportStep[]): string[] {
  const names = steps.flatMap(({ contract }) => (contract && contract.companyId === null ? [contract.companyName] : []))
  return [...new Set(names)]
}

/** The unfinished rows as a sheet: its columns as text, with a last one that says what to correct. */
export function toUnfinishedSheet(
  draft: Pick<Draft, 'rows' | 'unfinished'>,
  shown: readonly ShownRow[],
  locale: Locale,
) {
  const sheet = estateSheet(locale)
  const typed = new Map([
    ...draft.rows.map((row) => [row.row, toCells(row, locale)] as const),
    ...draft.unfinished.map(({ row, values }) => [row, values] as const),
  ])
  return {
    sheet: {
      title: sheet.title,
      columns: [
        ...sheet.columns.map(({ key, header }) => ({ key, header, kind: 'text' as const })),
        { key: 'problems', header: say('estates.importing.to_mend', {}, locale), kind: 'text' as const, width: 60 },
      ],
    },
    rows: shown.map(({ row, problems }) => ({
      ...typed.get(row),
      problems: problems.map(({ sentence }) => sentence).join('\n'),
    })),
  }
}

function toCells(row: Draft['rows'][number], locale: Locale): Record<string, string> {
  const columns = estateSheet(locale).columns
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      const column = columns.find((each) => each.key === key)
      const label = column?.choices?.find((choice) => choice.value === value)?.label
      return column && value !== null ? [[key, label ?? String(value)]] : []
    }),
  )
}
