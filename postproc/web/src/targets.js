// The target board: what the five documents ask, held against the base and against the package, by the rules of 2012 and of
// 2026 (postproc/judgement): the model as it is, under it what its ratio makes of the observation, each with its band.
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
const digitsOf = (row) => (row.unit === '%' ? 2 : 1)
const value = (one, key, row) => (isNumber(one[key]) ? `${key === 'margin' && one[key] > 0 ? '+' : ''}${number(one[key], digitsOf(row))}` : '-')

// A side of the board: of the model as it is, or of the projection; null where a variant has none of a target.
const sides = { model: ['variants', 'bands'], projection: ['projected', 'projected_bands'] }
const sideOf = (side, name, n) => {
    const [results, band] = sides[side].map((key) => ((targets[key] || {})[name] || [])[n])
    return results ? { results, band } : null
}

// The two regimes differ in days and attainment alone: one number where they agree.
const both = ({ results }, key, row) => [...new Set(REGIMES.map((regime) => value(results[regime], key, row)))].join(' / ')
// As on the terminal: the least sure mark of what the number rests on.
const sureness = ({ results }) => {
    const seen = [...new Set(REGIMES.map((regime) => results[regime].mark).filter(Boolean))].join(' / ')
    return seen && ` [${seen}]`
}
const interval = (band, row) => `${number(band.low, digitsOf(row))} – ${number(band.high, digitsOf(row))}`
const hasBand = (side) => side && side.band && isNumber(side.band.low)

const heads = () => {
    const tall = { rowspan: 2 }
    return [[column(t().target, '.corner', tall), column(t().forceColumn, '.text', tall), column(t().asked, '.text', tall),
        ...variants().map((name) => make('th', { scope: 'colgroup', colspan: 4 }, packageName(name)))],
    variants().flatMap(() => [column(t().reached), column(t().margin), ...REGIMES.map((regime) => column(t().byRules(regime), '.text'))])]
}

const sourceOf = (row) => `${t().documentNames[row.document] || row.document} ${row.clause} (${row.catalogue})`
const nothing = () => ['', '', '', ''].map(() => make('td', null, '-'))
const cellsOf = (side, row) => (side ? [
    make('td', null, both(side, 'value', row), sureness(side), hasBand(side) && make('span.why', { 'data-band': true }, interval(side.band, row))),
    make('td', null, both(side, 'margin', row)), ...REGIMES.map((regime) => verdict(side.results[regime]))] : nothing())
const rowOf = (row, n) => make('tr', { 'data-target': row.id },
    make('th', { scope: 'row' }, what(row), make('span.why', null, `${sourceOf(row)}${t().close}${row.year}`)),
    make('td.text', null, forceWord(row)), make('td.text', null, asked(row)),
    variants().flatMap((name) => cellsOf(sideOf('model', name, n), row)))
const projectionOf = (row, n) => variants().some((name) => sideOf('projection', name, n)) && make('tr.under', { 'data-projected': row.id },
    make('th', { scope: 'row' }, t().projection(targets.observed_year), make('span.hide', null, `${t().colon}${what(row)}`)),
    make('td.text', null, ''), make('td.text', null, ''),
    variants().flatMap((name) => cellsOf(sideOf('projection', name, n), row)))

// What each band is made of, and what it lacks.
const PARTS = ['inventory', 'weather', 'model']
// A part of no number of draws, periods or pairs is none of this target's (weather of emissions).
const partText = (part, row) => (part.n > 0 ? `${number(part.sigma, digitsOf(row) + 1)} (${part.n})` : '-')
const bandRows = (row, n) => variants().flatMap((name) => Object.keys(sides).map((side) => ({ name, side, of: sideOf(side, name, n) })))
    .filter(({ of }) => of && of.band && isNumber(of.band.value)).map(({ name, side, of }) => make('tr', { 'data-banded': row.id },
        make('th', { scope: 'row' }, what(row), make('span.why', null, `${packageName(name)}${t().close}${side === 'model' ? t().rawModel : t().projection(targets.observed_year)}`)),
        make('td', null, number(of.band.value, digitsOf(row))), make('td', null, hasBand(of) ? interval(of.band, row) : '-'),
        PARTS.map((part) => make('td', null, of.band.missing.includes(part) ? t().partMissing : partText(of.band.parts[part], row)))))
const bandTable = (judged) => {
    const rows = judged.flatMap(([row, n]) => bandRows(row, n))
    return rows.length > 0 && make('details.bands', null, make('summary', null, t().bandParts), make('p.small', null, t().bandLead),
        table(t().bandParts, [[column(t().target, '.corner'), column(t().reached), column(t().band), ...PARTS.map((part) => column(t().partNames[part]))]], rows, '.numbers'))
}
// Where the observations come from, or how to give them.
const observedLine = () => make('p.small', { 'data-observed': String(targets.observed_year || '') }, targets.observed_year ? t().projectionNote(targets.observed_year) : [t().noProjection[0], make('code', null, t().noProjection[1]), t().noProjection[2], make('code', null, t().noProjection[3]), t().stop])

const count = (numbered, name, outcome, regime) => numbered.filter(([, n]) => resultOf(name, n, regime).outcome === outcome).length

// Targets of cities where no package of the case acts stand apart; where one does not say, none do.
const isElsewhere = () => {
    const packages = Object.keys(targets.variants).filter((name) => name !== 'base' && name !== summary.reference)
    const lists = packages.map((name) => (targets.acts_on || {})[name])
    if (lists.length === 0 || lists.some((list) => !list)) return () => false
    const acted = new Set(lists.flat())
    return ([row]) => summary.cities.some((one) => one.name_en === row.region) && !acted.has(row.region)
}

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

const boardTable = (judged, caption) => judged.length > 0 && table(caption(variants().map(packageName).join(t().and)), heads(), judged.flatMap(([row, n]) => [rowOf(row, n), projectionOf(row, n)].filter(Boolean)), '.numbers.wide.board')
const otherTargets = (others) => {
    const judged = others.filter(([, n]) => isJudged(n))
    return others.length > 0 && make('details.others', null, make('summary', null, t().otherTargets(others.length)),
        boardTable(judged, t().otherBoard), notJudged(others.filter((one) => !judged.includes(one))))
}

export const targetSection = () => {
    if (!targets || !targets.variants.base) return null
    const elsewhere = isElsewhere()
    const all = targets.rows.map((row, n) => [row, n])
    const numbered = all.filter((one) => !elsewhere(one))
    const judged = numbered.filter(([, n]) => isJudged(n))
    const notes = [...new Set(judged.map(([row]) => said(row, 'note')).filter(Boolean))]
    return make('section', { id: 'targets' },
        make('h2', null, t().targets), make('p', null, t().targetsLead),
        make('ul', null, variants().map((name) => make('li', null, `${packageName(name)}${t().colon}`, REGIMES.map((regime) => t().boardLine(regime, ...['pass', 'fail', 'incomplete'].map((outcome) => count(numbered, name, outcome, regime)))).join(t().then)))),
        boardTable(judged, t().boardTable),
        make('p.small', null, `${t().boardNote} ${t().marks} ${t().bandNote}`),
        observedLine(),
        bandTable(judged),
        notes.length > 0 && make('ul.small', null, notes.map((note) => make('li', null, note))),
        notJudged(numbered.filter((one) => !judged.includes(one))),
        otherTargets(all.filter(elsewhere)))
}
