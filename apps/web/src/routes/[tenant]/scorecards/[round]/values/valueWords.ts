/** A value in words: its mark, or that it is not applicable or missing. */
import { m } from '@bilin/i18n'

type Value = { mark: number | null; counted: number | null; numerator: number | null; denominator: number | null }

export const valueWord = (value: Pick<Value, 'mark'> | null | undefined): string => {
  if (!value) return m['scorecards.values.missing']()
  return value.mark === null
    ? m['scorecards.values.not_applicable']()
    : m['scorecards.findings.mark_n']({ mark: value.mark })
}
