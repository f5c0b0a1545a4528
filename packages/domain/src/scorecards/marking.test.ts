import { describe, expect, test } from 'vitest'
import { Marking, readMarking, sameMarking } from './marking.ts'
import { template } from './template.ts'

const visitId = '00000000-0000-4000-8000-000000000000'
const typed = (marks: Record<string, unknown>) => Marking.parse({ visitId, revision: '3', marks }).marks
const sent = (marks: Record<string, unknown>, findings: unknown[] = []) =>
  readMarking(template, Marking.parse({ visitId, revision: 0, marks, findings }))
const nothing = { counted: {}, excluded: {} }

describe('marks as they are typed', () => {
  test('in a form are read as they were meant', () => {
    expect(typed({ A1: '5', A2: '４', A3: 'NA', A4: '', B1: 2, B2: null })).toEqual({
      A1: { mark: 5 }, A2: { mark: 4 }, A3: { mark: null }, A4: { mark: undefined }, B1: { mark: 2 }, B2: { mark: null },
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
    expect(readMarking(template, { dimension: 'D', marks: { D1: { mark: 4 }, D2: {} }, findings: [] })).toEqual({
      scope: ['D1', 'D2', 'D3'], marks: { D1: 4 }, ...nothing, findings: [],
    }) // prettier-ignore
    expect(() => readMarking(template, { dimension: 'D', marks: { A1: { mark: 4 } }, findings: [] })).toThrow(
      'scorecards.unknown_indicator',
    )
  })

  test('is the same whatever order it comes in', () => {
    const finding = { indicator: 'D1', severity: 'S3', place: '', text: '裸土', veto: null } as const
    const other = { ...finding, text: '缺株' }
    expect(
      sameMarking(
        { marks: { A1: 5, B1: null }, ...nothing, findings: [finding, other] },
        { marks: { B1: null, A1: 5 }, ...nothing, findings: [other, finding] },
      ),
    ).toBe(true)
    const five = { marks: { A1: 5 }, ...nothing, findings: [] } as const
    expect(sameMarking({ ...five, findings: [] }, { ...five, marks: { A1: null }, findings: [] })).toBe(false)
    expect(sameMarking({ ...five, findings: [] }, { ...five, counted: { A1: 0 }, findings: [] })).toBe(false)
  })
})
