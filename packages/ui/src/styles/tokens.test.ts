import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = tokensOf(block(':root {'))
const systemDark = tokensOf(block(":root:not([data-theme='light']) {"))
const switchedDark = tokensOf(block(":root[data-theme='dark'] {"))
const promises = [...block(':root {').matchAll(/--([\w-]+): #\w+; \/\* (on|edge) ([\w -]+) \*\//g)].flatMap(
  ([, ink = '', kind, grounds = '']) =>
    grounds.split(' ').map((ground) => ({ ink, ground, least: kind === 'on' ? 4.5 : 3 })),
)

test('the switch gives the same dark page as the system setting', () => {
  expect(switchedDark).toEqual(systemDark)
})

test('every colour of the light page has its dark twin', () => {
  expect(Object.keys(switchedDark).sort()).toEqual(Object.keys(light).sort())
})

describe.each([
  ['light', light],
  ['dark', switchedDark],
])('on the %s page', (_theme, colours) => {
  test.each(promises)('$ink on $ground is at least $least : 1', ({ ink, ground, least }) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(least)
  })
})

test('a pale ink would be noticed', () => {
  expect(contrast('#999999', '#ffffff')).toBeLessThan(4.5)
  expect(promises.length).toBeGreaterThan(30)
})

function block(opening: string) {
  const from = css.indexOf(opening)
  return css.slice(from, css.indexOf('}', from))
}

function tokensOf(body: string): Record<string, string> {
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name, hex]))
}

function contrast(ink = '', ground = '') {
  const [dim = 0, bright = 0] = [luminance(ink), luminance(ground)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
