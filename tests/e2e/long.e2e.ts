/** A round of 300 estates: its pages stay as light as those of a hundred, and can be read on a phone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBilin } from '@bilin/api/bilin'
import { startThrowaway, type Throwaway } from '@bilin/db/embedded/throwaway'
import { migrate } from '@bilin/db/migrate'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { startApp, type App } from '../support/app.ts'
import { expectReadable } from '../support/browser.ts'
import { insertLargeAlliance, seats, slug } from '../support/large/alliance.ts'
import { runStory } from '../support/story.ts'

test.describe.configure({ mode: 'serial' })

const ESTATES = 300
/** In thousands of bytes, uncompressed. Before lists were paged, the lightest of these pages weighed 500. */
const limits: Record<string, number> = {
  '/scorecards/winter': 350,
  '/scorecards/autumn': 250,
  '/scorecards/summer/results': 300,
  '/compare': 300,
  '/scorecards/autumn/findings': 450,
  '/scorecards/summer/findings': 250,
}

let cluster: Throwaway
let app: App
let estate: string
const sessions = new Map<string, string>()
const folder = mkdtempSync(path.join(tmpdir(), 'bilin-long-'))

test.beforeAll(async () => {
  cluster = await startThrowaway()
  await cluster.createDatabase('long')
  const url = (role: Parameters<Throwaway['url']>[1]) => cluster.url('long', role)
  await migrate(url('bilin_owner'))
  await runStory(url)
  const beyond = new pg.Client({ connectionString: url('postgres') })
  beyond.on('error', () => {})
  await beyond.connect()
  await insertLargeAlliance({ url }, beyond, ESTATES)
  const bilin = openBilin({ app: url('bilin_app'), session: url('bilin_session') })
  for (const title of Object.values(seats)) {
    const { rows } = await beyond.query<{ id: string }>('select person_id as id from seat where title = $1', [title])
    sessions.set(title, await bilin.sessions.begin(rows[0]!.id))
  }
  await bilin.close()
  const { rows } = await beyond.query<{ id: string }>('select estate_id as id from result order by card_hash limit 1')
  estate = rows[0]!.id
  await beyond.end()
  app = await startApp(folder, { DATABASE_URL: url('bilin_owner') })
})

test.afterAll(async () => {
  await app?.stop()
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const read = (title: string, address: string) =>
  fetch(`${app.address}/${slug}${address}`, { headers: { cookie: `bilin_session=${sessions.get(title)}` } })

test('no page of a round of 300 estates weighs what 300 estates weigh', async () => {
  const pages = { ...limits, [`/scorecards/summer/cards/${estate}`]: 200 }
  for (const title of Object.values(seats))
    for (const [address, limit] of Object.entries(pages)) {
      const answer = await read(title, address)
      expect.soft(answer.status, address).toBe(200)
      const { byteLength } = await answer.arrayBuffer()
      expect.soft(byteLength / 1000, `${address} as ${title}, in kB`).toBeLessThan(limit)
    }
})

test('what is asked for whole weighs more, so the limits can be missed', async () => {
  const whole = await read(seats.coordinator, '/scorecards/summer/results?whole=1')
  expect((await whole.arrayBuffer()).byteLength / 1000).toBeGreaterThan(limits['/scorecards/summer/results']!)
})

test('long lists can be read and turned on a phone and at a desk', async ({ page }) => {
  await page
    .context()
    .addCookies([{ name: 'bilin_session', value: sessions.get(seats.coordinator)!, url: app.address }])
  const open = (address: string) => page.goto(`${app.address}/${slug}${address}`)
  await open('/scorecards/summer/results')
  await expectReadable(page)
  await page.getByRole('link', { name: /下一页/ }).click()
  await expect(page).toHaveURL(/after=/)
  await expect(page.getByText('本页 50，共 300', { exact: true })).toBeVisible()
  await page.getByRole('searchbox').fill('12号物业')
  await page.getByRole('button', { name: '查找' }).click()
  await expect(page).toHaveURL(/search=12/)
  await expect(page).not.toHaveURL(/after=/)
  await expect(page.getByText('· 12号物业服务有限公司 ·').first()).toBeVisible()
  for (const address of ['/compare', '/scorecards/winter', '/scorecards/autumn/findings']) {
    await open(address)
    await expectReadable(page)
  }
})
