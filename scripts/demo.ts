/** Loads the demo story, once, into an empty database that Bilin started itself. */
import { withClient } from '@bilin/db/client'
import type { Embedded } from '@bilin/db/embedded/start'
import { databaseAt, makeDatabase, roleUrl } from '@bilin/db/roles'
import { signIns, type SignIn } from '../story/signIns.ts'

// Kept with the database itself, so that the two cannot come apart: dropping the one drops the other.
const MARK = 'The demo story is being loaded.'

/** Drops a half-loaded story: nobody can sign in before it is complete, so no user data is lost. */
export async function dropUnfinishedStory({ adminUrl }: Embedded): Promise<void> {
  await withClient(databaseAt(adminUrl, 'postgres'), 'demo', async (admin) => {
    const { rows } = await admin.query<{ mark: string | null }>(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = 'bilin'`,
    )
    if (rows[0]?.mark !== MARK) return
    await admin.query('drop database bilin with (force)')
    await makeDatabase(admin, 'bilin')
  })
}

/** Returns who may sign in to look around; nobody if the story was never loaded. */
export async function loadDemoStory(embedded: Embedded, say: (line: string) => void): Promise<SignIn[]> {
  if (!(await isFounded(embedded))) {
    say('正在准备演示数据。Loading the demo story.')
    await mark(embedded, MARK)
    await load(embedded)
    await mark(embedded, null)
  }
  return (await hasExamples(embedded)) ? signIns : []
}

/** Loaded only now: it reaches the whole API, and the words that a build makes. */
async function load({ databaseUrl }: Embedded) {
  const { loadStory } = await import('../story/load.ts')
  await loadStory({ app: roleUrl(databaseUrl, 'bilin_app'), session: roleUrl(databaseUrl, 'bilin_session') })
}

function mark({ adminUrl }: Embedded, text: string | null) {
  return withClient(adminUrl, 'demo', (admin) =>
    admin.query(`comment on database bilin is ${text === null ? 'null' : admin.escapeLiteral(text)}`),
  )
}

function isFounded({ databaseUrl }: Embedded): Promise<boolean> {
  return withClient(roleUrl(databaseUrl, 'bilin_session'), 'demo', async (client) => {
    const { rows } = await client.query<{ founded: boolean }>('select app.is_founded() as founded')
    return rows[0]!.founded
  })
}

/** As the administrator: the registry shows its rows to nobody else who is not inside. */
function hasExamples({ adminUrl }: Embedded): Promise<boolean> {
  return withClient(databaseAt(adminUrl, 'bilin'), 'demo', async (admin) => {
    const { rows } = await admin.query<{ examples: boolean }>(
      'select exists (select from tenant where example) as examples',
    )
    return rows[0]!.examples
  })
}
