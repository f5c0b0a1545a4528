/** What was measured of a practice, as a badge and as a sentence. */
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
const sentences: Record<EffectVerdict, (said: ReturnType<typeof formatEffect>) => string> = {
  more: (said) => m['practices.effect_more'](said),
  less: (said) => m['practices.effect_less'](said),
  unsure: (said) => m['practices.effect_unsure'](said),
  too_little: () => m['practices.effect_too_little']({ enough: ENOUGH }),
}

export const effectSentence = (effect: Measured): string => sentences[effectVerdict(effect)](formatEffect(effect))
