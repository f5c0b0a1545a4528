import { expect, test } from 'vitest'
import { assertParametersFit } from './transaction.ts'

const insertOf = (parameters: number) => ({
  sql: 'insert into "visit" ("round_id") values …',
  parameters: Array.from({ length: parameters }, () => null),
})

test('a statement with more parameters than the protocol can count is refused by name, and told to be inserted in batches', () => {
  expect(() => assertParametersFit(insertOf(65_535))).not.toThrow()
  expect(() => assertParametersFit(insertOf(65_536))).toThrow(/65536 parameters.*in batches: insert into "visit"/)
})
