// What is assumed (weather, measures, inventory), what is left out, where the numbers come from.
import { make, table } from './dom.js'
import { compared, context, packageInfo, packages, summary } from './model.js'
import { hasOzone } from './quantities.js'
import { packageName, periodName, said, state, t } from './state.js'
import { limits } from './limits.js'

const linesOf = (one) => (state.lang === 'zh' && one.assumptions_zh.length ? one.assumptions_zh : one.assumptions_en)
const weather = () => Object.entries(context.weather || {}).filter((pair) => linesOf(pair[1]).length > 0).map(([period, one]) => make('details', null,
    make('summary', null, `${t().weatherAssumed}${t().colon}${periodName(period)}${t().close}${said(one, 'label')} (${linesOf(one).length})`),
    make('ul.small', null, linesOf(one).map((line) => make('li', null, line)))))

const measureDetails = (measure) => make('details', null,
    make('summary', null, said(measure, 'title') || measure.id),
    said(measure, 'summary') && make('p', null, said(measure, 'summary')),
    (measure.documents || []).length > 0 && [make('h3', null, t().documents), make('ul.small', null, measure.documents.map((one) => make('li', null,
        `${said(one, 'name')} ${one.clause || ''} (${one.catalogue || ''}${one.word_zh ? `, ${one.word_zh}` : ''})`,
        make('blockquote', { lang: state.lang === 'en' && one.quote_en ? 'en' : 'zh' }, state.lang === 'en' ? one.quote_en || one.quote_zh : one.quote_zh))))],
    (measure.actions || []).length > 0 && [make('h3', null, t().actions), make('ol.small', null, measure.actions.map((one) => make('li', null, said(one, 'text'))))],
    (measure.assumptions || []).length > 0 && [make('h3', null, t().assumedNumbers), table(`${t().assumedNumbers}${t().colon}${said(measure, 'title') || measure.id}`,
        [[t().meaning, t().value, t().range, t().mark, t().reason].map((text) => make('th', { scope: 'col' }, text))],
        measure.assumptions.map((one) => make('tr', null, make('th', { scope: 'row' }, said(one, 'meaning') || one.id), make('td.text', null, one.value || '-'),
            make('td.text', null, (one.range || []).join(' – ') || '-'), make('td.text', null, one.mark), make('td.text', null, [said(one, 'reason'), one.source].filter(Boolean).join('; ')))), '.words')])

// A measure stands once, though several packages hold it.
const measures = () => {
    const seen = new Map()
    for (const name of compared)
        for (const measure of (packageInfo(name) || {}).measures || []) if (!seen.has(measure.id)) seen.set(measure.id, measure)
    return [...seen.values()].map(measureDetails)
}

const inventory = () => {
    const notes = context.inventory_notes || []
    return notes.length > 0 && make('details', null, make('summary', null, `${t().inventoryAssumed} (${notes.length})`),
        make('ul.small', null, notes.map((one) => make('li', null, said(one, 'text'), one.mark ? ` [${one.mark}]` : ''))))
}

// How the gas chemistry is done, in words: topic by topic, with source and mark.
const chemistry = () => {
    const notes = context.chemistry_notes || []
    return notes.length > 0 && make('details', { open: true }, make('summary', null, `${t().chemistryAssumed} (${notes.length})`),
        make('dl.terms', null, notes.map((one) => make('div', null, make('dt', null, said(one, 'title')),
            make('dd', null, said(one, 'text'), make('span.soft', null, ` ${[one.source, one.mark && `[${one.mark}]`].filter(Boolean).join(' ')}`))))))
}

export const assumptions = () => make('section', { id: 'assumptions' },
    make('h2', null, t().assumptions), make('p.small', null, t().marks), weather(), measures(), chemistry(), inventory())

export const limitSection = () => make('section', { id: 'limits' },
    make('h2', null, t().limits), make('ul', null, limits(hasOzone).map((pair) => make('li', null, pair[state.lang === 'zh' ? 1 : 0]))))

export const provenance = () => {
    const line = (name, value) => value && make('div', null, make('dt', null, name), make('dd', null, make('code', null, value)))
    return make('section', { id: 'provenance' },
        make('h2', null, t().provenance),
        make('dl.facts', null, line(t().codeVersion, summary.code_version), line(t().command, context.command), line(t().caseName, summary.case),
            line(t().gridName, context.grid), packages.length > 0 && line(t().package, compared.map((name) => (packageName(name) === name ? name : `${packageName(name)} (${name})`)).join(', '))),
        (context.files || []).length > 0 && make('details', null, make('summary', null, `${t().files} (${context.files.length})`),
            table(t().files, [[t().files, t().digest].map((text) => make('th', { scope: 'col' }, text))], context.files.map((file) => make('tr', null, make('th', { scope: 'row' }, file.name), make('td.text', null, make('code', null, file.sha256)))), '.words')),
        make('p.small', null, t().checkFiles))
}
