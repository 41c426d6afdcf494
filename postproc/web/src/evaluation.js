// The page of evaluation: what may be judged, apart from what may not; baselines beside the model; spread; series.
import { timeChart } from './charts.js'
import { choice, make, table } from './dom.js'
import { localTime, number, percent, unitName } from './format.js'
import { evaluation } from './model.js'
import { periodName, state, t } from './state.js'

const sentence = (item) => (typeof item === 'string' ? item : item[state.lang] || item.en || '')
const notes = () => (state.lang === 'zh' && evaluation.notes_zh) || evaluation.notes || []
const word = (list, key) => list[key] || key
// Two decimals where the unit is mg/m3 (CO).
const digitsOf = (one) => (one.unit === 'mg/m3' ? 2 : 1)

// One series: a period, a place, a species, hours or days.
const same = ['period', 'site', 'kind', 'species', 'averaging']
const keyOf = (one) => same.map((key) => one[key]).join('|')
const placeName = (one) => {
    const place = state.lang === 'zh' && one.kind !== 'site' && one.city_zh ? one.city_zh : one.site
    return one.kind ? `${place} (${word(t().kinds, one.kind)})` : place
}
const seriesName = (one) => [one.species, placeName(one), one.statistic === 'mda8' ? t().mda8 : word(t().averaging, one.averaging), periodName(one.period)].join(t().close)

const heads = () => [make('th.corner', { scope: 'col' }, t().predictor), ...['n', t().observedMean, t().modelMean, 'MB', 'NMB %', 'NME %', 'R', 'FAC2', 'MFB %', 'MFE %'].map((text) => make('th', { scope: 'col' }, text))]

const row = (one) => make(`tr${one.predictor === 'lantian' ? '.own' : ''}`, { 'data-predictor': one.predictor },
    make('th', { scope: 'row' }, word(t().predictors, one.predictor)),
    make('td', null, number(one.n, 0)), make('td', null, number(one.mean_obs, digitsOf(one))), make('td', null, number(one.mean_model, digitsOf(one))),
    make('td', null, number(one.mb, digitsOf(one))), make('td', null, percent(one.nmb)), make('td', null, percent(one.nme)),
    make('td', null, number(one.r, 2)), make('td', null, number(one.fac2, 2)), make('td', null, percent(one.mfb)), make('td', null, percent(one.mfe)))

// Least and greatest of a score over the draws of the weather.
const range = (pair, scale, digits) => (pair && pair[0] !== null && pair[1] !== null ? `${number(scale * pair[0], digits)} … ${number(scale * pair[1], digits)}` : '-')
const spreadRow = (one) => one.spread && make('tr.spread', null, make('th', { scope: 'row' }, t().spread),
    make('td.text', { colspan: 10 }, t().spreadLine((one.draws || []).length, range(one.spread.nmb, 100, 1), range(one.spread.nme, 100, 1), range(one.spread.r, 1, 2), range(one.spread.fac2, 1, 2))))

const groupRow = (one) => make('tr.group', null, make('th', { colspan: 11, scope: 'rowgroup' },
    make('span', null, `${seriesName(one)}${t().close}${unitName(one.unit)}${one.state ? ` (${word(t().states, one.state)})` : ''}`)))

const order = ['PM2.5', 'O3', 'NO2', 'SO2', 'CO', 'PM10']
const rank = (one) => (order.includes(one.species) ? order.indexOf(one.species) : order.length)
const scores = (rows, caption) => {
    const groups = new Map()
    for (const one of [...rows].sort((a, b) => rank(a) - rank(b))) groups.set(keyOf(one), [...(groups.get(keyOf(one)) || []), one])
    const lines = [...groups.values()].map((group) => [groupRow(group[0]), group.map((one) => [row(one), spreadRow(one)])])
    return table(caption, [heads()], lines.flat(Infinity).filter(Boolean), '.numbers.scores')
}

// The judged city's values; one series at a time.
const seriesPart = (redraw) => {
    const all = (evaluation.series || []).filter((one) => one.obs.length > 1)
    if (!all.length) return null
    const one = all.find((item) => keyOf(item) === state.series) || all.find((item) => item.species === 'PM2.5') || all[0]
    const start = new Date(one.start).getTime()
    const times = one.obs.map((value, n) => localTime(new Date(start + n * one.step_h * 3600e3).toISOString()).slice(0, one.step_h >= 24 ? 10 : 16))
    const lines = [{ name: t().observedLine, values: one.obs, colour: '#222222' }, { name: t().modelledLine, values: one.model, colour: '#d95f02', width: 2 }]
    if (one.model_least) lines.push({ name: t().leastLine, values: one.model_least, colour: '#d95f02', dashed: true, width: 1 }, { name: t().mostLine, values: one.model_most, colour: '#d95f02', dashed: true, width: 1 })
    return [make('h3', null, t().series),
        all.length > 1 && make('div.controls', null, choice(t().show, all.map((item) => ({ value: keyOf(item), label: seriesName(item) })), keyOf(one), (value) => redraw({ series: value }))),
        timeChart(`${seriesName(one)} (UTC+8)`, times, lines, unitName(one.unit))]
}

// PM2.5, ozone and what holds for all first; the other species one click away.
const first = ['PM2.5', 'O3']
const sentencePart = () => {
    const all = evaluation.sentences || []
    const isFirst = (item) => !item.species || first.includes(item.species)
    const list = (items) => make('ul', null, items.map((item) => make('li', null, sentence(item))))
    const others = all.filter((item) => !isFirst(item))
    return [list(all.filter(isFirst)), others.length > 0 && make('details', null, make('summary', null, `${t().otherSpecies}${t().colon}${[...new Set(others.map((item) => item.species))].join(', ')}`), list(others))]
}

const waitingPart = () => {
    const waiting = evaluation.waiting || []
    return waiting.length > 0 && make('ul.small', null, waiting.map((one) => make('li', null, `${seriesName(one)}${t().colon}${sentence(one)} (n = ${one.n})`)))
}

export const evaluationSection = (redraw) => {
    const title = make('h2', null, t().evaluation)
    if (!evaluation || !(evaluation.rows || []).length) return make('section', { id: 'evaluation' }, title, make('p', null, t().noEvaluation))
    const good = evaluation.rows.filter((one) => one.evidence)
    const other = evaluation.rows.filter((one) => !one.evidence)
    return make('section', { id: 'evaluation' }, title,
        evaluation.perfect_weather_hindcast && make('p.label', null, t().hindcast),
        sentencePart(),
        good.length > 0 && [make('h3', null, t().evidence), make('p.small', null, `${t().evidenceNote} ${t().baselines} ${t().scoreKey}`), scores(good, `${t().evidence}${t().close}${t().scores}`)],
        seriesPart(redraw),
        other.length > 0 && make('details.apart', { open: good.length === 0 }, make('summary', null, `${t().notEvidence} (${new Set(other.map(keyOf)).size})`),
            make('p.small', null, t().notEvidenceNote), scores(other, `${t().notEvidence}${t().close}${t().scores}`)),
        waitingPart(),
        notes().length > 0 && make('details', null, make('summary', null, `${t().notes} (${notes().length})`), make('ul.small', null, notes().map((item) => make('li', null, sentence(item))))))
}
