import { describe, expect, test } from 'vitest'
import { Marking, readMarking, toInput, sameMarking } from './marking.ts'
import { template } from '../rubrics/template.ts'

const visitId = '00000000-0000-4000-8000-000000000000'
const typed = (marks: Record<string, unknown>) => Marking.parse({ visitId, revision: '3', marks }).marks
const sent = (marks: Record<string, unknown>, findings: unknown[] = []) =>
  readMarking(template, Marking.parse({ visitId, revision: 0, marks, findings }))
const nothing = { counted: {}, excluded: {} }

describe('marks as they are typed', () => {
  test('in a form are read as they were meant', () => {
    expect(typed({ A1: '5', A2: '４', A3: 'NA', A4: '', B1: 2, B2: null })).toEqual({
      A1: { mark: 5 },
      A2: { mark: 4 },
      A3: { mark: null },
      A4: { mark: undefined },
      B1: { mark: 2 },
      B2: { mark: null },
    })
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
    expect(readMarking(template, { dimension: 'D', marks: { D3: { mark: 4 }, D2: {} }, findings: [] })).toEqual({
      scope: ['D1', 'D2', 'D3'],
      marks: { D3: 4 },
      ...nothing,
      findings: [],
    })
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

describe('an indicator with a scale is counted', () => {
  test('and the table gives the mark', () => {
    expect(sent({ C1: { counted: '３' }, A3: { mark: '', counted: 96 } })).toMatchObject({
      marks: { C1: 3, A3: 5 },
      counted: { C1: 3, A3: 96 },
    })
  })

  test('which nobody may override', () => {
    expect(sent({ C1: { mark: '3', counted: '3' } }).marks).toEqual({ C1: 3 })
    expect(() => sent({ C1: { mark: 5, counted: 3 } })).toThrow('scorecards.counted_disagrees')
    expect(() => sent({ E3: { counted: 3 } })).toThrow('scorecards.not_counted')
    expect(() => sent({ C1: { counted: 1.5 } })).toThrow('scorecards.counted_not_whole')
  })

  test('and a mark without its number is refused beside it, while 不适用 and a reason to leave it out are answers', () => {
    for (const plain of ['3', 5, { mark: 4 }, { mark: 4, counted: '' }])
      expect(() => sent({ C1: plain }), JSON.stringify(plain)).toThrow(
        expect.objectContaining({
          code: 'scorecards.number_missing',
          field: 'marks.C1',
          params: { code: 'C1' },
        }),
      )
    expect(sent({ C1: 'na', C2: { excluded: '开发商遗留' }, C4: '', C3: 4 })).toMatchObject({
      marks: { C1: null, C2: null, C3: 4 },
      counted: {},
    })
  })
})

describe('what is not the company’s to answer for', () => {
  test('has a reason and no mark', () => {
    expect(sent({ F4: { mark: 'na', excluded: ' 开发商遗留的渗漏 ' }, F2: 4 })).toMatchObject({
      marks: { F4: null, F2: 4 },
      excluded: { F4: '开发商遗留的渗漏' },
    })
    expect(sent({ F4: { excluded: '' } })).toMatchObject({ marks: {}, excluded: {} })
  })

  test('and never both', () => {
    expect(() => sent({ F4: { mark: 2, excluded: '开发商遗留' } })).toThrow('scorecards.marked_and_excluded')
    expect(() => sent({ C1: { counted: 0, excluded: '开发商遗留' } })).toThrow('scorecards.marked_and_excluded')
  })
})

describe('a finding that names a veto', () => {
  const forged = { indicator: 'B3', severity: 'S4', text: '巡查记录是补签的', veto: '伪造检查或整改证据' }

  test('is life-safety whatever was chosen', () => {
    expect(sent({}, [forged]).findings).toMatchObject([{ severity: 'S1', veto: '伪造检查或整改证据' }])
  })

  test('names one of the rubric’s', () => {
    expect(() => sent({}, [{ ...forged, veto: '态度不好' }])).toThrow('scorecards.unknown_veto')
  })
})

test('what is kept can be sent again as it is', () => {
  const saved = sent({ C1: { counted: 3 }, F4: { excluded: '开发商遗留' }, A1: 5, A2: 'na' })
  expect(sent(toInput(saved))).toEqual(saved)
})
