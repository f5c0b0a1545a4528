/** The texts of a practice in order, with their labels. */
import type { TextName } from '@bilin/domain/practices/practice'
import { m } from '@bilin/i18n'

export const practiceTextWords: Record<TextName, () => string> = {
  problem: () => m['practices.field.problem'](),
  steps: () => m['practices.field.steps'](),
  cost: () => m['practices.field.cost'](),
  result: () => m['practices.field.result'](),
}

export const fieldNames = Object.keys(practiceTextWords) as TextName[]
