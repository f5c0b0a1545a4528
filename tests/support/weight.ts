/**
 * The size of a page when it is first opened: the scripts that it loads, compressed with gzip as our server does. Without the
 * service worker, which is loaded after the page, for reviewers only, and which nothing on the page waits for.
 */
import { expect, type Page } from '@playwright/test'

/** In bytes. */
export const MAX_SCRIPT = 90_000

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
  const description = `script of ${name}, in bytes; the heaviest are ${heaviest.join(', ')}`
  expect.soft(bytes, description).toBeGreaterThan(10_000)
  expect.soft(bytes, description).toBeLessThanOrEqual(MAX_SCRIPT)
}
