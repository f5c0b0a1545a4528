/**
 * The rubric that comes with Bilin: 8 dimensions, 38 indicators, taken from published standards and our own visits.
 * Frozen, because every caller in the process is handed the same object.
 */
import { readBody, type RubricBody } from './rubric.ts'
import body from './template.json' with { type: 'json' }

export const template: RubricBody = deepFreeze(readBody(body))

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
