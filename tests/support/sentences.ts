/** What the pages say, by the name of the message, so that a test breaks when a page does and not when a word does. */
import { readMessages } from '@bilin/i18n/files'

const messages = { 'zh-CN': new Map(readMessages('zh-CN')), en: new Map(readMessages('en')) }

export const chinese = (key: string, holes: Record<string, string | number> = {}) => sentence('zh-CN', key, holes)
export const english = (key: string, holes: Record<string, string | number> = {}) => sentence('en', key, holes)

function sentence(locale: keyof typeof messages, key: string, holes: Record<string, string | number>): string {
  const text = messages[locale].get(key)
  if (text === undefined) throw new Error(`there is no message ${key} in ${locale}`)
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}
