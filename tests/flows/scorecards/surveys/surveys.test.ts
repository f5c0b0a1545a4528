import { toErrorBody } from '@bilin/api/errors'
import { inIntake } from '@bilin/db/tenant'
import { describe, expect } from 'vitest'
import { unchecked } from '../../../support/statements/recorded.ts'
import { refusal, test } from '../../../support/world.ts'
import { at, coordinatorOf, during, slug } from '../round.ts'
import { codes, inSheet, late, passerBy, surveyed, until } from './surveyed.ts'

describe('a survey', () => {
  test('asks the indicators of source survey, of all households or of 60 drawn by a seed that repeats the draw', async ({
    world,
  }) => {
    const { coordinator, estateId, survey, slips, address } = await surveyed(world)
    const form = await passerBy(world).surveys.form({ alliance: 'bilin', address: ` ${address.toUpperCase()} ` })
    expect(form).toMatchObject({ estate: '万科小区', until, over: false })
    expect(form.questions.map(({ zh }) => zh)).toEqual(survey.questions)
    expect(survey.indicators).toEqual(codes)
    expect(new Set(slips.map(({ code }) => code)).size).toBe(60)
    const again = await coordinator.surveys.slips({ slug, estateId, from: 1 })
    expect(again.drawn).toHaveLength(60)
    expect(again.slips, 'slips are printed again as they were').toEqual(slips)
  })

  test('is found by nobody at another alliance’s address', async ({ world }) => {
    const { address } = await surveyed(world)
    for (const alliance of ['haihong-lianmeng', 'nowhere', 'sanqiao'])
      expect(await refusal(passerBy(world).surveys.form({ alliance, address }))).toBe('scorecards.survey_unknown')
  })

  test('is opened, drawn and ended by the coordinator alone, while visits are made', async ({ world }) => {
    const { roundId, coordinator, survey } = await surveyed(world)
    for (const title of ['三桥社区书记', '万科小区物业经理']) {
      const { surveys } = await at(world, title)
      expect(await refusal(surveys.open({ roundId, until, slips: 60 }))).toBe('permissions.not_yours')
      expect(await refusal(surveys.list({ slug }))).toBe('permissions.not_yours')
      expect(await refusal(surveys.end({ roundId, confirmed: true }))).toBe('permissions.not_yours')
    }
    expect(await refusal(coordinator.surveys.open({ roundId, until, slips: 60 }))).toBe(
      'scorecards.survey_none_to_open',
    )
    const draw = (slips: number) => coordinator.surveys.draw({ surveyId: survey.id, households: 100, slips })
    expect(await refusal(draw(59))).toBe('scorecards.survey_slips_too_few')
    expect(await refusal(draw(101))).toBe('scorecards.survey_slips_too_many')
  })

  test('gets a later last day while it is open, never an earlier one, and the history has both', async ({ world }) => {
    const { coordinator, roundId, answer, end } = await surveyed(world)
    const move = (to: string, clock = during) =>
      coordinatorOf(world, clock).then(({ surveys }) => surveys.move({ roundId, until: to }))
    expect(await refusal(move('2026-11-27')), 'slips name the 28th').toBe('scorecards.survey_only_later')
    expect(await refusal(move(until))).toBe('scorecards.nothing_changed')
    expect(await refusal(move(until, late))).toBe('scorecards.survey_until_past')
    expect(await refusal(answer(0, '555555', late)), 'control: too late').toBe('scorecards.survey_over_for_residents')
    await move('2026-11-30', late)
    await answer(0, '555555', late)
    const { revision, changes } = await coordinator.rounds.get({ slug })
    expect(changes).toMatchObject([{ field: 'surveyUntil', before: until, after: '2026-11-30', revision }])
    await end()
    expect(await refusal(move('2026-12-01', late))).toBe('scorecards.survey_over')
  })

  test('is drawn anew until the first answer, and slips of the first draw are void', async ({ world }) => {
    const { coordinator, estateId, survey, slips, answer, address } = await surveyed(world)
    await coordinator.surveys.draw({ surveyId: survey.id, households: 80, slips: 60 })
    expect(await refusal(answer(0, '555555'))).toBe('scorecards.survey_code_unknown')
    const now = await coordinator.surveys.slips({ slug, estateId, from: 1 })
    expect(now.survey).toMatchObject({ address, households: 80 })
    expect(now.slips[0]!.code).not.toBe(slips[0]!.code)
    const answers = { 0: 5 }
    await world.bilin.answerSurvey(
      { alliance: 'bilin', address, from: '' },
      { code: now.slips[0]!.code, answers },
      during,
    )
    const draw = coordinator.surveys.draw({ surveyId: now.survey.id, households: 90, slips: 60 })
    expect(await refusal(draw)).toBe('scorecards.survey_begun')
  })
})

