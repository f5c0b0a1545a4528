/**
 * The rubric that comes with Bilin: 8 dimensions, 38 indicators, taken from published standards and our own visits.
 * Frozen, because every caller in the process gets the same object.
 */
import { deepFreeze } from './deepFreeze.ts'
import { readBody, type RubricBody } from './rubric.ts'
import body from './template.json' with { type: 'json' }

export const template: RubricBody = deepFreeze(readBody(body))
