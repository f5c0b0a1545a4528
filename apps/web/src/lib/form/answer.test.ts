import { expect, test } from 'vitest'
import { toErrorsBeside } from './answer.ts'

const errorsOf = (sentence: string, fields: Record<string, string>) => toErrorsBeside({ sentence, fields }, 'see above')

test('a refusal that names many visits is read once, above the form', () => {
  const sentence = `以下互访不在这些日期里：${'万科小区（龙馨园物业经理，11月20日）、'.repeat(12)}`
  expect(errorsOf(sentence, { closesOn: sentence })).toEqual({ closesOn: 'see above' })
})

test('a short one stands at its field too, and so does what is said nowhere else', () => {
  const long = '请改短一些。'.repeat(40)
  expect(errorsOf('请填写名称。', { title: '请填写名称。' })).toEqual({ title: '请填写名称。' })
  expect(errorsOf('有 2 处要改。', { title: '请填写名称。', text: long })).toEqual({
    title: '请填写名称。',
    text: long,
  })
})
