// Ozone over cuts of NOx and VOC: the surface of a city through the runs of the case (postproc/ozone_desk), what is steep, and
// what cut of VOC holds ozone when NOx falls.
import { choice, column, make, table } from './dom.js'
import { isNumber, number, signed } from './format.js'
import { isopleths } from './model.js'
import { packageName, periodName, state, t } from './state.js'
import { regimeSquare } from './regime.js'
import { surfaceChart } from './surface_chart.js'

const periods = () => isopleths.periods.map((period) => period.id)
const periodOf = () => isopleths.periods.find((period) => period.id === state.isoPeriod) || isopleths.periods[0]
// The last place is the mean of the cities.
const nameOf = (city) => (state.lang === 'zh' ? city.name_zh : city.name_en)
const cityOf = () => periodOf().cities.find((city) => city.name_en === state.isoCity) || periodOf().cities[0]

const most = (key) => Math.max(...isopleths.runs.map((run) => run[key]))
const cutText = (value) => Number(value.toPrecision(3))

// A slope that is not above its error is none.
const lowered = (city, key) => {
    const [value, error] = [city[`lowered_${key}10_ugm3`], city[`lowered_${key}10_error_ugm3`]]
    return Math.abs(value) < error ? `< ${number(error, 2)}` : signed(-value, 2)
}
const slopeLine = (city, key, name) => {
    const [value, error] = [city[`lowered_${key}10_ugm3`], city[`lowered_${key}10_error_ugm3`]]
    if (Math.abs(value) < error) return t().isoFlat(name, number(error, 2))
    return t().isoSlope(name, value > 0, number(Math.abs(value), 2))
}
const holdLine = (city) => {
    const last = city.hold[city.hold.length - 1]
    if (isNumber(city.ratio_base)) return t().isoRatio(number(city.ratio_base, 1))
    return last && last.outcome === 'falls' ? t().isoFalls : ''
}
const words = (city) => make('ul.verdict', null,
    make('li', null, t().isoRegime(t().regimeNames[city.regime.surface || 'none'])),
    ['nox', 'voc'].map((key) => make('li', null, slopeLine(city, key, t().isoNames[key]))),
    city.nox_alone.peak_nox_pct > 0 && make('li', null, t().isoPeak(cutText(city.nox_alone.peak_nox_pct), number(city.nox_alone.peak_rise_ugm3, 2), isNumber(city.nox_alone.back_nox_pct) && cutText(city.nox_alone.back_nox_pct))),
    holdLine(city) && make('li', null, holdLine(city)))

const picture = (city) => {
    const steps = city.isopleth_delta_ugm3.length - 1
    const cut = (n, key) => (n / steps) * most(key)
    const points = [{ x: 0, y: 0, text: number(city.mda8_ugm3, 1), tip: t().isoBase }, ...isopleths.runs.map((run, n) => ({
        x: run.voc_pct, y: run.nox_pct, text: signed(city.runs_delta_ugm3[n], 1), tip: `${packageName(run.package)}: <b>${signed(city.runs_delta_ugm3[n], 2)}</b> µg/m³`,
    }))]
    return surfaceChart({
        label: t().isoChart(nameOf(city), periodName(periodOf().id)), values: city.isopleth_delta_ugm3, mostX: most('voc_pct'), mostY: most('nox_pct'), nameX: t().isoCut.voc, nameY: t().isoCut.nox, points,
        rows: () => [[t().isoCut.nox, t().isoCut.voc, 'µg/m³'], ...city.isopleth_delta_ugm3.flatMap((row, n) => row.map((value, v) => [cutText(cut(n, 'nox_pct')), cutText(cut(v, 'voc_pct')), value]))],
    })
}

const errorText = ({ surface, floor_ugm3: floor }) => `${isNumber(surface.left_out_rms_ugm3) ? number(surface.left_out_rms_ugm3, 2) : '-'} / ${number(floor, 2)}`
const runTable = (city) => table(t().isoRuns(nameOf(city)), [[column(t().package, '.corner'), column(t().isoCut.nox), column(t().isoCut.voc), column(t().isoChange)]],
    isopleths.runs.map((run, n) => make('tr', { 'data-run': run.package }, make('th', { scope: 'row' }, packageName(run.package)), make('td', null, cutText(run.nox_pct)), make('td', null, cutText(run.voc_pct)), make('td', null, signed(city.runs_delta_ugm3[n], 2)))), '.numbers')
const holdText = (one) => ({ falls: () => t().isoHold.falls, none: () => t().isoHold.none, held: () => `${number(one.voc_pct, 1)} %`, beyond: () => t().isoHold.beyond }[one.outcome] || (() => '-'))()
const cityTable = () => {
    const levels = periodOf().cities[0].hold.map((one) => one.nox_pct)
    return table(t().isoCities(periodName(periodOf().id)), [
        [column(t().city, '.corner', { rowspan: 2 }), column(t().isoMda8, '', { rowspan: 2 }), ...['nox', 'voc'].map((key) => column(t().isoTen(t().isoNames[key]), '', { rowspan: 2 })), column(t().isoError, '', { rowspan: 2 }), column(t().isoLimited, '.text', { rowspan: 2 }),
            make('th', { scope: 'colgroup', colspan: levels.length }, t().isoHoldHead)],
        levels.map((level) => column(t().isoAt(cutText(level)))),
    ], periodOf().cities.map((city) => make(`tr${city === cityOf() ? '.own' : ''}`, { 'data-city': city.name_en }, make('th', { scope: 'row' }, nameOf(city)),
        make('td', null, number(city.mda8_ugm3, 1)), ['nox', 'voc'].map((key) => make('td', null, lowered(city, key))), make('td', null, errorText(city)),
        make('td.text.regime', null, regimeSquare(city.regime.surface || 'none'), t().regimeShort[city.regime.surface || 'none']),
        city.hold.map((one) => make('td', { 'data-hold': one.outcome }, holdText(one))))), '.numbers.dense.wide')
}

export const isoplethSection = (redraw) => {
    if (!isopleths) return null
    const city = cityOf()
    return make('section', { id: 'isopleths' },
        make('h2', null, t().isopleths), make('p', null, t().isoLead(isopleths.runs.length, packageName(isopleths.origin), t().isoMethods[isopleths.surface.method])),
        make('div.controls', null,
            periods().length > 1 && choice(t().period, periods().map((id) => ({ value: id, label: periodName(id) })), periodOf().id, (value) => redraw({ isoPeriod: value })),
            choice(t().city, periodOf().cities.map((one) => ({ value: one.name_en, label: nameOf(one) })), city.name_en, (value) => redraw({ isoCity: value }))),
        make('div.mapbox.top', null, picture(city), make('div.legend', null, words(city), runTable(city))),
        cityTable(),
        make('p.small', null, t().isoNotes))
}
