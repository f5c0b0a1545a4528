/** PDFs made by hand, byte by byte, and read the same way. */
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'

/** One page that says a line; `padding` bytes of comment make it larger. */
export function pdf(says: string, padding = 0): Buffer {
  const text = `BT /F1 24 Tf 72 720 Td (${says}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = `%PDF-1.4\n%${'x'.repeat(padding)}\n`
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + xref + trailer, 'latin1')
}

/** From its end, as a reader does: where the table of objects is, what each of them is, and the words on the page. */
export function readPdf(bytes: Buffer): { version: string; objects: number; says: string } {
  const text = bytes.toString('latin1')
  const [, version] = /^%PDF-(\d\.\d)/.exec(text)!
  const [, start] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)!
  const table = text.slice(Number(start))
  const [, size] = /^xref\s+0 (\d+)/.exec(table)!
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} n/gm)].map(([, offset]) => Number(offset))
  for (const [at, offset] of offsets.entries())
    if (!text.startsWith(`${at + 1} 0 obj`, offset)) throw new Error(`object ${at + 1} is not at ${offset}`)
  return { version: version!, objects: Number(size) - 1, says: /\(([^)]*)\) Tj/.exec(text)![1]! }
}

/** What the browser saves when the link of that name is followed; saved under that name, and not opened. */
export async function bytesOf(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  expect(download.suggestedFilename()).toBe(name)
  return readFile(await download.path())
}
