import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { CorrectionChoices, replaceChanges } from './correction.ts'
import { formatChanges, parseChanges, toCorrection, type CorrectionChange } from './changes.ts'

const [first, second, finding, mark] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const changes: CorrectionChange[] = [
  { kind: 'finding', estateId: first, findingId: finding, status: 'veto_lifted' },
  { kind: 'mark', estateId: second, markId: mark, mark: null },
  { kind: 'exclusion', estateId: second, indicator: 'C1', excluded: true },
]

test('the changes of several estates go through an address and come back as they were', () => {
  expect(parseChanges(formatChanges(changes))).toEqual(changes)
  expect(toCorrection(changes)).toEqual({
    findings: [{ findingId: finding, status: 'veto_lifted' }],
    marks: [{ markId: mark, mark: 'na' }],
    exclusions: [{ estateId: second, indicator: 'C1', excluded: true }],
  })
})

test('what an address has besides is left out', () => {
  const text = `f.${finding}.struck~e.${first}~f.${finding}.gone~m.x.3~m.${mark}.7~x.C1.maybe~e.y~f.${finding}.struck`
  expect(parseChanges(text)).toEqual([])
  expect(parseChanges('')).toEqual([])
})

test('more than an address carries is refused', () => {
  const many = Array.from({ length: 300 }, () => ({ ...changes[0]!, findingId: randomUUID() })) as CorrectionChange[]
  expect(() => formatChanges(many)).toThrow('scorecards.correction_too_long')
})

test('the form of an estate replaces its own changes and leaves those of the others', () => {
  const typed = CorrectionChoices.parse({
    estateId: first,
    changes: formatChanges(changes),
    findings: { [finding]: '' },
    marks: { [mark]: '4' },
  })
  expect(replaceChanges(typed)).toEqual([...changes.slice(1), { kind: 'mark', estateId: first, markId: mark, mark: 4 }])
})
