import { expect, test } from 'vitest'
import { messagesIn } from './files.ts'

test('a file’s path is the prefix of its messages', () => {
  expect(messagesIn('estates.json', { title: 'Compounds', kind: { commercial: 'Commercial' } })).toEqual([
    ['estates.title', 'Compounds'],
    ['estates.kind.commercial', 'Commercial'],
  ])
  expect(messagesIn('scorecards/rota.json', { title: 'Visits' })).toEqual([['scorecards.rota.title', 'Visits']])
})

test('a refusal is its feature’s, whichever room’s file it is in', () => {
  expect(messagesIn('scorecards/rota.json', { refusals: { own_company: 'Choose somebody else.' } })).toEqual([
    ['scorecards.own_company', 'Choose somebody else.'],
  ])
})
