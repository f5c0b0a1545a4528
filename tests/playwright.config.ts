import { defineConfig } from '@playwright/test'
import { chromiumArgs, findChromium } from './support/chromium.ts'
import { atDesk, screens } from './support/screens.ts'

const phone = { viewport: screens.phone, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const desktop = { viewport: screens.desktop }
const files = (names: readonly string[]) => names.map((name) => `**/${name}.e2e.ts`)
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

const definedIn = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

export default defineConfig({
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results/browser',
  globalSetup: './support/story.setup.ts',
  // Timeouts against hanging tests, not measurements: a busy machine takes several times as long.
  globalTimeout: 50 * 60_000,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as ['json', { outputFile: string }]] : [])],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: chromiumArgs,
      // Without a UTF-8 locale Chromium saves no Chinese file name.
      env: { ...definedIn(process.env), LANG: 'C.UTF-8' },
    },
  },
  projects: [
    { name: 'phone', testDir: './e2e', testIgnore: files(atDesk), use: phone },
    { name: 'desktop', testDir: './e2e', testMatch: files(atDesk), use: desktop },
    { name: 'screens', testDir: './screens', use: desktop },
  ],
})
