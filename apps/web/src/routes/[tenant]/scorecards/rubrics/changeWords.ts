/** Changes of a rubric, as text. */
import { m } from '@bilin/i18n'
import type { RubricField } from '@bilin/domain/scorecards/rubrics/revision'
import type { Anchors, Source } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'
import { sourceWords } from '../words.ts'
import { spansInWords } from './scaleWords.ts'

export const rubricFieldWords: Record<RubricField, () => string> = {
  zh: () => m['scorecards.rubrics.field.zh'](),
  en: () => m['scorecards.rubrics.field.en'](),
  weight: () => m['scorecards.rubrics.field.weight'](),
  source: () => m['scorecards.rubrics.field.source'](),
  safety: () => m['scorecards.rubrics.field.safety'](),
  guide: () => m['scorecards.rubrics.field.guide'](),
  guideEn: () => m['scorecards.rubrics.field.guideEn'](),
  basis: () => m['scorecards.rubrics.field.basis'](),
  scale: () => m['scorecards.rubrics.field.scale'](),
  dimension: () => m['scorecards.rubrics.field.dimension'](),
  anchor5: () => m['scorecards.rubrics.field.anchor5'](),
  anchor4: () => m['scorecards.rubrics.field.anchor4'](),
  anchor3: () => m['scorecards.rubrics.field.anchor3'](),
  anchor2: () => m['scorecards.rubrics.field.anchor2'](),
  anchor1: () => m['scorecards.rubrics.field.anchor1'](),
}

/** A dimension has fewer fields than an indicator. */
type Changed = { [field: string]: unknown; anchors?: Anchors; scale?: Scale | null; source?: Source }

export function valueOf(of: Changed | null, field: RubricField): string {
  const blank = m['scorecards.rubrics.no_value']()
  if (!of) return blank
  if (field === 'source') return of.source ? sourceWords[of.source]() : blank
  if (field === 'scale') return of.scale ? spansInWords(of.scale) : blank
  if (field === 'safety') return of.safety ? m['scorecards.rubrics.sheet.yes']() : m['scorecards.rubrics.sheet.no']()
  const anchor = /^anchor([1-5])$/u.exec(field)?.[1]
  if (anchor) {
    const words = of.anchors?.[Number(anchor) as keyof Anchors]
    return [words?.zh, words?.en].filter(Boolean).join(' / ') || blank
  }
  const plain = of[field]
  return typeof plain === 'string' || typeof plain === 'number' ? String(plain) || blank : blank
}
