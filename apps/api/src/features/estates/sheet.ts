import { estateKinds } from '@bilin/domain/estates/kinds'
import { columns, required, type ColumnKey } from '@bilin/domain/estates/rows'
import { locales, type Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, ColumnKind, Sheet } from '@bilin/sheets/sheet'

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

/** How people shorten the kinds when they type. */
const alsoCalled = {
  commercial: ['商品', '商品住宅', '商品小区'],
  resettlement: ['安置', '安置小区', '拆迁安置'],
}

const inEveryLanguage = (key: string): string[] => locales.map((locale) => say(key, {}, locale))

/** A community's ledger: what goes out in Excel and what comes back. */
export const ledgerSheet = (locale: Locale): Sheet => ({
  title: say('estates.ledger', {}, locale),
  columns: columns.map((key) => ({
    ...columnOf(key, locale),
    kind: cells[key] ?? 'text',
    required: required.some((must) => must === key),
    note: say(`estates.note.${key}`, {}, locale),
  })),
})

/** What an alliance sees of every community's estates. */
export const listedSheet = (locale: Locale): Sheet => ({
  title: say('estates.listed_ledger', {}, locale),
  columns: [
    { key: 'community', header: say('estates.community', {}, locale), kind: 'text' },
    ...(['name', 'kind', 'households', 'buildings', 'fee', 'lat', 'lng', 'company'] as const).map((key) => ({
      ...columnOf(key, locale),
      kind: cells[key] ?? ('text' as const),
    })),
    { key: 'listedOn', header: say('estates.listed_on', {}, locale), kind: 'day' },
    { key: 'purpose', header: say('estates.purpose', {}, locale), kind: 'text' },
  ],
})

function columnOf(key: ColumnKey, locale: Locale): Pick<SheetColumn, 'key' | 'header' | 'aliases' | 'choices'> {
  const named = `estates.column.${key}`
  const words = { key, header: say(named, {}, locale), aliases: inEveryLanguage(named) }
  return key === 'kind' ? { ...words, choices: choices(locale) } : words
}

const choices = (locale: Locale) =>
  estateKinds.map((value) => ({
    value,
    label: say(`estates.kind.${value}`, {}, locale),
    aliases: [...inEveryLanguage(`estates.kind.${value}`), ...alsoCalled[value]],
  }))
