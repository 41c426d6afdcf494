// The city table: base, reference, every package, by period; numbers as the table on the terminal (postproc/table.c).
// With gas chemistry ozone stands beside PM2.5, and the regime of each city.
import { tint } from './colours.js'
import { choice, column, make, table } from './dom.js'
import { compared, packageInfo, packages, reference, summary } from './model.js'
import { change, has, hasOzone, quantities, valueText } from './quantities.js'
import { hasRegime, regimeCell, regimeKey } from './regime.js'
import { cityName, packageName, periodName, periodOptions, quantityName, said, state, t } from './state.js'

const together = ['pm25', 'o3_mda8']
const shown = () => (state.cityQuantity === 'together' ? together : [state.cityQuantity])

const largest = (id) => Math.max(1e-12, ...summary.cities.flatMap((city) => compared.map((name) => {
    const one = change(city, name, id, state.cityPeriod)
    return one && !one.hidden ? Math.abs(one.delta) : 0
})))

const cell = (city, name, id, scale) => {
    const one = change(city, name, id, state.cityPeriod)
    if (!one) return make('td', null, '-')
    return make(`td${one.hidden ? '.hidden' : ''}${name === state.package ? '.chosen' : ''}`, {
        style: one.hidden ? null : `background:${tint(one.delta, scale)}`,
        'data-package': name, 'data-quantity': id,
    }, one.text)
}

const kindName = (kind) => ({ base: t().site, area: t().area, pop: t().people })[kind]

const originHeads = (wide) => {
    const group = (text, n) => n > 0 && make('th', { scope: 'colgroup', colspan: n * wide }, text)
    return reference
        ? [group(t().overBase, 1), group(t().overReference(packageName(reference)), packages.length)]
        : [group(t().overBase, packages.length)]
}

// Kind by kind, in it the quantities that have it.
const bases = () => ['base', ...(state.allMeans ? ['area', 'pop'] : [])].map((kind) => ({ kind, ids: shown().filter((id) => has(id, kind)) })).filter((one) => one.ids.length)

const heads = () => {
    const ids = shown()
    const title = (name) => ({ title: said(packageInfo(name), 'title'), class: name === state.package && 'chosen' })
    const n = bases().reduce((sum, one) => sum + one.ids.length, 0)
    const corner = column(t().city, '.corner')
    const regime = hasRegime && column(t().regimeColumn, '.text')
    const rows = [[corner, bases().map(({ kind }) => column(kindName(kind))), regime, compared.map((name) => column(packageName(name), '', title(name)))]]
    if (ids.length > 1)
        rows.splice(0, 1, [make('td', null), bases().map((one) => column(kindName(one.kind), '', { colspan: one.ids.length })), hasRegime && make('td', null), compared.map((name) => column(packageName(name), '', { colspan: ids.length, ...title(name) }))],
            [corner, bases().map((one) => one.ids.map((id) => column(quantityName(id)))), regime, compared.map(() => ids.map((id) => column(quantityName(id))))])
    if (compared.length) rows.unshift([make('td', null), make('td', { colspan: n + (hasRegime ? 1 : 0) }), originHeads(ids.length)])
    return rows.map((row) => row.flat(Infinity).filter(Boolean))
}

// State of the gases: of the chosen period, or of the first.
const kelvin = () => {
    const of = (summary.ozone || {}).by_period || {}
    return (of[state.cityPeriod] || Object.values(of)[0] || {}).state_K
}
const caption = () => `${shown().map(quantityName).join(t().and)}${t().close}µg/m³${t().close}${periodName(state.cityPeriod)}`

export const cities = (redraw) => {
    const ids = shown()
    const scales = Object.fromEntries(ids.map((id) => [id, largest(id)]))
    const rows = summary.cities.map((city) => make('tr', { 'data-city': city.name_en },
        make('th', { scope: 'row' }, cityName(city)),
        bases().map((one) => one.ids.map((id) => make('td', { 'data-base': one.kind === 'base' && 'sites', 'data-quantity': id }, valueText(city, id, state.cityPeriod, one.kind)))),
        hasRegime && regimeCell(city, state.cityPeriod),
        compared.map((name) => ids.map((id) => cell(city, name, id, scales[id])))))
    const options = [{ value: 'together', label: together.map(quantityName).join(t().and) }, ...quantities.map((id) => ({ value: id, label: t().quantityLong[id] }))]
    return make('section', { id: 'cities' },
        make('h2', null, hasOzone ? t().citiesOzone : t().cities),
        make('div.controls', null,
            choice(t().period, periodOptions(), state.cityPeriod, (value) => redraw({ cityPeriod: value })),
            hasOzone && choice(t().show, options, state.cityQuantity, (value) => redraw({ cityQuantity: value })),
            make('label.check', null, make('input', { type: 'checkbox', checked: state.allMeans, onchange: (event) => redraw({ allMeans: event.target.checked }) }), t().allMeans)),
        table(caption(), heads(), rows, ids.length > 1 ? '.numbers.beside' : '.numbers'),
        hasRegime && regimeKey(),
        make('p.small', null, compared.length ? `${t().noiseNote} ` : '', t().siteNote, hasOzone && ` ${t().ozoneNote(kelvin())}`, hasOzone && state.cityPeriod === '' && ` ${t().ozoneMeanNote}`))
}
