/** The seed story, told in a test's database through the same procedures as in the demo. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LoginRole } from '@bilin/db/roles'

type Addresses = (role: LoginRole | 'postgres') => string
type Told = { tell(urls: { app: string; session: string; owner: string }): Promise<unknown> }

const file = path.resolve(import.meta.dirname, '../../story/tell.ts')

export async function runStory(urlOf: Addresses): Promise<void> {
  if (!existsSync(file)) return
  const { tell } = (await import(pathToFileURL(file).href)) as Told
  await tell({ app: urlOf('bilin_app'), session: urlOf('bilin_session'), owner: urlOf('bilin_owner') })
}
