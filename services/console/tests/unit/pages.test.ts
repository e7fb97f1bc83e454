import { describe, expect, it } from 'vitest'
import { csv } from '../../src/data/csv'
import { hourOf } from '../../src/data/now'
import type { Arrival, Demand, Entry, Interpreter } from '../../src/data/queries'
import { entries, days } from '../../src/my/itinerary'
import { MY_LANGUAGES, MY_WORDS, myLanguage } from '../../src/my/words'
import { board, minutesLate } from '../../src/pages/arrivals/board'
import { chain, differences, groups } from '../../src/pages/changes/chain'
import { fits, folded } from '../../src/pages/guests/folding'
import { formerFields } from '../../src/pages/importing/undo'
import { rejectedRows } from '../../src/pages/importing/wizard'
import { duty } from '../../src/pages/interpreters/duty'
import { fit } from '../../src/pages/interpreters/fit'
import { daysUntil, deadlineOf, openGaps } from '../../src/pages/interpreters/gaps'
import { filled, type Allotment, type Block } from '../../src/pages/lodging/queries'
import { pairUnder } from '../../src/pages/interpreters/carrying'
import { gridOf } from '../../src/pages/programme/matchmaking'
import { may } from '../../src/session/roles'
import { pagesOf } from '../../src/shell/pages'
import { oneOf, text } from '../../src/shell/search'
import { instantAt, lanes, left, snapped, stepped, ticks, visible, width } from '../../src/timeline/lanes'

const at = (clock: string, day = '2019-10-18') => `${day}T${clock}:00+08:00`
const ms = (clock: string, day?: string) => Date.parse(at(clock, day))

describe('a timeline', () => {
  const axis = { stretches: [{ from: ms('08:00'), until: ms('20:00') }, { from: ms('08:00', '2019-10-19'), until: ms('20:00', '2019-10-19') }], pxPerHour: 10 }

  it('puts overlapping bars in lanes and reuses a lane that is free again', () => {
    const bars = [['a', 9, 11], ['b', 10, 12], ['c', 11, 12], ['d', 12, 13]].map(([id, starts, ends]) => ({ id: String(id), starts: Number(starts), ends: Number(ends) }))
    const found = lanes(bars)
    expect(found.lanes).toBe(2)
    expect(found.placed.map(({ item, lane }) => `${item.id}${lane}`)).toEqual(['a0', 'b1', 'c0', 'd0'])
    expect(lanes([])).toEqual({ placed: [], lanes: 1 })
  })

  it('leaves the night out, there and back', () => {
    expect(width(axis)).toBe(240)
    expect([ms('09:00'), ms('22:00'), ms('06:00', '2019-10-19'), ms('09:00', '2019-10-19')].map((one) => left(axis, one))).toEqual([10, 120, 120, 130])
    for (const clock of ['08:00', '13:25', '19:55']) expect(instantAt(axis, left(axis, ms(clock, '2019-10-19')))).toBe(ms(clock, '2019-10-19'))
    expect(visible(axis, { id: 'x', starts: ms('21:00'), ends: ms('23:00') })).toBeNull()
    expect(visible(axis, { id: 'x', starts: ms('19:00'), ends: ms('09:00', '2019-10-19') })).toEqual({ left: 110, width: 20 })
  })

  it('snaps to its step and writes hours no closer than readable', () => {
    expect(snapped(ms('09:07'), 5)).toBe(ms('09:05'))
    expect(ticks(axis).map((one) => left(axis, one))).toEqual([0, 60, 120, 180])
  })
})

describe('who may do what', () => {
  it('offers every page to the staff and no act to a viewer', () => {
    expect(pagesOf(undefined)).toEqual([])
    expect(pagesOf('viewer').map((page) => page.id)).toEqual(['overview', 'guests', 'interpreters', 'programme', 'arrivals', 'lodging', 'changes'])
    expect((['organiser', 'coordinator', 'desk', 'viewer'] as const).map((role) => [may(role, 'see-private'), may(role, 'plan'), may(role, 'issue-badges')])).toEqual([
      [true, true, true],
      [true, true, true],
      [false, false, true],
      [false, false, false],
    ])
  })

  it('drops from an address what it does not know', () => {
    expect({ ...text({ text: 'li', other: 1 }, 'text'), ...oneOf({ state: 'gone' }, 'state', ['confirmed']) }).toEqual({ text: 'li' })
  })
})

