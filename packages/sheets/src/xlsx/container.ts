/** Detects a file's type by its first bytes: its name may be wrong. */
import { refuseSheet } from '../answer.ts'

const zip = [0x50, 0x4b, 0x03, 0x04]
const emptyZip = [0x50, 0x4b, 0x05, 0x06]
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Returns if the bytes may be an .xlsx; otherwise refuses and says what they are. */
export function mustBeZip(bytes: Uint8Array): void {
  if (bytes.length === 0) refuseSheet('empty_file')
  if (startsWith(bytes, zip)) return
  if (startsWith(bytes, emptyZip)) refuseSheet('not_excel')
  if (startsWith(bytes, ole)) refuseOle(bytes)
  const opening = textOpening(bytes)
  if (opening === undefined) return refuseSheet('not_excel')
  if (/^\s*<(?:!doctype|html|head|body|table|meta|\?xml|style|div)/i.test(opening)) refuseSheet('web_page_not_excel')
  refuseSheet(/[,\t;，]/.test(opening) ? 'csv_not_excel' : 'not_excel')
}

/** Excel wraps a password-protected .xlsx in the same container its 1997 format used; the stream names differ. */
function refuseOle(bytes: Uint8Array): never {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) refuseSheet('locked_excel')
  refuseSheet(holds('Workbook') || holds('Book') ? 'old_excel' : 'not_excel')
}

function textOpening(bytes: Uint8Array): string | undefined {
  const opening = bytes.subarray(0, 4096)
  const wide = startsWith(opening, [0xff, 0xfe])
  if (!wide && opening.includes(0)) return undefined
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(opening)
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte)
