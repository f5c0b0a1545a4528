/** A rubric as Excel has it: a line an indicator on the first sheet, a line a veto on the second. */
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
      scale: scale ? wordsOf(scale) : '',
      ...Object.fromEntries(
        marks.flatMap((mark) => [
          [`anchor${mark}`, anchors[mark]?.zh ?? ''],
          [`anchorEn${mark}`, anchors[mark]?.en ?? ''],
        ]),
      ),
    })),
  )

/** 0=5；1=4；2=3: from how many on, which mark. */
const wordsOf = ({ steps }: Scale) => steps.map(({ from, mark }) => `${from}=${mark}`).join('；')

/** What the lines say. A line without a dimension belongs to the one above; names of a dimension stand in its first line. */
export function parseRubricRows(rows: readonly ReadRow[], vetoRows: readonly ReadRow[]) {
  const wrong: Wrong[] = []
  const dimensions: RubricBody['dimensions'] = []
  for (const { row, values } of rows) {
    const said = (key: string) => (values[key] ?? '').trim()
    const from = dimensions.at(-1)
    const code = said('dimension') || (from?.code ?? '')
    let dimension = dimensions.find((known) => known.code === code)
    if (!dimension) {
      const read = Dimension.omit({ indicators: true }).safeParse({
        code,
        zh: said('dimensionName'),
        en: said('dimensionEn'),
      })
      if (!read.success) wrong.push(...wrongIn(row, read.error.issues, dimensionKeys))
      dimension = { code, zh: said('dimensionName'), en: said('dimensionEn'), indicators: [] }
      dimensions.push(dimension)
    }
    const read = Indicator.safeParse(typedIn(said))
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

function typedIn(said: (key: string) => string) {
  const steps = said('scale')
    .normalize('NFKC')
    .split(/[;,、\s]+/u)
    .filter(Boolean)
    .map((step) => step.split(/[=:→]/u))
    .map(([from, mark]) => ({ from, mark }))
  return {
    ...Object.fromEntries(['code', 'zh', 'en', 'weight', 'guide', 'guideEn', 'basis'].map((key) => [key, said(key)])),
    source: said('source') || 'site',
    safety: said('safety') === 'yes',
    anchors: Object.fromEntries(
      marks.map((mark) => [mark, { zh: said(`anchor${mark}`), en: said(`anchorEn${mark}`) }]),
    ),
    scale: steps.length > 0 || said('scaleKind') ? { kind: said('scaleKind') || 'count', steps } : undefined,
  }
}

type Issue = { path: PropertyKey[]; message: string; params?: unknown }

const wrongIn = (row: number, issues: readonly Issue[], keys: Readonly<Record<string, string>>): Wrong[] =>
  issues.map((issue) => ({
    row,
    key: keyOf(issue.path.map(String), keys),
    code: issue.message,
    params: (issue.params as Record<string, unknown> | undefined) ?? {},
  }))

function keyOf([field = '', mark, tongue]: string[], keys: Readonly<Record<string, string>>): string {
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
