/** The first chapter: the operator makes the tenants and invites everybody, and everybody accepts. */
import { hashSecret, type Bilin, type Caller } from '@bilin/api/bilin'
import type { Role } from '@bilin/domain/tenants/kinds'
import { bilin as bilinAlliance, haihong, operatorName, password } from './cast.ts'

/** Everybody accepts before the story begins. */
const before = new Date('2026-01-04T10:00:00+08:00')

/** The id of a session for each person, by the title of their seat. */
export type Registry = { sessions: Map<string, string>; tenantIds: Map<string, string> }

export async function createRegistry(bilin: Bilin): Promise<Registry> {
  const operatorId = await bilin.firstRun.found({ code: bilin.firstRun.code, name: operatorName, password })
  const operating = await bilin.sessions.begin(operatorId)
  const operator = bilin.caller({
    session: hashSecret(operating),
    tenant: null,
    seatId: null,
    locale: 'zh-CN',
    requestId: 'story',
    clock: null,
  })
  const registry: Registry = { sessions: new Map([[operatorName, operating]]), tenantIds: new Map() }
  for (const alliance of [bilinAlliance, haihong]) {
    const { id: allianceId } = await operator.operator.addTenant({
      slug: alliance.slug,
      name: alliance.name,
      kind: 'alliance',
      example: true,
    })
    registry.tenantIds.set(alliance.slug, allianceId)
    await seat(bilin, operator, registry, allianceId, alliance.coordinator, 'coordinator')
    for (const { slug, name, kind, seats } of alliance.members) {
      const { id } = await operator.operator.addTenant({ slug, name, kind, example: true })
      registry.tenantIds.set(slug, id)
      await operator.operator.addMember({ allianceId, memberId: id })
      for (const [title, role] of seats) await seat(bilin, operator, registry, id, title, role)
    }
  }
  return registry
}

async function seat(
  bilin: Bilin,
  operator: Caller,
  { sessions }: Registry,
  tenantId: string,
  title: string,
  role: Role,
) {
  const { path } = await operator.operator.invite({ tenantId, role, title, days: 7 })
  const id = await bilin.invitations.acceptAsNewcomer(path.split('/').at(-1)!, { name: title, password }, before)
  sessions.set(title, await bilin.sessions.begin(id))
}
