/** What was measured of a practice, as a badge and as a sentence. */
import { asSaid, ENOUGH, verdictOf, type Measured, type Verdict } from '@bilin/domain/practices/verdict'
import { m } from '@bilin/i18n'
import type { Tone } from '@bilin/ui/content/tones'

export const verdictWords: Record<Verdict, () => string> = {
  more: () => m['practices.effect_badge.more'](),
  less: () => m['practices.effect_badge.less'](),
  unsure: () => m['practices.effect_badge.unsure'](),
  too_little: () => m['practices.effect_badge.too_little'](),
}
export const verdictTones: Record<Verdict, Tone> = {
  more: 'good',
  less: 'warn',
  unsure: 'neutral',
  too_little: 'neutral',
}
const sentences: Record<Verdict, (said: ReturnType<typeof asSaid>) => string> = {
  more: (said) => m['practices.effect_more'](said),
  less: (said) => m['practices.effect_less'](said),
  unsure: (said) => m['practices.effect_unsure'](said),
  too_little: () => m['practices.effect_too_little']({ enough: ENOUGH }),
}

export const effectSentence = (effect: Measured): string => sentences[verdictOf(effect)](asSaid(effect))
