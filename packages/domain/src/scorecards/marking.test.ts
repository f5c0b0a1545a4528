import { describe, expect, test } from 'vitest'
import { Marking, readMarking, sameMarking } from './marking.ts'
import { template } from './template.ts'

const visitId = '00000000-0000-4000-8000-000000000000'
const typed = (marks: Record<string, unknown>) => Marking.parse({ visitId, revision: '3', marks }).marks

describe('marks as they are typed', () => {
  test('in a form are read as they were meant', () => {
    expect(typed({ A1: '5', A2: '４', A3: 'NA', A4: '', B1: 2, B2: null })).toEqual({
      A1: 5, A2: 4, A3: null, A4: undefined, B1: 2, B2: null,
    }) // prettier-ignore
  })

  test('in words are refused', () => {
    expect(Marking.safeParse({ visitId, revision: 0, marks: { A1: '优' } }).error?.issues[0]).toMatchObject({
      path: ['marks', 'A1'],
      message: 'scorecards.mark_out_of_range',
    })
  })
})

describe('what is kept of a save', () => {
  test('is the dimension it names and nothing beside it', () => {
    expect(readMarking(template, { dimension: 'D', marks: { D1: 4, D2: undefined }, findings: [] })).toEqual({
      scope: ['D1', 'D2', 'D3'], marks: { D1: 4 }, findings: [],
    }) // prettier-ignore
    expect(() => readMarking(template, { dimension: 'D', marks: { A1: 4 }, findings: [] })).toThrow(
      'scorecards.unknown_indicator',
    )
  })

  test('is the same whatever order it comes in', () => {
    const finding = { indicator: 'D1', severity: 'S3', place: '', text: '裸土' } as const
    const other = { ...finding, text: '缺株' }
    expect(
      sameMarking(
        { marks: { A1: 5, B1: null }, findings: [finding, other] },
        { marks: { B1: null, A1: 5 }, findings: [other, finding] },
      ),
    ).toBe(true)
    expect(sameMarking({ marks: { A1: 5 }, findings: [] }, { marks: { A1: null }, findings: [] })).toBe(false)
  })
})
