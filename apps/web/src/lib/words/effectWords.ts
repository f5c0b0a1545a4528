/** A practice's measured effect, as a badge and as a sentence. */
import { formatEffect, ENOUGH, effectVerdict, type Measured, type EffectVerdict } from '@bilin/domain/practices/verdict'
import { m } from '@bilin/i18n'
import type { Tone } from '@bilin/ui/content/tones'

export const effectVerdictWords: Record<EffectVerdict, () => string> = {
  more: () => m['practices.effect_badge.more'](),
  less: () => m['practices.effect_badge.less'](),
  unsure: () => m['practices.effect_badge.unsure'](),
  too_little: () => m['practices.effect_badge.too_little'](),
}
export const effectVerdictTones: Record<EffectVerdict, Tone> = {
  more: 'good',
  less: 'warn',
  unsure: 'neutral',
  too_little: 'neutral',
}
const sentences: Record<EffectVerdict, (effect: ReturnType<typeof formatEffect>) => string> = {
  more: (effect) => m['practices.effect_more'](effect),
  less: (effect) => m['practices.effect_less'](effect),
  unsure: (effect) => m['practices.effect_unsure'](effect),
  too_little: () => m['practices.effect_too_little']({ enough: ENOUGH }),
}

export const effectSentence = (effect: Measured): string => sentences[effectVerdict(effect)](formatEffect(effect))
