/** Opens every page of the built app and counts what it asks the database, as the database hears it. */
import { built, launch } from '../faults/start/launch.ts'
import { emptyFolder } from '../faults/bilin.ts'
import { reachEveryPage, readers } from './everyPage.ts'
import { cookiesOf } from './sessions.ts'
import { listenBefore, type Sent } from './wire.ts'
import type { World } from './world.ts'

export type Weight = { route: string; as: string | null; transactions: number; statements: number }

const OURS = ['bilin_app', 'bilin_session']

export async function weighPages(world: World, log = (_route: string, _sent: Sent[]) => {}): Promise<Weight[]> {
  await built()
  const wire = await listenBefore(world.url('bilin_owner'))
  const app = launch({ DATABASE_URL: wire.url, BILIN_DATA: emptyFolder() })
  const cookies = await cookiesOf(world.beyond, world.bilin, readers)
  try {
    const address = await app.address
    const open = async (as: string | null, path: string) => {
      const cookie = cookies.get(as ?? '') ?? ''
      const answer = await fetch(address + path, { headers: { cookie }, redirect: 'manual' })
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status} to ${as}`)
      return answer.text()
    }
    const weights: Weight[] = []
    for (const { route, as, address } of await reachEveryPage(open)) {
      await open(as, address)
      await wire.take()
      await open(as, address)
      const sent = (await wire.take()).filter(({ role }) => OURS.includes(role))
      log(route, sent)
      weights.push({ route, as, ...count(sent) })
    }
    return weights
  } finally {
    await app.stop()
    await wire.close()
  }
}

export const count = (sent: readonly Sent[]) => ({
  transactions: sent.filter(({ opens }) => opens).length,
  statements: sent.filter(({ sql }) => !/^(begin|commit|rollback)$/i.test(sql)).length,
})
