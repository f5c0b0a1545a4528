import { estateKinds } from '@bilin/domain/estates/kinds'
import { columns, OPEN_END, required, type ColumnKey } from '@bilin/domain/estates/rows'
import { locales, type Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, ColumnKind, Sheet } from '@bilin/sheets/sheet'
import { headings } from './headings.ts'

const cells: Partial<Record<ColumnKey, ColumnKind>> = {
  kind: 'choice',
  households: 'whole',
  buildings: 'whole',
  fee: 'decimal',
  lat: 'decimal',
  lng: 'decimal',
  since: 'day',
  until: 'day',
}

/** Short forms of the kinds that people type. */
const alsoCalled = {
  commercial: ['商品', '商品住宅', '商品小区', '商品房小区', '商品小區', '商品房小區'],
  resettlement: ['安置', '安置小区', '拆迁安置', '拆迁安置房', '安置房小区', '安置小區', '拆遷安置', '回迁房'],
}

const inEveryLanguage = (key: string): string[] => locales.map((locale) => say(key, {}, locale))

/** A community's own estates as an Excel file, for export and import. */
export const estateSheet = (locale: Locale): Sheet => ({
  title: say('estates.sheet', {}, locale),
  freehand: true,
  columns: columns.map((key) => ({
    ...toColumn(key, locale),
    kind: cells[key] ?? 'text',
    required: required.some((must) => must === key),
    note: say(`estates.note.${key}`, {}, locale),
  })),
})

/** The estates that communities list in an alliance, as an Excel file. */
export const listedSheet = (locale: Locale): Sheet => ({
  title: say('estates.listed_sheet', {}, locale),
  columns: [
    { key: 'community', header: say('estates.community', {}, locale), kind: 'text' },
    ...(['name', 'kind', 'households', 'buildings', 'fee', 'lat', 'lng', 'company'] as const).map((key) => ({
      ...toColumn(key, locale),
      kind: cells[key] ?? ('text' as const),
    })),
    { key: 'listedOn', header: say('estates.listed_on', {}, locale), kind: 'day' },
    { key: 'purpose', header: say('estates.purpose', {}, locale), kind: 'text' },
  ],
})

function toColumn(key: ColumnKey, locale: Locale): Pick<SheetColumn, 'key' | 'header' | 'aliases' | 'choices'> {
  const named = `estates.column.${key}`
  const words = { key, header: say(named, {}, locale), aliases: [...inEveryLanguage(named), ...headings[key]] }
  if (key === 'until') return { ...words, choices: [openEnd(locale)] }
  return key === 'kind' ? { ...words, choices: choices(locale) } : words
}

/** How people say that a contract has no end. */
const openEnd = (locale: Locale) => ({
  value: OPEN_END,
  label: say('estates.until_open', {}, locale),
  aliases: [
    ...inEveryLanguage('estates.until_open'),
    ...[
      '长期',
      '長期',
      '长期有效',
      '无',
      '無',
      '无期限',
      '无固定期限',
      '不定期',
      '永久',
      '至今',
      '未定',
      '—',
      '-',
      '/',
    ],
    ...['open', 'ongoing', 'indefinite', 'none'],
  ],
})

const choices = (locale: Locale) =>
  estateKinds.map((value) => ({
    value,
    label: say(`estates.kind.${value}`, {}, locale),
    aliases: [...inEveryLanguage(`estates.kind.${value}`), ...alsoCalled[value]],
  }))
