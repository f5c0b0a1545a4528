/** Codes of slips: made from the survey's key, and stored as hashes. */
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { ADDRESS_LENGTH, CODE_CHARACTERS, CODE_LENGTH } from '@bilin/domain/scorecards/surveys/slips'

const CODES = BigInt(CODE_CHARACTERS.length) ** BigInt(CODE_LENGTH)

export const createKey = (): string => randomBytes(32).toString('hex')
export const createSeed = (): number => randomInt(2 ** 31)
export const createAddress = (): string =>
  Array.from({ length: ADDRESS_LENGTH }, () => CODE_CHARACTERS[randomInt(CODE_CHARACTERS.length)]!.toLowerCase()).join(
    '',
  )

/** The code of one slip, from 1. */
export function computeCode(key: string, slip: number): string {
  const digest = createHmac('sha256', Buffer.from(key, 'hex')).update(String(slip)).digest()
  let rest = digest.readBigUInt64BE() % CODES
  let code = ''
  for (let at = 0; at < CODE_LENGTH; at++) {
    code += CODE_CHARACTERS[Number(rest % BigInt(CODE_CHARACTERS.length))]!
    rest /= BigInt(CODE_CHARACTERS.length)
  }
  return code
}

export const hashCode = (surveyId: string, code: string): string =>
  createHash('sha256').update(`${surveyId} ${code}`).digest('hex')

/** In the order of the hashes, which says nothing about the slips' numbers. */
export const listHashes = (surveyId: string, key: string, slips: number): string[] =>
  Array.from({ length: slips }, (_, at) => hashCode(surveyId, computeCode(key, at + 1))).sort()