describe('names', () => {
  it('are found however they are typed', () => {
    expect(folded('Ødegård  Šimůnek')).toBe('odegard  simunek')
    const stack = folded("Ọlátúnjí Ngozi 陈慧玲 O'Donnell A174")
    expect(['olatunji', 'NGOZI ola', '慧玲', 'odonnell', 'a174', ''].map((typed) => fits(stack, typed))).toEqual(Array(6).fill(true))
    expect(fits(stack, 'ngozi smith')).toBe(false)
  })
})

describe('the arrivals board', () => {
  const one = (id: string, more: Partial<Arrival>) => ({ id, number: 'ZX1', gate: 'PVG', scheduled: at('10:00'), expected: at('10:00'), cancelled: false, ...more }) as Arrival

  it('has one line a flight, late as its latest news, cancelled only when everybody on it is', () => {
    const lines = board([one('a', {}), one('b', { expected: at('11:30') }), one('c', { number: '' }), one('d', { number: 'ZX2', cancelled: true })])
    expect(lines.map((line) => [line.number, line.arrivals.length, minutesLate(line), line.cancelled])).toEqual([
      ['', 1, 0, false],
      ['ZX2', 1, 0, true],
      ['ZX1', 2, 90, false],
    ])
  })
})

describe('a chain of changes', () => {
  const entry = (id: string, cause: string | null, more: Partial<Entry> = {}) => ({ id, causation_id: cause, at: `2019-10-18T09:00:0${id}Z`, correlation_id: 'c', kind: 'a.b.v1', data: {}, ...more }) as Entry

  it('tells effects below their causes, and an entry without known cause or in a circle still once', () => {
    const found = chain([entry('3', '1'), entry('2', '1'), entry('1', null), entry('4', '2'), entry('5', 'lost'), entry('6', '7'), entry('7', '6')])
    expect(found.map(({ entry: { id }, depth }) => `${id}/${depth}`)).toEqual(['1/0', '2/1', '4/2', '3/1', '5/0', '6/0', '7/0'])
  })

  it('puts entries together by the change they answer', () => {
    const [first, second] = groups([entry('3', '2'), entry('2', null), entry('1', null, { correlation_id: 'd' })])
    expect([first?.correlationId, first?.entries.length, first?.first.id, second?.correlationId]).toEqual(['c', 2, '2', 'd'])
  })

  it('shows what differs and hides bookkeeping', () => {
    const after = { guest_id: 'g', version: 2, state: 'confirmed', rank: 'V1' } as unknown as Entry['data']
    const before = { guest_id: 'g', version: 1, state: 'registered', rank: 'V1' } as unknown as Entry['data']
    expect(differences(before, after)).toEqual([{ field: 'state', before: 'registered', after: 'confirmed' }])
  })
})

describe('interpreters', () => {
  const who = (more: Partial<Interpreter> = {}) =>
    ({ id: 'i', reference: 'I1', languages: ['ko'], level: 'C2', pledge_signed_on: '2019-10-01', consent: 'given', available_from: null, available_until: null, absences: [], conflicts: [], booth: false, ...more }) as unknown as Interpreter
  const need = (more: Partial<Demand> = {}) => ({ id: 'n', guest_id: 'g', rank: 'V2', language: 'ko', fallback: null, mode: 'ESCORT', starts: at('09:00'), ends: at('18:00'), state: 'unfilled', interpreter_id: null, purpose: 'one_to_one', ...more }) as Demand

  it('fit, or say every rule in the way', () => {
    expect(fit(who(), need(), undefined, [])).toEqual({ standing: 'could', breaks: [], servesIn: 'ko' })
    expect(fit(who({ languages: ['ja'], level: 'N', consent: 'asked', pledge_signed_on: null, booth: true }), need(), undefined, []).breaks).toEqual(['language', 'level_floor', 'pledge', 'consent', 'kept_for_booth'])
    expect(fit(who({ absences: [{ starts: at('12:00'), ends: at('13:00'), reason: 'ill' }] }), need(), undefined, []).breaks).toEqual(['availability'])
    expect(fit(who(), need({ interpreter_id: 'i' }), undefined, []).standing).toBe('serves')
    expect(fit(who(), need(), undefined, [need({ id: 'other', guest_id: 'h', interpreter_id: 'i' })])).toEqual({ standing: 'busy', breaks: ['engaged'], servesIn: 'ko' })
    expect(fit(who(), need(), undefined, [need({ id: 'meeting', interpreter_id: 'i' })]).standing).toBe('could')
  })

  it('have their fullest day and shortest night counted', () => {
    const work = (from: string, until: string, day: string) => need({ purpose: 'meeting', starts: at(from, day), ends: at(until, day) })
    expect(duty([need()], 'Asia/Shanghai')).toBeNull()
    expect(duty([work('08:00', '09:00', '2019-10-18'), work('20:00', '22:00', '2019-10-18'), work('07:00', '08:00', '2019-10-19')], 'Asia/Shanghai')).toEqual({ longestHours: 14, shortestRestHours: 9, breaks: true })
  })
})

