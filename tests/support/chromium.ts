/** A real Chromium with Chinese fonts: the machine's own, Debian's, or Playwright's. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'

/** Chromium without windows does the same with a third less of the processor. */
const SHELL = 'chromium-headless-shell'
const names = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const isRoot = process.getuid?.() === 0

/** Where a browser is, without installing anything. */
export function findChromium(): string | null {
  const own = chromium.executablePath()
  return onThePath(names) ?? (own && existsSync(own) ? own : null)
}

/** Where a browser is, after installing one where we may. Throws the sentence that says how to. */
export function ensureChromium(say: (line: string) => void): string {
  const wanted = isDebian() ? [SHELL] : names
  if (isRoot && onThePath(['apt-get']) && (!onThePath(wanted) || !hasChineseFonts())) installFromDebian(say)
  if (!findChromium()) installPlaywrights(say)
  const found = findChromium()
  if (!found) throw new Error(howToInstall)
  if (!hasChineseFonts()) say('no Chinese fonts here: screenshots will show boxes (Debian: fonts-noto-cjk)')
  return found
}

export const chromiumArgs = [
  // Chromium's sandbox refuses root; the pages it opens are our own.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
]

const howToInstall =
  'The browser tests need Chromium. On Debian: sudo apt-get install chromium-headless-shell fonts-noto-cjk, on Ubuntu chromium instead. ' +
  'Elsewhere: npx playwright install chromium. Then run npm test again.'

function installFromDebian(say: (line: string) => void) {
  const browser = isDebian() ? SHELL : 'chromium'
  say(`installing ${browser} and fonts-noto-cjk with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  attempt('apt-get', ['update'], env)
  attempt('apt-get', ['install', '-y', '--no-install-recommends', browser, 'fonts-noto-cjk'], env)
}

function installPlaywrights(say: (line: string) => void) {
  say("no Chromium on this machine: fetching Playwright's own")
  attempt('npx', ['playwright', 'install', 'chromium'], process.env)
}

/** A failed installation is not the end: the next way is tried, and the last one says what to do. */
function attempt(command: string, args: string[], env: NodeJS.ProcessEnv) {
  try {
    execFileSync(command, args, { env, stdio: 'ignore', timeout: 600_000 })
  } catch {
    return
  }
}

/** Its relatives have no package of the shell. */
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

function onThePath(wanted: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const places = wanted.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return places.find(isRunnable) ?? null
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function hasChineseFonts(): boolean {
  if (process.platform !== 'linux') return true
  if (onThePath(['fc-list'])) return execFileSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' }).trim() !== ''
  const folder = '/usr/share/fonts'
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => /cjk|CJK/.test(file))
  )
}
