/**
 * How long each page takes in the story, and how long the same page of the same story takes beside 21,000 other tenants: a page should
 * cost what its own tenant's data cost, so the ratio should be at most 1.25. Both servers run at once and are asked in turns, one
 * request at a time. The size is that of the page as it is sent, before and after it is compressed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBilin } from '@bilin/api/bilin'
import { withClient } from '@bilin/db/client'
import { startApp } from '../support/app.ts'
import { reachEveryPage, readers } from '../support/everyPage.ts'
import { cookiesOf } from '../support/sessions.ts'
import { openLargeDatabase, type LargeDatabase } from './large/open.ts'
import { median, print } from './table.ts'

const WARM = 5
const TIMES = 41
const GOAL = 1.25

type Answer = { text: string; bytes: number; ms: number }
type Server = Awaited<ReturnType<typeof serve>>

const folder = mkdtempSync(path.join(tmpdir(), 'bilin-bench-'))
// The smallest of the generated databases: the story beside one small alliance.
const alone = await serve(await openLargeDatabase({ scale: 0.001, copy: true }), 'alone')
const beside = await serve(await openLargeDatabase({ copy: true }), 'beside')

try {
  const there = new Map((await reachAt(beside)).map((page) => [page.route, page]))
  const rows: string[][] = []
  const ratios: number[] = []
  for (const { route, as, address } of await reachAt(alone)) {
    const times: number[][] = [[], []]
    for (let turn = 0; turn < WARM + TIMES; turn += 1) {
      const asked = [() => alone.open(as, address), () => beside.open(as, there.get(route)!.address)]
      // Each goes first as often as the other.
      for (const at of turn % 2 === 0 ? [0, 1] : [1, 0]) {
        const { ms } = await asked[at]!()
        if (turn >= WARM) times[at]!.push(ms)
      }
    }
    const [one, other] = [median(times[0]!), median(times[1]!)]
    ratios.push(other / one)
    const [plain, sent] = await Promise.all([alone.open(as, address, 'identity'), alone.open(as, address)])
    rows.push([route, one.toFixed(1), other.toFixed(1), (other / one).toFixed(2), toKb(plain), toKb(sent)])
  }
  rows.push(['all, in the middle', '', '', median(ratios).toFixed(2), '', ''])
  rows.push([`above ${GOAL}`, '', '', String(ratios.filter((ratio) => ratio > GOAL).length), '', ''])
  print(['page', 'alone, p50 ms', 'beside 21,000', '×', 'kB', 'sent'], rows)
} finally {
  await Promise.all([alone.stop(), beside.stop()])
  rmSync(folder, { recursive: true, force: true })
}

async function serve(database: LargeDatabase, name: string) {
  const urls = { app: database.url('bilin_app'), session: database.url('bilin_session') }
  const bilin = openBilin(urls)
  const cookies = await withClient(database.url('postgres'), 'bench', (client) => cookiesOf(client, bilin, readers))
  await bilin.close()
  const app = await startApp(path.join(folder, name), { DATABASE_URL: database.url('bilin_owner') })
  const agent = new Agent({ keepAlive: true })
  return {
    open: (as: string | null, at: string, encoding = 'br') =>
      ask(`${app.address}${at}`, agent, { cookie: cookies.get(as ?? '') ?? '', 'accept-encoding': encoding }),
    async stop() {
      agent.destroy()
      await app.stop()
      await database.stop()
    },
  }
}

function reachAt({ open }: Server) {
  return reachEveryPage(async (as, at) => (await open(as, at, 'identity')).text)
}

function ask(url: string, agent: Agent, headers: Record<string, string>): Promise<Answer> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        const ms = performance.now() - began
        if (answer.statusCode === 200) resolve({ text: body.toString(), bytes: body.length, ms })
        else reject(new Error(`${url} answers ${answer.statusCode}`))
      })
    })
    asked.on('error', reject).end()
  })
}

function toKb({ bytes }: Answer): string {
  return (bytes / 1000).toFixed(1)
}