describe('files', () => {
  it('open in a spreadsheet without hiding a formula', () => {
    expect(csv([['a', 'b,"c"', '=1+1', '陈']])).toBe("\uFEFFa,\"b,\"\"c\"\"\",'=1+1,陈\r\n")
    expect(rejectedRows([{ row: 3, field: 'rank', code: 'x', message: 'No.', value: 'V9' }], ['R', 'F', 'W', 'V'])).toEqual([['R', 'F', 'W', 'V'], ['3', 'rank', 'No.', 'V9']])
  })

  it('are undone by the former values, but never by a mask', () => {
    expect(formerFields({ post: 'Mayor', passport: '•••', delegation_id: 'ipec-2019.d.D-NO', state: 'confirmed' })).toEqual({ post: 'Mayor', delegation_id: 'D-NO' })
  })
})

describe('a guest’s own page', () => {
  it('is in every promised language, each complete', () => {
    expect(MY_LANGUAGES.flatMap((one) => Object.values(MY_WORDS[one]).filter((word) => !word.trim()))).toEqual([])
    expect(['ko', 'nb', 'nn', 'fa'].map(myLanguage)).toEqual(['ko', 'no', 'no', 'en'])
  })

  it('puts meetings and drives in the order of time, by the days of the host city', () => {
    const page = {
      assignments: [{ purpose: 'meeting', meeting_id: 'm', interpreter_name: 'Lin', starts: at('09:00'), ends: at('10:00'), serves_in: 'ko' }],
      meetings: [{ id: 'm', meeting_kind: 'CALL' as const, host_name: 'Lü', room_name: 'Tide', place: 'P', starts: at('09:00'), ends: at('10:00') }],
      trips: [{ id: 't', trip_kind: 'pick_up' as const, plate: 'S1', from_place: 'HSN', to_place: 'P', departs: at('23:30', '2019-10-17'), arrives: at('23:55', '2019-10-17') }],
    }
    expect(days(entries(page), 'Asia/Shanghai').map(({ key, items }) => [key, ...items.map((one) => one.id)])).toEqual([
      ['2019-10-17', 't'],
      ['2019-10-18', 'm'],
    ])
    expect(entries(page)[1]).toMatchObject({ interpreter: 'Lin' })
  })
})

it('an edition that is over is shown from its first morning on', () => {
  const edition = { first_day: '2019-10-17', opening_day: '2019-10-18', last_day: '2019-10-19', timezone: 'Asia/Shanghai' }
  expect(hourOf(edition, new Date('2026-01-01T00:00:00Z'))).toEqual({ at: new Date('2019-10-17T01:00:00Z'), imagined: true })
  expect(hourOf(edition, new Date('2019-10-18T03:00:00Z'))).toEqual({ at: new Date('2019-10-18T03:00:00Z'), imagined: false })
})

describe('a bar carried by keyboard', () => {
  const hour = 3_600_000
  const axis = { stretches: [{ from: 0, until: 10 * hour }, { from: 24 * hour, until: 34 * hour }], pxPerHour: 40 }
  const bar = (starts: number) => ({ id: 'b', starts: starts * hour, ends: (starts + 1) * hour })

  it('steps over the night, into the next morning and back into the evening', () => {
    expect([stepped(axis, bar(3), hour), stepped(axis, bar(9), hour), stepped(axis, bar(24), -hour)].map((at) => at / hour)).toEqual([4, 24, 9])
  })

  it('stays where the days end', () => {
    expect([stepped(axis, bar(33), hour), stepped(axis, bar(0), -hour)].map((at) => at / hour)).toEqual([33, 0])
  })
})

