/** An alliance of as many estates as asked for, beside the story: for tests of long lists. Written as rows, because thousands of calls take too long. */
import { openBilin, type Caller } from '@bilin/api/bilin'
import type pg from 'pg'
import type { FreshDatabase } from '../database.ts'
import { sessionOfPerson } from '../sessions.ts'
import { insertRounds } from './rounds.ts'

type Database = Pick<FreshDatabase, 'url'>

export const slug = 'da-lianmeng'
const COMMUNITIES = 40
const COMPANIES = 24

/** The names of those who can sign in, by what they are. */
export const seats = { coordinator: '大联盟协调员', community: '一号社区书记', company: '一号物业经理' } as const

export async function insertLargeAlliance(database: Database, beyond: pg.ClientBase, estates: number): Promise<void> {
  const bilin = openBilin({ app: database.url('bilin_app'), session: database.url('bilin_session'), max: 2 })
  try {
    const { rows } = await beyond.query<{ id: string }>('select id from person where operator')
    const operator = bilin.caller({
      session: await sessionOfPerson(beyond, rows[0]!.id),
      tenant: null,
      seatId: null,
      locale: 'zh-CN',
      requestId: 'large',
      clock: null,
    })
    const { id: allianceId } = await operator.operator.addTenant({ slug, name: '大联盟', kind: 'alliance' })
    const addMembers = async (kind: 'community' | 'company', count: number) => {
      const ids: string[] = []
      for (let n = 1; n <= count; n += 1) {
        const name = kind === 'community' ? `${n}号社区` : `${n}号物业服务有限公司`
        const { id } = await operator.operator.addTenant({ slug: `da-${kind}-${n}`, name, kind })
        await operator.operator.addMember({ allianceId, memberId: id })
        ids.push(id)
      }
      return ids
    }
    const communities = await addMembers('community', COMMUNITIES)
    const companies = await addMembers('company', COMPANIES)
    await addSeat(bilin, operator, allianceId, seats.coordinator, 'coordinator')
    await addSeat(bilin, operator, communities[0]!, seats.community, 'secretary')
    await addSeat(bilin, operator, companies[0]!, seats.company, 'manager')
    await insertReviewers(beyond, communities)
    await insertRounds(beyond, { allianceId, communities, companies, estates })
  } finally {
    await bilin.close()
  }
}

async function addSeat(
  bilin: ReturnType<typeof openBilin>,
  operator: Caller,
  tenantId: string,
  title: string,
  role: 'coordinator' | 'secretary' | 'manager',
) {
  const { path } = await operator.operator.invite({ tenantId, role, title, days: 7 })
  await bilin.invitations.acceptAsNewcomer(path.split('/').at(-1)!, { name: title, password: 'bilin-shili-2026' })
}

/** One more seat in every community, held by somebody who never signs in. */
async function insertReviewers(beyond: pg.ClientBase, communities: readonly string[]) {
  await beyond.query(
    `with them as (insert into person (id, name) select id, '评委' from unnest($1::uuid[]) id returning id)
     insert into seat (person_id, tenant_id, role, title)
     select id, id, 'staff', '评委 ' || row_number() over () from them`,
    [communities],
  )
}
