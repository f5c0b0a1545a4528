/** The acts of a visit on a phone. Each is counted, so that the time of a dimension can be estimated from taps, typing and photos. */
import type { Locator, Page } from '@playwright/test'
import type { App } from '../support/app.ts'
import { expect, signIn } from '../support/browser.ts'
import { png } from '../support/pictures.ts'
import { chinese } from '../support/sentences.ts'

/** Generous estimates in seconds, for a person of fifty-five who reads before tapping. */
const COSTS = { tap: 3, text: 30, photo: 15 }

export class Thumb {
  counted = { tap: 0, text: 0, photo: 0 }

  async tap(what: Locator) {
    await what.click()
    this.counted.tap += 1
  }

  async type(where: Locator, words: string) {
    await where.pressSequentially(words, { delay: 5 })
    this.counted.text += 1
  }

  /** Opens the camera, points it, and takes what it shows. */
  async photograph(where: Locator) {
    const photo = { name: 'IMG_0001.png', mimeType: 'image/png', buffer: png(1800, 1350) }
    await where.locator('input[type=file]').first().setInputFiles(photo)
    this.counted.photo += 1
  }

  get seconds(): number {
    const { tap, text, photo } = this.counted
    return tap * COSTS.tap + text * COSTS.text + photo * COSTS.photo
  }
}

export const autumn = '/bilin/scorecards/2026-autumn/visits'

type Planned = { visit: string; reviewer: string; estate: string }

/** Visits of a plan that are still to be made, as the coordinator who is signed in sees it. */
export async function visitsIn(page: Page, plan: string): Promise<Planned[]> {
  await page.goto(plan)
  const links = page.locator(`table a[href^="${plan}/"]`)
  await expect(links.first()).toBeVisible()
  const rows = await links.evaluateAll((all) =>
    all.map((link) => ({
      visit: (link as HTMLAnchorElement).pathname,
      cells: [...(link.closest('tr')?.cells ?? [])].map(({ textContent }) => textContent.trim()),
    })),
  )
  const submitted = chinese('scorecards.visits.state.submitted')
  return rows
    .filter((row) => !row.cells.some((cell) => cell.includes(submitted)))
    .flatMap(({ visit, cells }) => {
      const reviewer = cells.map((cell) => /\S+(?:书记|社工.|物业经理)$/u.exec(cell)?.[0]).find(Boolean)
      return reviewer ? [{ visit, reviewer, estate: cells[0] ?? '' }] : []
    })
}

/** Of the autumn round, one a reviewer. */
export async function visitsToMake(page: Page, app: App): Promise<Planned[]> {
  await signIn(page, app, '联盟协调员')
  const all = await visitsIn(page, autumn)
  return [...new Map(all.map((planned) => [planned.reviewer, planned])).values()]
}

/** Signed in as the nth of those who have a visit to make, at its address. */
export async function reviewerOf(page: Page, app: App, nth: number): Promise<string> {
  const { visit, reviewer } = (await visitsToMake(page, app))[nth]!
  await signIn(page, app, reviewer)
  return visit
}

export const indicator = (page: Page, code: string) => page.locator(`section[aria-label^="${code} "]`).first()
/** Opens a visit's form and waits until autosave has loaded; only then does the button for excluding an indicator work. */
export async function openForm(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByRole('button', { name: chinese('scorecards.visits.form.leave_out') }).first()).toBeVisible()
}

export const nothingFound = (page: Page) => page.locator('button[name=fill]')
export const saved = (page: Page) =>
  expect(page.getByText(chinese('scorecards.visits.draft.saved'), { exact: true })).toBeVisible()
