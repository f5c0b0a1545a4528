/** Accessibility barriers of a page, as far as axe can find them. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Waits until the page is painted so: a moment passes between the browser's setting and the last of the new colours. */
export async function setColorScheme(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(async (wanted) => {
    const nextFrame = () => new Promise(requestAnimationFrame)
    const query = matchMedia(`(prefers-color-scheme: ${wanted})`)
    while (!query.matches) await nextFrame()
    await nextFrame()
    await nextFrame()
  }, colorScheme)
}

/**
 * Of all rules or of those named, in the state the page is in now. axe runs in the page itself and answers with violations
 * only: `@axe-core/playwright` opens a second page for each look and carries every passing node there, which took five
 * times as long. Our pages have no frames, which is all it adds. A document keeps the script it was given.
 */
export async function findBarriers(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(async (only) => {
    if (document.querySelector('iframe, frame')) throw new Error('a page with a frame, which this does not look into')
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ resultTypes: ['violations'], ...(only ? { runOnly: only } : {}) })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
    )
  }, rules)
}
