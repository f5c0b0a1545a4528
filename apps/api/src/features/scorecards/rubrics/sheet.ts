/** A rubric as an Excel file: one row per indicator on the first sheet, one row per veto on the second. */
import { marks } from '@bilin/domain/scorecards/rubrics/mark'
import { Indicator, Dimension, Veto, sources, type RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { scaleKinds, type Scale } from '@bilin/domain/scorecards/rubrics/scale'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadRow } from '@bilin/sheets/read'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'

export type Wrong = { row: number; key: string; code: string; params: Record<string, unknown> }

const both = ['zh-CN', 'en'] as const

export const indicatorSheet = (locale: Locale): Sheet => ({
  title: say('scorecards.rubrics.sheet.title', {}, locale),
  columns: [
    column('dimension', locale, { kind: 'text', width: 10 }),
    column('dimensionName', locale, { kind: 'text', width: 20 }),
    column('code', locale, { kind: 'text', required: true, width: 8 }),
    column('zh', locale, { kind: 'text', required: true, width: 30 }),
    column('weight', locale, { kind: 'decimal', required: true, width: 8 }),
    column('source', locale, { kind: 'choice', choices: choices(sources, 'scorecards.rubrics.sources', locale) }),
    column('safety', locale, { kind: 'choice', choices: choices(['yes', 'no'], 'scorecards.rubrics.sheet', locale) }),
    column('guide', locale, { kind: 'text', width: 40 }),
    ...marks.map((mark) => column(`anchor${mark}`, locale, { kind: 'text', width: 24 })),
    column('scaleKind', locale, {
      kind: 'choice',
      choices: choices(scaleKinds, 'scorecards.rubrics.scale_kind', locale),
      width: 12,
    }),
    column('scale', locale, { kind: 'text', width: 28 }),
    column('basis', locale, { kind: 'text', width: 24 }),
    column('dimensionEn', locale, { kind: 'text', width: 20 }),
    column('en', locale, { kind: 'text', width: 30 }),
    column('guideEn', locale, { kind: 'text', width: 40 }),
    ...marks.map((mark) => column(`anchorEn${mark}`, locale, { kind: 'text', width: 24 })),
  ],
})

export const vetoSheet = (locale: Locale): Sheet => ({
  title: say('scorecards.rubrics.sheet.vetoes', {}, locale),
  columns: [
    column('veto', locale, { kind: 'text', required: true, width: 50 }),
    column('vetoEn', locale, { kind: 'text', width: 50 }),
  ],
})

export const toRubricRows = ({ dimensions }: RubricBody) =>
  dimensions.flatMap(({ indicators, ...dimension }) =>
    indicators.map(({ anchors, scale, safety, ...indicator }) => ({
      ...indicator,
      dimension: dimension.code,
      dimensionName: dimension.zh,
      dimensionEn: dimension.en,
      safety: safety ? 'yes' : 'no',
      scaleKind: scale?.kind ?? '',
      scale: scale ? formatScale(scale) : '',
      ...Object.fromEntries(
        marks.flatMap((mark) => [
          [`anchor${mark}`, anchors[mark]?.zh ?? ''],
          [`anchorEn${mark}`, anchors[mark]?.en ?? ''],
        ]),
      ),
    })),
  )

/** A counting table in one cell: `0=5；1=4；2=3` gives mark 5 from 0 on, 4 from 1 on, 3 from 2 on. */
const formatScale = ({ steps }: Scale) => steps.map(({ from, mark }) => `${from}=${mark}`).join('；')

/** Parses the rows. A row without a dimension belongs to the one above; the first row of a dimension has its names. */
export function parseRubricRows(rows: readonly ReadRow[], vetoRows: readonly ReadRow[]) {
  const wrong: Wrong[] = []
  const dimensions: RubricBody['dimensions'] = []
  for (const { row, values } of rows) {
    const readCell = (key: string) => (values[key] ?? '').trim()
    const from = dimensions.at(-1)
    const code = readCell('dimension') || (from?.code ?? '')
    let dimension = dimensions.find((known) => known.code === code)
    if (!dimension) {
      const read = Dimension.omit({ indicators: true }).safeParse({
        code,
        zh: readCell('dimensionName'),
        en: readCell('dimensionEn'),
      })
      if (!read.success) wrong.push(...wrongIn(row, read.error.issues, dimensionKeys))
      dimension = { code, zh: readCell('dimensionName'), en: readCell('dimensionEn'), indicators: [] }
      dimensions.push(dimension)
    }
    const read = Indicator.safeParse(typedIn(readCell))
    if (read.success) dimension.indicators.push(read.data)
    else wrong.push(...wrongIn(row, read.error.issues, {}))
  }
  const vetoes = vetoRows.flatMap(({ row, values }) => {
    const read = Veto.safeParse({ zh: values.veto, en: values.vetoEn })
    if (!read.success) wrong.push(...wrongIn(row, read.error.issues, { zh: 'veto', en: 'vetoEn' }))
    return read.success ? [read.data] : []
  })
  return { body: { dimensions, vetoes }, wrong }
}

const dimensionKeys = { code: 'dimension', zh: 'dimensionName', en: 'dimensionEn' }

function typedIn(readCell: (key: string) => string) {
  const steps = readCell('scale')
    .normalize('NFKC')
    .split(/[;,、\s]+/u)
    .filter(Boolean)
    .map((step) => step.split(/[=:→]/u))
    .map(([from, mark]) => ({ from, mark }))
  return {
    ...Object.fromEntries(
      ['code', 'zh', 'en', 'weight', 'guide', 'guideEn', 'basis'].map((key) => [key, readCell(key)]),
    ),
    source: readCell('source') || 'site',
    safety: readCell('safety') === 'yes',
    anchors: Object.fromEntries(
      marks.map((mark) => [mark, { zh: readCell(`anchor${mark}`), en: readCell(`anchorEn${mark}`) }]),
    ),
    scale: steps.length > 0 || readCell('scaleKind') ? { kind: readCell('scaleKind') || 'count', steps } : undefined,
  }
}

type Issue = { path: PropertyKey[]; message: string; params?: unknown }

const wrongIn = (row: number, issues: readonly Issue[], keys: Readonly<Record<string, string>>): Wrong[] =>
  issues.map((issue) => ({
    row,
    key: toColumnKey(issue.path.map(String), keys),
    code: issue.message,
    params: (issue.params as Record<string, unknown> | undefined) ?? {},
  }))

function toColumnKey([field = '', mark, tongue]: string[], keys: Readonly<Record<string, string>>): string {
  if (field === 'anchors') return `anchor${tongue === 'en' ? 'En' : ''}${mark}`
  if (field === 'scale') return mark === 'kind' ? 'scaleKind' : 'scale'
  return keys[field] ?? field
}

function column(key: string, locale: Locale, more: Omit<SheetColumn, 'key' | 'header' | 'aliases'>): SheetColumn {
  const named = `scorecards.rubrics.sheet.${key}`
  return {
    key,
    header: say(named, {}, locale),
    aliases: both.map((other) => say(named, {}, other)),
    ...more,
  }
}

const choices = (values: readonly string[], under: string, locale: Locale) =>
  values.map((value) => ({
    value,
    label: say(`${under}.${value}`, {}, locale),
    aliases: [value, ...both.map((other) => say(`${under}.${value}`, {}, other))],
  }))
