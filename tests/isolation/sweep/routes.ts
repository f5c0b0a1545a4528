/** The routes as they lie in folders, with the actions and fields of their forms. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Route = { route: string; page: boolean; file: boolean; actions: string[]; fields: string[] }

const folder = path.resolve(import.meta.dirname, '../../../apps/web/src/routes')

export function routesIn(from = folder): Route[] {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' })
  const folders = new Set(
    files
      .filter((file) => /\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file))
      .map((file) => path.dirname(file)),
  )
  return [...folders].sort().map((at) => {
    const beside = files.filter((file) => nearest(path.dirname(file), folders) === at)
    const read = (ending: string) =>
      beside
        .filter((file) => file.endsWith(ending))
        .map((file) => readFileSync(path.join(from, file), 'utf8'))
        .join('\n')
    const [, acts = ''] = /export const actions[^{]*\{([\s\S]*?)\n\}/.exec(read('+page.server.ts')) ?? []
    return {
      route: at === '.' ? '/' : `/${at}`,
      page: beside.some((file) => /\+page\./.test(file)),
      file: beside.some((file) => file.endsWith('+server.ts')),
      actions: [...acts.matchAll(/^ {2}(?:async )?(\w+)[:(,]/gm)].map(([, name]) => name!),
      fields: fieldsIn(read('.svelte')),
    }
  })
}

/** The route that a file belongs to: components may lie in folders of their own below it. */
function nearest(folder: string, routes: ReadonlySet<string>): string {
  return routes.has(folder) || folder === '.' ? folder : nearest(path.dirname(folder), routes)
}

/** Names written out, those bound to a schema, and those that a form sends along. */
function fieldsIn(source: string): string[] {
  const written = [...source.matchAll(/\bname="([\w.[\]]+)"|\bfield\('([\w.[\]]+)'\)/g)].map(
    ([, one, other]) => one ?? other!,
  )
  const sent = [...source.matchAll(/\bsent=\{\{([^}]*)\}\}/g)].flatMap(([, pairs]) =>
    [...pairs!.matchAll(/(?:^|,)\s*'?([\w[\]]+)'?(?=\s*(?::|,|$))/g)].map(([, name]) => name!),
  )
  return [...new Set([...written, ...sent])]
}
