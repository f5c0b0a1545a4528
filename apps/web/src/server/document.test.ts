import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillDocument } from './document.ts'

const given = {
  lang: 'zh-CN',
  look: 'data-text="large"',
  name: '比邻',
  description: '相邻社区结成联盟',
  origin: 'https://bilin.example',
}
const app = readFileSync(new URL('../app.html', import.meta.url), 'utf8')

test('every place of the document is filled', () => {
  const html = fillDocument(app, given)
  expect(html).toContain('<html lang="zh-CN" data-text="large">')
  expect(html).toContain('<meta property="og:image" content="https://bilin.example/icon-512.png" />')
  expect(html.match(/%\w+%/g)).toBe(null)
})

test('people’s own words are left as they are', () => {
  const page = `${app.replace('%sveltekit.body%', '<p>%lang% %origin%</p>')}`
  expect(fillDocument(page, given)).toContain('<p>%lang% %origin%</p>')
  expect(fillDocument('<p>%lang%</p>', given)).toBe('<p>%lang%</p>')
})

test('an address with a quote in it ends no attribute', () => {
  const origin = new URL('http://a"onload="alert(1)').origin
  expect(origin).toContain('"')
  expect(fillDocument(app, { ...given, origin })).toContain('content="http://a&quot;onload=&quot;alert(1)')
})
