/** The vetoes 一票否决 that stand, named beside the stars. A result has them in the rubric's Chinese. */
import { getLocale, m } from '@bilin/i18n'

type Veto = { zh: string; en: string }

/** Null where none stands. */
export function vetoWords(vetoed: readonly string[], vetoes: readonly Veto[]): string | null {
  if (vetoed.length === 0) return null
  const names = vetoed.map((zh) => (getLocale() === 'en' && vetoes.find((veto) => veto.zh === zh)?.en) || zh)
  return m['scorecards.findings.veto']({ veto: names.join(m['scorecards.and']()) })
}

/** The words for the stars, with the vetoes that left no more. */
export function withVetoes(stars: string, vetoed: readonly string[], vetoes: readonly Veto[]): string {
  const words = vetoWords(vetoed, vetoes)
  return words === null ? stars : m['scorecards.results.stars_vetoed']({ stars, veto: words })
}
