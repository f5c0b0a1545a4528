/**
 * What a page weighs when it is first opened: the scripts that came over the wire, packed with gzip as our server packs them.
 * The service worker is left out: it is fetched after the page, for reviewers alone, and nothing on the page waits for it.
 */
import { expect, type Page } from '@playwright/test'

/** In bytes. */
export const MOST_SCRIPT = 90_000

/** The plan of visits has the most forms of all pages; it has a limit of its own until it is lighter. */
const heavier: Record<string, number> = { 'visits-plan': 93_000 }

/** From here on every page is opened as if for the first time, by a browser that knows gzip and nothing better. */
export async function openAsNew(page: Page) {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  await network.send('Network.setBypassServiceWorker', { bypass: true })
  await page.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' })
}

/** Of the page as it was opened, with what it fetched by itself since. */
export async function weigh(page: Page): Promise<{ bytes: number; heaviest: string[] }> {
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming)
      .filter(({ name }) => /\.m?js(\?|$)/.test(name))
      .map(({ name, encodedBodySize }) => ({ name: new URL(name).pathname, bytes: encodedBodySize })),
  )
  const each = [...new Map(scripts.map(({ name, bytes }) => [name, bytes]))]
  const inOrder = each.sort(([, a], [, b]) => b - a)
  return {
    bytes: each.reduce((sum, [, bytes]) => sum + bytes, 0),
    heaviest: inOrder.slice(0, 5).map(([name, bytes]) => `${name.split('/').at(-1)} ${bytes}`),
  }
}

export async function expectLight(page: Page, name: string) {
  const { bytes, heaviest } = await weigh(page)
  const said = `script of ${name}, in bytes; the heaviest are ${heaviest.join(', ')}`
  expect.soft(bytes, said).toBeGreaterThan(10_000)
  expect.soft(bytes, said).toBeLessThanOrEqual(heavier[name] ?? MOST_SCRIPT)
}
