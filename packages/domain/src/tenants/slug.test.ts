import { expect, test } from 'vitest'
import { slug } from '../fields.ts'

const of = (letters: 'any script' | 'ascii' | 'ascii, letter first') =>
  slug({ feature: 'projects', min: 3, max: 6, of: letters, reserved: ['new'] })
const reads = (rule: ReturnType<typeof of>, typed: string) => {
  const { data, error } = rule.safeParse(typed)
  return data ?? error!.issues.map(({ message }) => message).join()
}
const malformed = 'projects.slug_malformed'

test.each([
  ['any script', ' AB-1 ', 'ab-1'],
  ['any script', '充电桩', '充电桩'],
  ['any script', '𠮷𠮷𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷𠮷𠮷'],
  ['any script', '充电', malformed],
  ['any script', 'a-b-c-d', malformed],
  ['any script', 'a--b', malformed],
  ['any script', 'a/b', malformed],
  ['any script', 'new', 'projects.slug_reserved'],
  ['any script', '9'.repeat(100_000), malformed],
  ['ascii', '2026-q', '2026-q'],
  ['ascii', '充电桩', malformed],
  ['ascii, letter first', 'q-2026', 'q-2026'],
  ['ascii, letter first', '2026-q', malformed],
] as const)('of %s, %j reads as %j', (letters, typed, read) => {
  expect(reads(of(letters), typed)).toBe(read)
})
