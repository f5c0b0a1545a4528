/** The demo story, told once into an empty database that Bilin brought itself. */
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Embedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { databaseAt, makeDatabase, roleUrl } from '@bilin/db/roles'
import pg from 'pg'
import * as cast from '../db/seed/cast.ts'
import { tell } from '../db/seed/tell.ts'

export type SignIn = { name: string; password: string }

/** Answers who may sign in to look around; nobody where this is not a demo. */
export async function tellDemo(
  dataDir: string,
  embedded: Embedded,
  say: (line: string) => void,
): Promise<SignIn[]> {
  const unfinished = path.join(dataDir, 'story-unfinished')
  const told = path.join(dataDir, 'story-told')
  if (existsSync(told)) return signIns()
  if (existsSync(unfinished)) await startOver(embedded)
  if (await isFounded(embedded.databaseUrl)) return []
  say('Telling the demo story.')
  writeFileSync(unfinished, '')
  const [app, session] = [
    roleUrl(embedded.databaseUrl, 'bilin_app'),
    roleUrl(embedded.databaseUrl, 'bilin_session'),
  ]
  await tell({ app, session })
  renameSync(unfinished, told)
  return signIns()
}

/** The story broke off before Bilin ever listened, so nobody has written here but the story itself. */
async function startOver({ adminUrl, databaseUrl }: Embedded) {
  const admin = new pg.Client({ connectionString: databaseAt(adminUrl, 'postgres') })
  await admin.connect()
  try {
    await admin.query('drop database bilin with (force)')
    await makeDatabase(admin, 'bilin')
  } finally {
    await admin.end()
  }
  await migrate(databaseUrl)
}

async function isFounded(owner: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: roleUrl(owner, 'bilin_session') })
  await client.connect()
  try {
    const { rows } = await client.query<{ founded: boolean }>('select app.is_founded() as founded')
    return rows[0]!.founded
  } finally {
    await client.end()
  }
}

function signIns(): SignIn[] {
  const secretaries = cast.bilin.members
    .filter(({ kind }) => kind === 'community')
    .map(({ seats }) => seats[0]![0])
  const names = [
    cast.bilin.coordinator,
    ...secretaries,
    '龙馨园物业经理',
    '三桥社区社工一',
    cast.operatorName,
  ]
  return names.map((name) => ({ name, password: cast.password }))
}
