/** A database of one's own for a test: migrated, and with the story loaded if asked. */
import { randomUUID } from 'node:crypto'
import { migrate } from '@bilin/db/migrate'
import { databaseAt, makeDatabase, roleUrl, type LoginRole } from '@bilin/db/roles'
import pg from 'pg'
import { inject } from 'vitest'
import { runStory } from './story.ts'

export type FreshDatabase = {
  name: string
  url(role: LoginRole | 'postgres'): string
  drop(): Promise<void>
}

export async function freshDatabase({ story }: { story: boolean }): Promise<FreshDatabase> {
  const template = story ? await storyTemplate() : await emptyTemplate()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin((admin) => makeDatabase(admin, name, template))
  return {
    name,
    url: (role) => urlOf(name, role),
    drop: () => asAdmin(async (admin) => void (await admin.query(`drop database "${name}" with (force)`))),
  }
}

const emptyTemplate = () => template('template_empty', undefined, (name) => migrate(urlOf(name, 'bilin_owner')))

async function storyTemplate() {
  const empty = await emptyTemplate()
  return template('template_story', empty, (name) => runStory((role) => urlOf(name, role)))
}

/** Made once in a run by whichever test comes first, the others wait; it gets its name when it is whole. */
async function template(name: string, from: string | undefined, fill: (name: string) => Promise<unknown>) {
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    const unfinished = `${name}_unfinished`
    await admin.query(`drop database if exists "${unfinished}" with (force)`)
    await makeDatabase(admin, unfinished, from)
    await fill(unfinished)
    await admin.query(`alter database "${unfinished}" rename to "${name}"`)
  })
  return name
}

function urlOf(database: string, role: LoginRole | 'postgres'): string {
  const { adminUrl, ownerUrl } = inject('cluster')
  if (role === 'postgres') return databaseAt(adminUrl, database)
  const owner = databaseAt(ownerUrl, database)
  return role === 'bilin_owner' ? owner : roleUrl(owner, role)
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('cluster').adminUrl })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