describe('what is carried over the board', () => {
  const demand = (id: string, by: string | null) => ({ id, interpreter_id: by }) as unknown as Demand
  const who = (id: string) => ({ id }) as unknown as Interpreter
  const [one, other, li, wang] = [demand('n1', 'li'), demand('n2', null), who('li'), who('wang')]

  it('makes a pair of a name with any demand, and of a mark only in its own row', () => {
    expect(pairUnder({ interpreter: wang }, one, li)).toEqual({ demand: one, interpreter: wang })
    expect(pairUnder({ demand: one }, one, wang)).toEqual({ demand: one, interpreter: wang })
    expect(pairUnder({ demand: one }, other, wang)).toBeNull()
  })

  it('makes no pair of those who are one already, nor outside the demands', () => {
    expect([pairUnder({ interpreter: li }, one, li), pairUnder({ demand: one }, one, li), pairUnder({ interpreter: li }, undefined, li)]).toEqual([null, null, null])
  })
})

describe('business matchmaking as a grid', () => {
  const slot = (n: number) => ({ id: `s${n}`, reference: `S${n}`, edition: 'e', starts: at(`${9 + n}:00`.padStart(5, '0')), ends: at('20:00'), tables: [], version: 1 })
  const participant = (id: string, away: string[] = []) => ({ id, reference: id, edition: 'e', name: id, people: 1, most: 9, away, refuses: [], guest_id: null, version: 1 })
  const meeting = (request: string, one: string, other: string, n: number) => ({ request_id: request, participant_ids: [one, other], slot_id: `s${n}`, starts: at('09:00'), ends: at('09:30'), table: 4, seats: 4 })

  it('puts a meeting in both rows and takes the counts from the planner', () => {
    const share = (id: string, meetings: number, idle: number) => ({ participant_id: id, meetings, idle_runs: idle })
    const rows = gridOf([participant('a', ['s3']), participant('b'), participant('c')], [0, 1, 2, 3, 4].map(slot), { meetings: [meeting('r1', 'a', 'b', 0), meeting('r2', 'a', 'c', 4), meeting('r3', 'b', 'c', 1)], participants: [share('a', 2, 1), share('b', 2, 0)] })
    expect(rows.map((row) => [row.participant.id, row.meetings, row.idleRuns, row.cells.map((cell) => (cell.kind === 'meeting' ? `${cell.withId}${cell.table}` : cell.kind)).join(' ')])).toEqual([
      ['a', 2, 1, 'b4 idle idle away c4'],
      ['b', 2, 0, 'a4 c4 free free free'],
      ['c', 0, 0, 'free b4 idle idle a4'],
    ])
  })
})

describe('gaps before D-7', () => {
  it('counts whole days to seven days before the first', () => {
    expect(deadlineOf('2019-10-17')).toBe('2019-10-10')
    expect([daysUntil('2019-10-10', '2019-09-30'), daysUntil('2019-10-10', '2019-10-10'), daysUntil('2019-10-10', '2019-10-12')]).toEqual([10, 0, -2])
  })

  it('lists nobody before unconfirmed, by rank, and leaves out what is settled', () => {
    const demand = (id: string, state: string, confirmed: boolean, rank: string) => ({ id, state, confirmed, rank, starts: at('09:00') }) as unknown as Demand
    const found = openGaps([demand('n1', 'filled', false, 'V1'), demand('n2', 'unfilled', false, 'V3'), demand('n3', 'filled', true, 'V1'), demand('n4', 'unfilled', false, 'V2'), demand('n5', 'closed', false, 'V1')])
    expect(found.map((one) => one.id)).toEqual(['n4', 'n2', 'n1'])
  })
})

describe('how full a hotel is', () => {
  it('takes the fullest night and counts a shared room once', () => {
    const block = { id: 'b', edition: 'e', hotel_id: 'h', kind: 'standard', reference: 'B', first_night: '2019-10-16', last_night: '2019-10-19', rooms: 10, version: 1 } as Block
    const stay = (room: string, first: string, last: string) => ({ block_id: 'b', hotel_id: 'h', room, first_night: first, last_night: last }) as unknown as Allotment
    expect(filled('h', [block], [stay('1', '2019-10-16', '2019-10-17'), stay('1', '2019-10-16', '2019-10-17'), stay('2', '2019-10-17', '2019-10-18'), stay('1', '2019-10-18', '2019-10-19')])).toEqual([{ kind: 'standard', rooms: 10, taken: 2 }])
    expect(filled('other', [block], [])).toEqual([])
  })
})
