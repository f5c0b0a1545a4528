/** The name of a file as people read it, accepted by every file system. */

/** Signs, as Windows counts the folders in front of a name too; bytes, as Linux ends a name at 255 with what is added to it. */
const LONGEST = { signs: 100, bytes: 240 }
/** What Windows calls its devices, whatever comes after the dot. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/iu

/** Without what Windows, macOS or Linux refuses in a name: separators, wildcards, control characters, an outer dot or space. */
export function fileName(title: string): string {
  const accepted = title.replace(/[\\/:*?"<>|\p{C}\p{Zl}\p{Zp}]/gu, ' ').replaceAll(/ {2,}/gu, ' ')
  return cut(trimDots(accepted).replace(DEVICE, '$&_')) || 'bilin'
}

function cut(name: string): string {
  const signs = [...name].slice(0, LONGEST.signs)
  while (Buffer.byteLength(signs.join('')) > LONGEST.bytes) signs.pop()
  return signs.join('')
}

const trimDots = (text: string): string => {
  const outer = new Set(['.', ' '])
  const signs = [...text]
  const first = signs.findIndex((sign) => !outer.has(sign))
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex((sign) => !outer.has(sign)) + 1).join('')
}
