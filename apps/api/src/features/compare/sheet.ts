/** What the compare page shows, as a workbook of two sheets: by dimension, and over the rounds. */
import type { Grouping } from '@bilin/domain/compare/groups'
import { m, type Locale } from '@bilin/i18n'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { makeWorkbook } from '../../thread/sheets.ts'

type Group = {
  key: string
  name: string
  estates: number
  total: number | null
  values: Record<string, number | null>
  vetoed?: string | null
}
type Head = { key: string; header: string }

export async function compareWorkbook(
  {
    by,
    title,
    source,
    dimensions,
    rounds,
    groups,
    trend,
  }: {
    by: Grouping
    title: string
    source: string | null
    dimensions: Head[]
    rounds: Head[]
    groups: readonly Group[]
    trend: readonly Group[]
  },
  locale: Locale,
): Promise<Uint8Array> {
  const first: SheetColumn[] = [
    { key: 'name', header: m[`compare.by_${by}`]({}, { locale }), kind: 'text' },
    { key: 'estates', header: m['compare.estates']({}, { locale }), kind: 'whole' },
  ]
  const figures = (heads: Head[]): SheetColumn[] => heads.map((head) => ({ ...head, kind: 'decimal' }))
  const held = groups.some(({ vetoed }) => vetoed)
  const veto: SheetColumn[] = held
    ? [{ key: 'vetoed', header: m['scorecards.sheet.veto']({}, { locale }), kind: 'text' }]
    : []
  const toRow = ({ key, name, estates, total, values, vetoed = null }: Group) => ({
    ...values,
    vetoed,
    name: by === 'kind' ? kindName(key, locale) : name,
    estates,
    total,
  })
  const total: Head = { key: 'total', header: m['compare.total']({}, { locale }) }
  const notes = [...(source ? [source] : []), m['compare.sheet_note']({}, { locale })]
  return makeWorkbook([
    {
      sheet: {
        title: m['compare.by_dimension']({}, { locale }),
        columns: [...first, ...veto, ...figures([total, ...dimensions])],
      },
      rows: groups.map(toRow),
      title,
      notes,
    },
    {
      sheet: { title: m['compare.over_rounds']({}, { locale }), columns: [...first, ...figures(rounds)] },
      rows: trend.map(toRow),
      title,
      notes,
    },
  ])
}

const kindName = (kind: string, locale: Locale) =>
  kind === 'commercial' ? m['compare.commercial']({}, { locale }) : m['compare.resettlement']({}, { locale })
