import { expect, test } from 'vitest'
import { toDraftForm } from './draft.ts'
import { asTyped, draftFrom } from './draftForm.ts'
import { pinErrors, toFieldErrors } from './editor/pins.ts'

/** A1, a blank row, A2; a blank dimension; B1, whose table has a blank line before the last. */
const typed = draftFrom({
  title: '细则',
  'dimensions.0.code': 'A',
  'dimensions.0.indicators.0.code': 'A1',
  'dimensions.0.indicators.1.weight': '3',
  'dimensions.0.indicators.2.code': 'A2',
  'dimensions.1.code': '',
  'dimensions.2.code': 'B',
  'dimensions.2.indicators.0.code': 'B1',
  'dimensions.2.indicators.0.scaleKind': 'count',
  'dimensions.2.indicators.0.steps.0.from': '0',
  'dimensions.2.indicators.0.steps.1.from': '',
  'dimensions.2.indicators.0.steps.2.from': '4',
})

test('blank rows are not sent', () => {
  const { dimensions } = toDraftForm(typed)
  expect(dimensions.map(({ code }) => code)).toEqual(['A', 'B'])
  expect(dimensions[0]!.indicators.map(({ code }) => code)).toEqual(['A1', 'A2'])
})

test('what is wrong is said at the row that was typed, whatever blank rows stand before it', () => {
  const sent = {
    title: 'name it',
    'body.dimensions.0.indicators.1.weight': 'a number',
    'body.dimensions.1.zh': 'name it',
    'body.dimensions.1.indicators.0.scale.steps.1.from': 'rising',
  }
  const shown = asTyped(sent, typed)
  expect(shown).toEqual({
    title: 'name it',
    'body.dimensions.0.indicators.2.weight': 'a number',
    'body.dimensions.2.zh': 'name it',
    'body.dimensions.2.indicators.0.scale.steps.2.from': 'rising',
  })
  expect(shown, 'the control: without it the blank row is blamed').not.toEqual(sent)
})

test('what is wrong moves with its row, and goes with a row taken out', () => {
  const fields = { title: 'name it', 'body.dimensions.0.indicators.2.weight': 'a number' }
  const pins = pinErrors(fields, typed)
  const [a, blank, b] = typed.dimensions
  expect(toFieldErrors(pins, typed)).toEqual(fields)
  expect(toFieldErrors(pins, { ...typed, dimensions: [blank!, b!, a!] })).toEqual({
    title: 'name it',
    'body.dimensions.2.indicators.2.weight': 'a number',
  })
  const without = { ...a!, indicators: a!.indicators.slice(0, 2) }
  expect(toFieldErrors(pins, { ...typed, dimensions: [without, b!] })).toEqual({ title: 'name it' })
})
