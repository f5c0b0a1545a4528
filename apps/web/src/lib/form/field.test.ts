import { expect, test } from 'vitest'
import { shownValue, type Texts } from './changed.ts'
import { BETWEEN, bindFields } from './field.ts'
import { getBaseName, formKey } from './names.ts'

const rules = { rules: { title: { required: true as const, maxlength: 60 }, 'aims.*.words': { maxlength: 80 } } }
const watchOnce = (name: string, read: () => Texts) => {
  const { values, other } = shownValue(name, read())
  return { value: values[0] ?? '', list: values.join(BETWEEN), other }
}
const field = bindFields<string>(
  () => ({
    rules,
    saved: { title: '楼道整治', days: ['1'] },
    typed: { values: { title: '新名字', 'days[]': ['2', '3'], shared: 'on' }, base: { title: '旧名字' } },
    stale: true,
    errors: { days: '请选择' },
  }),
  watchOnce,
)

test('a field has its name, what was typed, its rules, its error, and what somebody else saved', () => {
  const { other, ...title } = field('title')
  expect(title).toEqual({ name: 'title', value: '新名字', required: true, maxlength: 60, error: undefined })
  expect(other?.say(other.value)).toContain('楼道整治')
  expect(field('aims.3.words').maxlength).toBe(80)
  expect(field('days[]').error).toBe('请选择')
})

test('a box is ticked by its own value', () => {
  expect(field.box('days[]', '2').checked).toBe(true)
  expect(field.box('days[]', '1').checked).toBe(false)
  expect(field.box('shared')).toEqual({ name: 'shared', value: 'on', checked: true, error: undefined })
  expect(field.list('days[]')).toEqual(['2', '3'])
})

test('a field asked for twice is the same, so that new data of the page does not reset what is typed in it', () => {
  expect(field('title')).toBe(field('title'))
  expect(field.box('days[]', '2')).toBe(field.box('days[]', '2'))
  expect(field.box('days[]', '2')).not.toBe(field.box('days[]', '1'))
})

test('a form is known by its action, and by the row it stands in', () => {
  expect(formKey()).toBe('default')
  expect(formKey('?/start')).toBe('start')
  expect(formKey('/bilin/estates?/restore&removed=1&name=x')).toBe('restore')
  expect(formKey('?/report&row=7#task-7')).toBe('report.7')
  expect(formKey('?to=bilin')).toBe('default')
})

test('what a form was typed over is read back, and anything else is none', () => {
  expect(getBaseName('{"title":"x"}')).toEqual({ title: 'x' })
  for (const sent of [undefined, '', 'x', '3', 'null', ['{}']]) expect(getBaseName(sent)).toBeUndefined()
})
