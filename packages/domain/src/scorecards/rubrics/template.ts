/** The rubric that comes with Bilin: 8 dimensions, 38 indicators, taken from published standards and our own visits. */
import { readBody, type RubricBody } from './rubric.ts'
import body from './template.json' with { type: 'json' }

export const template: RubricBody = readBody(body)
