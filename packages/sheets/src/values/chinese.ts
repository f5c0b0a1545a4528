/**
 * Numbers written in Chinese. Accepted only in their full form, which is unambiguous: 三千零五.
 * 一百二 is 120 to one reader and 102 to another, so it is suggested and never accepted.
 */
const figures: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const myriads: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }
const simple: Record<string, string> = {
  ...{ 〇: '零', '○': '零', 两: '二', 廿: '二十', 卅: '三十', 萬: '万', 億: '亿' },
  ...{
    壹: '一',
    贰: '二',
    貳: '二',
    叁: '三',
    參: '三',
    肆: '四',
    伍: '五',
    陆: '六',
    陸: '六',
    柒: '七',
    捌: '八',
    玖: '九',
  },
  ...{ 拾: '十', 佰: '百', 仟: '千' },
}

export const chineseNumerals = `${[figures, units, myriads, simple].flatMap(Object.keys).join('')}点`

/** `certain` if the text is the full form of its number. */
export function readChinese(text: string): { digits: string; certain: boolean } | undefined {
  const [whole = '', fraction, ...more] = [...text]
    .map((mark) => simple[mark] ?? mark)
    .join('')
    .split('点')
  const places = fraction === undefined ? '' : digitByDigit(fraction)
  const number = digitByDigit(whole) ?? inWords(whole)
  if (number === undefined || places === undefined || more.length > 0) return undefined
  const certain =
    digitByDigit(whole) === undefined ? whole.replace(/^一十/, '十') === written(Number(number)) : !/两./.test(text)
  return { digits: places === '' ? number : `${number}.${places}`, certain }
}

/** 二〇二六: digits in a row, as in years and house numbers. */
export function digitByDigit(text: string): string | undefined {
  const digits = [...text].map((mark) => figures[mark])
  return text !== '' && digits.every((digit) => digit !== undefined) ? digits.join('') : undefined
}

function inWords(text: string): string | undefined {
  if (text === '') return undefined
  let total = 0
  let section = 0
  let figure: number | undefined
  let unit = Infinity
  let myriad = Infinity
  let zero = false
  for (const mark of text) {
    const size = units[mark]
    const large = myriads[mark]
    if (size !== undefined) {
      if (size >= unit) return undefined
      section += (figure ?? 1) * size
      ;[unit, figure, zero] = [size, undefined, false]
    } else if (large !== undefined) {
      if (large >= myriad || section + (figure ?? 0) === 0) return undefined
      total += (section + (figure ?? 0)) * large
      ;[section, unit, myriad, figure, zero] = [0, large, large, undefined, false]
    } else {
      if (figure !== undefined || figures[mark] === undefined) return undefined
      if (mark === '零') zero = true
      else figure = figures[mark]
    }
  }
  const colloquial = figure !== undefined && !zero && Number.isFinite(unit) && unit >= 100
  return String(total + section + (figure ?? 0) * (colloquial ? unit / 10 : 1))
}

function written(number: number): string {
  const [high, middle, low] = [Math.floor(number / 1e8), Math.floor((number % 1e8) / 1e4), number % 1e4]
  const parts = [
    high > 0 ? `${section(high)}亿` : '',
    middle > 0 ? `${high > 0 && middle < 1000 ? '零' : ''}${section(middle)}万` : '',
    low > 0
      ? `${(high > 0 || middle > 0) && (low < 1000 || (high > 0 && middle === 0)) ? '零' : ''}${section(low)}`
      : '',
  ]
  return parts.join('').replace(/^一十/, '十')
}

function section(number: number): string {
  const names = '零一二三四五六七八九'
  const places = ['千', '百', '十', '']
  return String(number)
    .padStart(4, '0')
    .split('')
    .map((digit, place) => (digit === '0' ? '零' : `${names[Number(digit)]}${places[place]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}
