// The target board: what the five documents ask, held against the base and against the package, by the rules of 2012 and of
// 2026 (postproc/judgement).
import { make, table } from './dom.js'
import { number } from './format.js'
import { summary, targets } from './model.js'
import { cityName, packageName, said, state, t } from './state.js'

const REGIMES = ['2012', '2026']
const NOT = 'not judgeable'
const variants = () => ['base', state.package].filter((name) => name && targets.variants[name])
const resultOf = (name, n, regime) => targets.variants[name][n][regime]
const isJudged = (n) => variants().some((name) => REGIMES.some((regime) => resultOf(name, n, regime).outcome !== NOT))

const regionName = (region) => {
    const city = summary.cities.find((one) => one.name_en === region)
    return city ? cityName(city) : t().regions[region] || region
}
const unitText = (unit) => (unit === '1' ? '' : ` ${unit.replace('ug/m3', 'µg/m³')}`)
const signs = { at_most: '≤ ', at_least: '≥ ', change_at_most: '' }
const asked = (row) => {
    if (typeof row.target !== 'number') return '-'
    const value = row.quantity === 'attainment' ? t().sixWithin : `${signs[row.comparison]}${row.target}${unitText(row.unit)}`
    return row.base_of ? `${value}${t().against(t().bases[row.base_of] || row.base_of)}` : value
}
const what = (row) => `${t().targetWhat[row.quantity](row.pollutant)}${t().close}${regionName(row.region)}`

const marks = { pass: '✓', fail: '✗', incomplete: '…', [NOT]: '–' }
const verdict = (one) => {
    const words = one.outcome === 'incomplete' && one.would_pass !== undefined ? (one.would_pass ? t().wouldPass : t().wouldFail) : t().outcomes[one.outcome]
    return make('td.text', { 'data-outcome': one.outcome, 'data-would': one.would_pass === undefined ? null : String(one.would_pass), title: said(one, 'why') || null }, `${marks[one.outcome] || ''} ${words}`)
}
const value = (one, key, row) => (typeof one[key] === 'number' ? `${key === 'margin' && one[key] > 0 ? '+' : ''}${number(one[key], row.unit === '%' ? 2 : 1)}` : '-')

// The two regimes differ in days and attainment alone: one number where they agree.
const both = (name, n, key, row) => [...new Set(REGIMES.map((regime) => value(resultOf(name, n, regime), key, row)))].join(' / ')
// As on the terminal: the least sure mark of what the number rests on.
const sureness = (name, n) => {
    const seen = [...new Set(REGIMES.map((regime) => resultOf(name, n, regime).mark).filter(Boolean))].join(' / ')
    return seen && ` [${seen}]`
}

const heads = () => {
    const column = (text, more = {}) => make('th', { scope: 'col', ...more }, text)
    return [[make('th.corner', { scope: 'col', rowspan: 2 }, t().target), make('th.text', { scope: 'col', rowspan: 2 }, t().forceColumn), make('th.text', { scope: 'col', rowspan: 2 }, t().asked),
        ...variants().map((name) => make('th', { scope: 'colgroup', colspan: 4 }, packageName(name)))],
    variants().flatMap(() => [column(t().reached), column(t().margin), ...REGIMES.map((regime) => make('th.text', { scope: 'col' }, t().byRules(regime)))])]
}

const rowOf = (row, n) => make('tr', { 'data-target': row.id },
    make('th', { scope: 'row' }, what(row), make('span.why', null, `${t().documentNames[row.document] || row.document} ${row.clause} (${row.catalogue})${t().close}${row.year}`)),
    make('td.text', null, state.lang === 'zh' ? row.word_zh : t().forces[row.force] || row.force), make('td.text', null, asked(row)),
    variants().flatMap((name) => [make('td', null, both(name, n, 'value', row), sureness(name, n)), make('td', null, both(name, n, 'margin', row)), ...REGIMES.map((regime) => verdict(resultOf(name, n, regime)))]))

const count = (name, outcome, regime) => targets.rows.filter((_, n) => resultOf(name, n, regime).outcome === outcome).length

// By reason, so that a reader sees what would have to be known.
const notJudged = () => {
    const reasons = new Map()
    targets.rows.forEach((row, n) => {
        if (isJudged(n)) return
        const why = said(resultOf('base', n, '2012'), 'why')
        reasons.set(why, [...(reasons.get(why) || []), row])
    })
    const total = [...reasons.values()].flat().length
    return total > 0 && make('details', null, make('summary', null, t().notJudged(total)),
        [...reasons].map(([why, rows]) => [make('p', null, make('b', null, why)), make('ul.small', null, rows.map((row) => make('li', null, `${t().documentNames[row.document] || row.document} ${row.clause} (${row.catalogue})${t().colon}${what(row)}${t().close}${asked(row)}`)))]))
}

export const targetSection = () => {
    if (!targets || !targets.variants.base) return null
    const judged = targets.rows.map((row, n) => [row, n]).filter(([, n]) => isJudged(n))
    const notes = [...new Set(judged.map(([row]) => said(row, 'note')).filter(Boolean))]
    return make('section', { id: 'targets' },
        make('h2', null, t().targets), make('p', null, t().targetsLead),
        make('ul', null, variants().map((name) => make('li', null, `${packageName(name)}${t().colon}`, REGIMES.map((regime) => t().boardLine(regime, count(name, 'pass', regime), count(name, 'fail', regime), count(name, 'incomplete', regime))).join(t().then)))),
        judged.length > 0 && table(t().boardTable(variants().map(packageName).join(t().and)), heads(), judged.map(([row, n]) => rowOf(row, n)), '.numbers.wide.board'),
        make('p.small', null, `${t().boardNote} ${t().marks}`),
        notes.length > 0 && make('ul.small', null, notes.map((note) => make('li', null, note))),
        notJudged())
}