describe('an answer', () => {
  test('is taken once for each code, as it is typed, and says why it is refused', async ({ world }) => {
    const { slips, address, answer } = await surveyed(world)
    const send = (code: string, answers: object = { 0: '5' }) =>
      world.bilin.answerSurvey({ alliance: 'bilin', address, from: '192.0.2.8' }, { code, answers }, during)
    const { code } = slips[0]!
    await send(` ${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`)
    expect(await refusal(send(code))).toBe('scorecards.survey_code_used')
    expect(await refusal(send('2345678923'))).toBe('scorecards.survey_code_unknown')
    expect(await refusal(send(slips[1]!.code, {}))).toBe('scorecards.survey_nothing_answered')
    const malformed = await send('01').catch((error: unknown) => toErrorBody(error))
    expect(malformed).toMatchObject({ status: 400, fields: { code: expect.stringContaining('10 位') } })
    expect(await refusal(answer(2, '555555', late))).toBe('scorecards.survey_over_for_residents')
    await answer(2, '555555')
  })

  test('is not looked for after twenty wrong codes from one network, and right codes count for nothing', async ({
    world,
  }) => {
    const { slips, address, answer } = await surveyed(world)
    for (const slip of slips.slice(0, 25).keys()) await answer(slip, '444444')
    const wrong = () =>
      world.bilin.answerSurvey(
        { alliance: 'bilin', address, from: '192.0.2.7' },
        { code: '2345678923', answers: { 0: 5 } },
        during,
      )
    for (let times = 0; times < 20; times++) expect(await refusal(wrong())).toBe('scorecards.survey_code_unknown')
    expect(await refusal(wrong())).toBe('scorecards.survey_too_many_attempts')
    expect(await refusal(answer(30, '444444'))).toBe('scorecards.survey_too_many_attempts')
    await answer(30, '444444', during, '198.51.100.9')
  })

  test('on paper counts like any other; of two with one code the first counts, and that is said', async ({ world }) => {
    const { slips, answer, typePapers, listed } = await surveyed(world)
    await answer(0, '555555')
    const { taken, left } = await typePapers([
      { code: slips[0]!.code, digits: '111111' },
      { code: slips[1]!.code, digits: '5 4 3-2１' },
      { code: slips[1]!.code, digits: '111111' },
      { code: slips[2]!.code, digits: '55' },
      { code: '2345678923', digits: '555555' },
      { code: '', digits: '' },
      { code: '', digits: '555555' },
    ])
    expect(taken).toBe(1)
    expect(left.map(({ why }) => why)).toEqual(['used', 'twice', 'digits_missing', 'unknown', 'code_missing'])
    expect(await refusal(answer(1, '555555'))).toBe('scorecards.survey_code_used')
    expect((await listed()).answers, 'of two answers not even the number is told').toBeNull()
  })
})

