/**
 * Where a message lives: `estates.json` {"title": …} is `estates.title`, `scorecards/rota.json` {"title": …} is
 * `scorecards.rota.title`. Messages in a `refusals` file have the feature's prefix alone: `scorecards.too_few_reviewers`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Every message of a language with its key. A key that is in two files is listed twice. */
export function readMessages(locale: string): [key: string, text: string][] {
  const folder = path.resolve(import.meta.dirname, '../messages', locale)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'))
  return files
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
    .flatMap((file) => messagesIn(file, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))))
}

export function messagesIn(file: string, content: object): [key: string, text: string][] {
  const [feature, ...room] = file.replace(/\.json$/, '').split('/')
  const { refusals = {}, ...words } = content as { refusals?: object }
  return [...flatten(refusals, feature!), ...flatten(words, [feature, ...room].join('.'))]
}

function flatten(messages: object, prefix: string): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]): [key: string, text: string][] =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flatten(value as object, `${prefix}.${key}`),
  )
}
