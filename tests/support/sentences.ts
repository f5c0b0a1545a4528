/** What the pages say, by the name of the message, so that a test breaks when a page does and not when a word does. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../packages/i18n/messages')

export const chinese = (key: string, holes: Record<string, string | number> = {}) => sentence('zh-CN', key, holes)
export const english = (key: string, holes: Record<string, string | number> = {}) => sentence('en', key, holes)

function sentence(locale: string, key: string, holes: Record<string, string | number>): string {
  const [file, ...steps] = key.split('.')
  const messages: unknown = JSON.parse(readFileSync(path.join(folder, locale, `${file}.json`), 'utf8'))
  const found = steps.reduce((place, step) => (place as Record<string, unknown>)?.[step], messages)
  if (typeof found !== 'string') throw new Error(`nobody has written ${key} in ${locale}`)
  return found.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}
