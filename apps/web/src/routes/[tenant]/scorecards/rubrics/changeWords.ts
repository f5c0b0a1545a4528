/** What changed, in words. */
import { m } from '@bilin/i18n'
import type { Field } from '@bilin/domain/scorecards/rubrics/revision'
import type { Anchors, Source } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'
import { sourceWords } from '../words.ts'
import { spansInWords } from './scaleWords.ts'

export const fieldWords: Record<Field, () => string> = {
  zh: () => m['rubrics.field.zh'](),
  en: () => m['rubrics.field.en'](),
  weight: () => m['rubrics.field.weight'](),
  source: () => m['rubrics.field.source'](),
  safety: () => m['rubrics.field.safety'](),
  guide: () => m['rubrics.field.guide'](),
  guideEn: () => m['rubrics.field.guideEn'](),
  basis: () => m['rubrics.field.basis'](),
  scale: () => m['rubrics.field.scale'](),
  dimension: () => m['rubrics.field.dimension'](),
  anchor5: () => m['rubrics.field.anchor5'](),
  anchor4: () => m['rubrics.field.anchor4'](),
  anchor3: () => m['rubrics.field.anchor3'](),
  anchor2: () => m['rubrics.field.anchor2'](),
  anchor1: () => m['rubrics.field.anchor1'](),
}

/** A dimension has fewer fields than an indicator. */
type Changed = { [field: string]: unknown; anchors?: Anchors; scale?: Scale | null; source?: Source }

export function valueOf(of: Changed | null, field: Field): string {
  const blank = m['rubrics.no_value']()
  if (!of) return blank
  if (field === 'source') return of.source ? sourceWords[of.source]() : blank
  if (field === 'scale') return of.scale ? spansInWords(of.scale) : blank
  if (field === 'safety') return of.safety ? m['rubrics.sheet.yes']() : m['rubrics.sheet.no']()
  const anchor = /^anchor([1-5])$/u.exec(field)?.[1]
  if (anchor) {
    const words = of.anchors?.[Number(anchor) as keyof Anchors]
    return [words?.zh, words?.en].filter(Boolean).join(' / ') || blank
  }
  const plain = of[field]
  return typeof plain === 'string' || typeof plain === 'number' ? String(plain) || blank : blank
}
