// The page of evaluation: what may be judged, apart from what may not; baselines beside the model; spread; series.
import { timeChart } from './charts.js'
import { make, table } from './dom.js'
import { localTime, number, percent } from './format.js'
import { evaluation } from './model.js'
import { periodName, state, t } from './state.js'

const sentence = (item) => (typeof item === 'string' ? item : item[`text_${state.lang}`] || item[state.lang] || item.text_en || item.en || item.text || '')
const columns = () => [t().period, t().station, t().species, t().means, t().predictor, 'n', t().observedMean, t().modelMean, 'MB', 'NMB %', 'NME %', 'R', 'FAC2', 'MFB %', 'MFE %']
const word = (list, key) => list[key] || key

const row = (one) => make(`tr${one.predictor === 'lantian' ? '.own' : ''}`, null,
    make('th', { scope: 'row' }, periodName(one.period)), make('td.text', null, one.site), make('td.text', null, one.species),
    make('td.text', null, word(t().averaging, one.averaging)), make('td.text', null, word(t().predictors, one.predictor)),
    make('td', null, number(one.n, 0)), make('td', null, number(one.mean_obs_ugm3 ?? one.mean_obs, 1)), make('td', null, number(one.mean_model_ugm3 ?? one.mean_model, 1)),
    make('td', null, number(one.mb, 1)), make('td', null, percent(one.nmb)), make('td', null, percent(one.nme)),
    make('td', null, number(one.r, 2)), make('td', null, number(one.fac2, 2)), make('td', null, percent(one.mfb)), make('td', null, percent(one.mfe)))

const scores = (rows, caption) => table(caption, [columns().map((text) => make('th', { scope: 'col' }, text))], rows.map(row), '.numbers.scores')

const spreadSection = () => {
    const spread = evaluation.spread
    const rows = Array.isArray(spread) ? spread : []
    if (!rows.length) return null
    const keys = [...new Set(rows.flatMap((one) => Object.keys(one)))]
    const show = (value) => (typeof value === 'number' ? String(Number(value.toPrecision(3))) : value === null || value === undefined ? '-' : typeof value === 'object' ? Object.values(value).map(show).join(' … ') : String(value))
    return [make('h3', null, t().spread), make('p.small', null, t().spreadLead),
        table(t().spread, [keys.map((key) => make('th', { scope: 'col' }, key))], rows.map((one) => make('tr', null, keys.map((key, n) => make(n ? 'td' : 'th', n ? null : { scope: 'row' }, show(one[key]))))), '.numbers')]
}

// series: [{period, site, species, averaging, evidence, start, step_h, obs: [], model: []}]
const seriesCharts = () => (evaluation.series || []).map((one) => {
    const start = new Date(one.start).getTime()
    const times = one.obs.map((value, n) => localTime(new Date(start + n * one.step_h * 3600e3).toISOString()))
    const days = one.step_h >= 24
    return timeChart(`${one.site}${t().close}${one.species || 'PM2.5'}${t().close}${periodName(one.period)} (${word(t().averaging, one.averaging)}, UTC+8)${one.evidence ? '' : ` · ${t().notEvidence}`}`,
        times.map((text) => (days ? text.slice(0, 10) : text)),
        [{ name: t().observedLine, values: one.obs, colour: '#333333' }, { name: t().modelledLine, values: one.model, colour: '#d95f02', dashed: true }], 'µg/m³')
})

export const evaluationSection = () => {
    const title = make('h2', null, t().evaluation)
    if (!evaluation || !(evaluation.rows || []).length) return make('section', { id: 'evaluation' }, title, make('p', null, t().noEvaluation))
    const unit = typeof evaluation.unit === 'string' ? evaluation.unit : 'µg/m³'
    const good = evaluation.rows.filter((one) => one.evidence)
    const other = evaluation.rows.filter((one) => !one.evidence)
    return make('section', { id: 'evaluation' }, title,
        evaluation.perfect_weather_hindcast && make('p.label', null, t().hindcast),
        (evaluation.sentences || []).length > 0 && make('ul', null, evaluation.sentences.map((item) => make('li', null, sentence(item)))),
        make('p.small', null, `${t().baselines} ${t().scoreKey}`),
        good.length > 0 && [make('h3', null, t().evidence), make('p.small', null, t().evidenceNote), scores(good, `${t().evidence}${t().close}${t().scores(unit)}`)],
        spreadSection(),
        seriesCharts(),
        other.length > 0 && make('details.apart', { open: good.length === 0 }, make('summary', null, `${t().notEvidence} (${other.length})`),
            make('p.small', null, t().notEvidenceNote), scores(other, `${t().notEvidence}${t().close}${t().scores(unit)}`)),
        (evaluation.notes || []).length > 0 && [make('h3', null, t().notes), make('ul.small', null, evaluation.notes.map((item) => make('li', null, sentence(item))))])
}
