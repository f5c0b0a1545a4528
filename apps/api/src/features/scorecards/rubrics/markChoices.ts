/** The marks as choices of a sheet's column. People also write 5, 5分, or 优 alone where the label is 5 优. */
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { Choice } from '@bilin/sheets/sheet'

export const createMarkChoices = (values: readonly string[], locale: Locale): Choice[] =>
  values.map((value) => {
    const labels = (['zh-CN', 'en'] as const).map((each) => say(`scorecards.rubrics.mark.${value}`, {}, each))
    const words = labels.flatMap((label) => /^\d\s(.*)$/u.exec(label)?.[1] ?? [])
    const points = /^\d$/u.test(value) ? [`${value}分`] : []
    return {
      value,
      label: say(`scorecards.rubrics.mark.${value}`, {}, locale),
      aliases: [value, ...labels, ...words, ...points],
    }
  })
