// The city table: base, reference, every package, by period; numbers as the table on the terminal (postproc/table.c).
import { tint } from './colours.js'
import { choice, make, table } from './dom.js'
import { deltaText, isHidden, number } from './format.js'
import { baseOf, effect, packages, reference, summary } from './model.js'
import { cityName, packageName, periodName, periodOptions, said, state, t } from './state.js'
import { packageInfo } from './model.js'

const shownPackages = () => [reference, ...packages].filter(Boolean)

const largest = () => Math.max(1e-12, ...summary.cities.flatMap((city) => shownPackages().map((name) => {
    const at = effect(city, name, state.cityPeriod)
    return at && !isHidden(at.pm25_delta_ugm3, at.pm25_noise_ugm3) ? Math.abs(at.pm25_delta_ugm3) : 0
})))

const cell = (city, name, scale) => {
    const at = effect(city, name, state.cityPeriod)
    if (!at) return make('td', null, '-')
    const hidden = isHidden(at.pm25_delta_ugm3, at.pm25_noise_ugm3)
    return make(`td${hidden ? '.hidden' : ''}`, {
        style: hidden ? null : `background:${tint(at.pm25_delta_ugm3, scale)}`,
        'data-package': name,
    }, deltaText(at.pm25_delta_ugm3, at.pm25_noise_ugm3))
}

const heads = () => {
    const means = state.allMeans ? 3 : 1
    const column = (text, title) => make('th', { scope: 'col', title }, text)
    const names = shownPackages().map((name) => column(packageName(name), said(packageInfo(name), 'title')))
    const bases = [column(t().site), state.allMeans && column(t().area), state.allMeans && column(t().people)]
    const rows = []
    if (names.length) {
        const groups = reference
            ? [make('th', { scope: 'colgroup' }, t().overBase), packages.length > 0 && make('th', { scope: 'colgroup', colspan: packages.length }, t().overReference(packageName(reference)))]
            : [make('th', { scope: 'colgroup', colspan: names.length }, t().overBase)]
        rows.push([make('td', null), make('td', { colspan: means }), groups].flat().filter(Boolean))
    }
    rows.push([make('th.corner', { scope: 'col' }, t().city), bases, names].flat().filter(Boolean))
    return rows
}

export const cities = (redraw) => {
    const scale = largest()
    const rows = summary.cities.map((city) => {
        const base = baseOf(city, state.cityPeriod) || {}
        return make('tr', { 'data-city': city.name_en },
            make('th', { scope: 'row' }, cityName(city)),
            make('td', { 'data-base': 'sites' }, number(base.pm25_base_ugm3, 1)),
            state.allMeans && make('td', null, number(base.pm25_area_ugm3, 1)),
            state.allMeans && make('td', null, number(base.pm25_pop_ugm3, 1)),
            shownPackages().map((name) => cell(city, name, scale)))
    })
    return make('section', { id: 'cities' },
        make('h2', null, t().cities),
        make('div.controls', null,
            choice(t().period, periodOptions(), state.cityPeriod, (value) => redraw({ cityPeriod: value })),
            make('label.check', null, make('input', { type: 'checkbox', checked: state.allMeans, onchange: (event) => redraw({ allMeans: event.target.checked }) }), t().allMeans)),
        table(`${t().citiesCaption}${t().close}${periodName(state.cityPeriod)}`, heads(), rows, '.numbers'),
        make('p.small', null, shownPackages().length ? `${t().noiseNote} ` : '', t().siteNote))
}
