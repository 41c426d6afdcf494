// The target board: what the five documents ask, held against the base and against the package, by the rules of 2012 and of
// 2026 (postproc/judgement).
import { column, make, table } from './dom.js'
import { isNumber, number, unitName } from './format.js'
import { summary, targets } from './model.js'
import { cityName, forceWord, packageName, said, state, t } from './state.js'

const REGIMES = ['2012', '2026']
const NOT = 'not judgeable'
const variants = () => ['base', state.package].filter((name) => name && targets.variants[name])
const resultOf = (name, n, regime) => targets.variants[name][n][regime]
const isJudged = (n) => variants().some((name) => REGIMES.some((regime) => resultOf(name, n, regime).outcome !== NOT))

const regionName = (region) => {
    const city = summary.cities.find((one) => one.name_en === region)
    return city ? cityName(city) : t().regions[region] || region
}
const unitText = (unit) => (unit === '1' ? '' : ` ${unitName(unit)}`)
const signs = { at_most: '≤ ', at_least: '≥ ', change_at_most: '' }
const asked = (row) => {
    if (!isNumber(row.target)) return '-'
    const value = row.quantity === 'attainment' ? t().sixWithin : `${signs[row.comparison]}${row.target}${unitText(row.unit)}`
    return row.base_of ? `${value}${t().against(t().bases[row.base_of] || row.base_of)}` : value
}
const what = (row) => `${t().targetWhat[row.quantity](row.pollutant)}${t().close}${regionName(row.region)}`

const marks = { pass: '✓', fail: '✗', incomplete: '…', [NOT]: '–' }
const verdict = (one) => {
    const words = one.outcome === 'incomplete' && one.would_pass !== undefined ? (one.would_pass ? t().wouldPass : t().wouldFail) : t().outcomes[one.outcome]
    return make('td.text', { 'data-outcome': one.outcome, 'data-would': one.would_pass === undefined ? null : String(one.would_pass), title: said(one, 'why') || null }, `${marks[one.outcome] || ''} ${words}`)
}
const value = (one, key, row) => (isNumber(one[key]) ? `${key === 'margin' && one[key] > 0 ? '+' : ''}${number(one[key], row.unit === '%' ? 2 : 1)}` : '-')

// The two regimes differ in days and attainment alone: one number where they agree.
const both = (name, n, key, row) => [...new Set(REGIMES.map((regime) => value(resultOf(name, n, regime), key, row)))].join(' / ')
// As on the terminal: the least sure mark of what the number rests on.
const sureness = (name, n) => {
    const seen = [...new Set(REGIMES.map((regime) => resultOf(name, n, regime).mark).filter(Boolean))].join(' / ')
    return seen && ` [${seen}]`
}

const heads = () => {
    const tall = { rowspan: 2 }
    return [[column(t().target, '.corner', tall), column(t().forceColumn, '.text', tall), column(t().asked, '.text', tall),
        ...variants().map((name) => make('th', { scope: 'colgroup', colspan: 4 }, packageName(name)))],
    variants().flatMap(() => [column(t().reached), column(t().margin), ...REGIMES.map((regime) => column(t().byRules(regime), '.text'))])]
}

const sourceOf = (row) => `${t().documentNames[row.document] || row.document} ${row.clause} (${row.catalogue})`
const rowOf = (row, n) => make('tr', { 'data-target': row.id },
    make('th', { scope: 'row' }, what(row), make('span.why', null, `${sourceOf(row)}${t().close}${row.year}`)),
    make('td.text', null, forceWord(row)), make('td.text', null, asked(row)),
    variants().flatMap((name) => [make('td', null, both(name, n, 'value', row), sureness(name, n)), make('td', null, both(name, n, 'margin', row)), ...REGIMES.map((regime) => verdict(resultOf(name, n, regime)))]))

const count = (name, outcome, regime) => targets.rows.filter((_, n) => resultOf(name, n, regime).outcome === outcome).length

// By reason, so that a reader sees what would have to be known.
const notJudged = (numbered) => {
    const reasons = new Map()
    numbered.forEach(([row, n]) => {
        const why = said(resultOf('base', n, '2012'), 'why')
        reasons.set(why, [...(reasons.get(why) || []), row])
    })
    return numbered.length > 0 && make('details', null, make('summary', null, t().notJudged(numbered.length)),
        [...reasons].map(([why, rows]) => [make('p', null, make('b', null, why)), make('ul.small', null, rows.map((row) => make('li', null, `${sourceOf(row)}${t().colon}${what(row)}${t().close}${asked(row)}`)))]))
}

export const targetSection = () => {
    if (!targets || !targets.variants.base) return null
    const numbered = targets.rows.map((row, n) => [row, n])
    const judged = numbered.filter(([, n]) => isJudged(n))
    const notes = [...new Set(judged.map(([row]) => said(row, 'note')).filter(Boolean))]
    return make('section', { id: 'targets' },
        make('h2', null, t().targets), make('p', null, t().targetsLead),
        make('ul', null, variants().map((name) => make('li', null, `${packageName(name)}${t().colon}`, REGIMES.map((regime) => t().boardLine(regime, count(name, 'pass', regime), count(name, 'fail', regime), count(name, 'incomplete', regime))).join(t().then)))),
        judged.length > 0 && table(t().boardTable(variants().map(packageName).join(t().and)), heads(), judged.map(([row, n]) => rowOf(row, n)), '.numbers.wide.board'),
        make('p.small', null, `${t().boardNote} ${t().marks}`),
        notes.length > 0 && make('ul.small', null, notes.map((note) => make('li', null, note))),
        notJudged(numbered.filter((one) => !judged.includes(one))))
}