describe('the result', () => {
  test('is not told before the survey has ended, and then from ten answers a question', async ({ world }) => {
    const { answer, end, listed, coordinator, typePapers, slips } = await surveyed(world)
    for (let slip = 0; slip < 9; slip++) await answer(slip, '540000')
    expect(await listed()).toMatchObject({ answers: null, means: [] })
    await typePapers([{ code: slips[9]!.code, digits: '300001' }])
    expect(await listed()).toMatchObject({ answers: 10, means: [] })
    expect((await coordinator.values.list({ slug })).offered).toEqual([])
    await end()
    expect((await listed()).means).toEqual([
      { indicator: 'H1', mean: 4.8, low: 4.43, high: 5, numerator: 48, denominator: 10 },
    ])
    expect(await inSheet(coordinator)).toEqual(expect.arrayContaining([['万科小区', '60', '10', '17', '4.8', '4.43']]))
    expect(await refusal(answer(20, '555555'))).toBe('scorecards.survey_over_for_residents')
    expect(await refusal(typePapers([{ code: slips[21]!.code, digits: '555555' }]))).toBe('scorecards.survey_over')
  })

  test('of nine answers is never told', async ({ world }) => {
    const { answer, end, listed, coordinator, roundId, survey } = await surveyed(world)
    for (let slip = 0; slip < 9; slip++) await answer(slip, '555555')
    await end()
    expect(await listed()).toMatchObject({ answers: null, means: [] })
    expect(await inSheet(coordinator)).toEqual(expect.arrayContaining([['万科小区', '60', '', '', '', '']]))
    expect(await refusal(coordinator.values.take({ roundId }))).toBe('scorecards.survey_nothing_to_take')
    const { rows } = await world.beyond.query('select count(*)::int as count from survey_answer where survey_id = $1', [
      survey.id,
    ])
    expect(rows, 'control: they are there').toEqual([{ count: 9 }])
  })

  test('is offered, and becomes a value when the coordinator takes it', async ({ world }) => {
    const { answer, end, coordinator, roundId, estateId } = await surveyed(world)
    for (let slip = 0; slip < 12; slip++) await answer(slip, slip % 2 ? '455443' : '555443')
    await end()
    const before = await coordinator.values.list({ slug })
    expect(before.estates.flatMap(({ values }) => values).filter(({ origin }) => origin === 'surveyed')).toEqual([])
    expect(before.offered).toMatchObject([{ estateId, answers: 12, slips: 60, means: { length: 6 } }])
    await coordinator.values.take({ roundId, estateId })
    const { estates, offered } = await coordinator.values.list({ slug })
    expect(offered).toEqual([])
    const [first, ...others] = estates.flatMap(({ values }) => values).filter(({ origin }) => origin === 'surveyed')
    expect(others).toHaveLength(5)
    expect(first).toMatchObject({ indicator: 'H1', mark: 5, counted: 4.5, numerator: 54, denominator: 12, low: 4.23 })
    expect(first!.source).toContain('收回 12 份，发出 60 份')
  })
})

test('nothing that is left of an ended survey can be joined with an answer', async ({ world }) => {
  const { answer, end, survey } = await surveyed(world)
  for (let slip = 0; slip < 10; slip++) await answer(slip, '555555')
  const count = async (table: string) =>
    (
      await world.beyond.query<{ n: number }>(`select count(*)::int as n from ${table} where survey_id = $1`, [
        survey.id,
      ])
    ).rows[0]!.n
  expect([await count('survey_code'), await count('survey_code_use')]).toEqual([60, 10])
  await end()
  expect([await count('survey_code'), await count('survey_code_use'), await count('survey_key')]).toEqual([0, 0, 0])
  const { rows } = await world.beyond.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'survey_answer'::regclass and attnum > 0 order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(['answers', 'author_tenant_id', 'id', 'survey_id', 'tenant_id'])
})

test('the public inserts without reading; with a policy to read, it reads', async ({ world }) => {
  const { answer } = await surveyed(world)
  await answer(0, '555555')
  const readBack = () =>
    inIntake(world.bilin.pool, 'bilin', (db) =>
      unchecked(async () => [
        ...(await db.selectFrom('surveyCodeUse').select('hash').execute()),
        ...(await db.selectFrom('surveyAnswer').select('answers').execute()),
      ]),
    )
  await expect(readBack()).rejects.toMatchObject({ code: '42501' })
  await world.beyond.query(`
    create policy read_back on survey_answer for select to bilin_app using (tenant_id = app.public());
    grant select on survey_answer to bilin_app`)
  expect(await readBack()).toContainEqual({ answers: [5, 5, 5, 5, 5, 5] })
})

test('a survey that is open when visits end, or the round is cancelled, takes no more answers', async ({ world }) => {
  const { answer, coordinator, roundId } = await surveyed(world)
  await answer(0, '555555')
  await coordinator.rounds.cancel({ roundId, seen: 'visiting', reason: '示例：本轮不再继续。' })
  expect(await refusal(answer(1, '555555'))).toBe('scorecards.survey_over_for_residents')
})
