// page.test.mjs FOLDER MODULES - FOLDER holds a run's report.html and summary.json, and oracle.json: what the tables on the
// terminal print for the same numbers (written by tests/verify/test_report_page.c with postproc/text.c). The page is opened
// from disk in headless Chromium as it is, and once more with data of a larger case put in its place.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withBrowser } from './browser.mjs'
import { contoursAre, desk, deskIsShown } from './desk.mjs'
import { decode } from './src/decode.js'
import { deltaText } from './src/format.js'
import { fourSeasons, packages as seasonPackages, periods as seasons } from './four_seasons.mjs'
import { NOISE, changeOf, limitOf, madeOf, partOf } from './made_of.mjs'
import { nearBy, nearIsShown } from './near.mjs'
import { planned, plannedIsShown } from './planned.mjs'
import { axeFindsNothing, keyboardReachesAll, paperCutsNothing } from './reach.mjs'

const [folder, modules] = process.argv.slice(2)
const report = join(folder, 'report.html')
const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'))
const oracle = JSON.parse(readFileSync(join(folder, 'oracle.json'), 'utf8'))

// A page whose console stays silent and which asks for nothing but itself.
const open = async (browser, path, viewport) => {
    const page = await browser.newPage({ viewport })
    page.setDefaultTimeout(300000) // a machine that builds beside it is slow
    const faults = []
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('request', (request) => !request.url().startsWith('file:') && !request.url().startsWith('data:') && faults.push(`asked for ${request.url()}`))
    const start = performance.now()
    await page.goto(pathToFileURL(path).href, { waitUntil: 'commit' })
    await page.waitForSelector('#page[data-ready]')
    return { page, faults, ms: performance.now() - start }
}

const viewports = [{ width: 1280, height: 900 }, { width: 360, height: 740 }]
const language = (page) => page.getAttribute('#page', 'data-ready')
// The switch of the whole page.
const choosePackage = async (page, name) => page.locator('nav .switch select').selectOption(name)
const choose = async (page, section, nth, value) => page.locator(`#${section} select`).nth(nth).selectOption(value)
const cells = (page) => page.$$eval('#cities tbody tr', (rows) => Object.fromEntries(rows.map((row) => [row.dataset.city,
    [row.querySelector('[data-base]').textContent, ...[...row.querySelectorAll('[data-package]')].map((cell) => cell.textContent)]])))

// Every chart has drawn something inside its box.
const chartsDraw = async (page) => {
    const charts = await page.$$eval('.chart', (boxes) => boxes.filter((box) => box.clientWidth > 0).map((box) => ({
        label: box.getAttribute('aria-label'),
        shapes: [...box.querySelectorAll('svg path, svg rect, svg circle')].filter((shape) => {
            const { width, height } = shape.getBoundingClientRect()
            return width > 1 && height > 1 && shape.getAttribute('fill') !== 'none'
        }).length,
        words: box.querySelectorAll('svg text').length,
    })))
    assert.ok(charts.length >= 3, `only ${charts.length} charts`)
    for (const chart of charts) {
        assert.ok(chart.label && chart.label.length > 5, 'a chart without a label')
        assert.ok(chart.shapes >= 1 && chart.words >= 2, `the chart "${chart.label}" is blank`)
    }
    return charts.length
}

const noSideways = async (page, width) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `the page is ${wide} px wide on ${width} px`)
}

// Chinese characters where there should be none, beside names that stand in both languages.
const isTranslated = async (page) => {
    const texts = await page.$$eval('h2, nav a, thead th, :not(.saves) > button, label, figcaption', (all) => all.map((one) => one.textContent))
    const lang = await language(page)
    const headings = texts.filter((text) => text && text !== '中文' && text !== 'English')
    const han = headings.filter((text) => /\p{Script=Han}/u.test(text)).length
    if (lang === 'en') assert.equal(han, 0, `Chinese left in the English page: ${headings.filter((text) => /\p{Script=Han}/u.test(text))}`)
    else assert.ok(han > headings.length / 2, 'the Chinese page is mostly not Chinese')
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang === 'zh' ? 'zh-CN' : 'en')
}

const cityTableIs = async (page, period, expected) => {
    await choose(page, 'cities', 0, period)
    const found = await cells(page)
    for (const [city, texts] of Object.entries(expected)) assert.deepEqual(found[city], texts, `${city}, ${period || 'mean'}`)
    assert.equal(Object.keys(found).length, 14)
}

const plain = (text) => Number(text.replace(/\u202f/g, ''))
// The change of every pollutant, to the digits that are shown.
const emissionsAre = async (page, data, names, origins) => {
    const rows = await page.$$eval('#emissions tbody tr[data-pollutant]', (all) => all.map((row) => [row.dataset.pollutant, ...[...row.querySelectorAll('td')].map((cell) => cell.textContent)]))
    assert.equal(rows.length, Object.keys(data.emissions_kt.base).length)
    for (const [key, base, ...changes] of rows) {
        const near = (text, value) => assert.ok(Math.abs(plain(text) - value) <= 0.5 * 10 ** -((text.split('.')[1] || '').length) * (1 + 1e-9), `${key}: ${text} for ${value}`)
        near(base, data.emissions_kt.base[key])
        names.forEach((name, n) => {
            const before = data.emissions_kt[origins[n]][key]
            near(changes[2 * n], data.emissions_kt[name][key] - before)
            near(changes[2 * n + 1], (100 * (data.emissions_kt[name][key] - before)) / before)
        })
    }
}

// The fields of the inventory, decoded, beside what the run wrote; 0.2 %, and nothing below a millionth of the largest.
const fieldsAre = () => {
    const html = readFileSync(report, 'utf8')
    const { fields } = JSON.parse(/id="lantian-inventory">(.*?)<\/script>/s.exec(html)[1])
    for (const [species, of] of Object.entries(oracle.fields))
        for (const [sector, tonnes] of Object.entries(of)) {
            const found = decode(fields[species][sector])
            assert.equal(found.length, tonnes.length)
            const largest = Math.max(...tonnes)
            tonnes.forEach((value, q) => assert.ok(Math.abs(found[q] - value) <= 0.002 * value + 1e-6 * largest, `${species} ${sector} cell ${q}: ${found[q]} for ${value}`))
        }
    assert.deepEqual(Object.keys(fields), Object.keys(oracle.fields))
}

// The section of the inventory: parts, map by species and sector, firms and cells, doubt, flow.
const inventoryIs = async (page) => {
    const zh = (await language(page)) === 'zh'
    const has = async (words) => {
        const text = await page.textContent('#inventory')
        for (const word of words) assert.ok(text.includes(word), `the inventory lacks ${word}`)
    }
    await has(zh ? ['第一厂', '第二厂', '活动水平：sol_paint', '煤炭', '溶剂使用', '大连'] : ['Works, first', 'Second works', 'activity: sol_paint', 'coal', 'solvents', 'Dalian'])
    await has(['4\u202f321', '16\u202f790', '12.5', '80.0 – 150.0', '62'])
    assert.ok(!(await page.textContent('#inventory')).includes('wrong'), 'the doubt of a city stands for that of Liaoning')
    const colours = () => page.$$eval('#inventory figure.map .chart svg path', (shapes) => shapes.map((shape) => shape.getAttribute('fill')).join())
    const all = await colours()
    await choose(page, 'inventory', 2, 'power')
    assert.notEqual(await colours(), all, 'a sector is the same map as all sectors')
    assert.match(await page.textContent('#inventory figure.map figcaption'), zh ? /电力/ : /power/)
    await choose(page, 'inventory', 1, 'PM2.5')
    assert.match(await page.textContent('#inventory figure.map figcaption'), /PM2\.5/)
    await choose(page, 'inventory', 3, 'NMVOC')
    await has(zh ? ['千吨', '沈阳'] : ['the cities: NMVOC, kt', 'Shenyang'])
    await choose(page, 'inventory', 0, '1')
    await has(zh ? ['各污染物的部门构成，大连'] : ['Sectors of each pollutant, Dalian'])
    await chartsDraw(page)
    for (const [nth, value] of [[0, ''], [1, 'NMVOC'], [2, ''], [3, '']]) await choose(page, 'inventory', nth, value)
}

const hover = async (page) => {
    await page.locator('#map .chart').scrollIntoViewIfNeeded()
    const box = await page.locator('#map .chart').boundingBox()
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4)
    await page.mouse.move(box.x + box.width * 0.605, box.y + box.height * 0.405)
    await page.waitForFunction(() => /µg\/m³/.test(document.querySelector('#map .chart').textContent), null, { timeout: 5000 })
}

const fills = (page) => page.$$eval('#map .chart svg path', (shapes) => shapes.map((shape) => shape.getAttribute('fill')).filter((fill) => fill && fill !== 'none'))

// A run without gas chemistry: nothing of ozone, and it says so.
const saysNoOzone = async (page) => {
    assert.match(await page.textContent('#emissions tr.waiting'), /with the gas chemistry|待气相化学/)
    assert.match(await page.textContent('#limits'), /Nothing reacts|无化学反应/)
    assert.equal(await page.locator('#ozone, #regime, #cities [data-quantity=o3_mda8]').count(), 0)
    assert.equal(await page.locator('#cities select').count(), 1)
}

// A CSV of the run, a row an object; its cells with commas are in quotes.
const csv = (name) => {
    const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n').filter((line) => !line.startsWith('#'))
    const cells = (line) => [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].map((found) => found[1].replace(/"/g, ''))
    return lines.slice(1).map((line) => Object.fromEntries(cells(lines[0]).map((key, n) => [key, cells(line)[n]])))
}

// What the run wrote into components.csv is what the page shows: largest part first, change beside noise.
const compositionIs = async (page) => {
    for (const [n, city] of [[3, 'Fushun'], [14, 'Liaoning']]) {
        await choose(page, 'composition', 1, String(n))
        const rows = csv('components.csv').filter((row) => row.city_en === city && row.part_of === 'PM2.5').sort((a, b) => b.base - a.base)
        const found = await page.$$eval('#composition table.parts tbody tr', (all) => all.map((row) => [row.dataset.part, row.querySelectorAll('td')[0].textContent]))
        assert.deepEqual(found.slice(0, -1), rows.map((row) => [row.component, (100 * row.share).toFixed(1)]))
        assert.deepEqual(rows.map((row) => row.component), ['om', 'pm_other', 'sulfate', 'bc'])
        for (const row of rows) {
            const noise = Number(row.noise), delta = Number(row.boilers_delta)
            const expected = Math.abs(delta) >= 3 * noise && Math.abs(delta) >= 0.005 ? deltaText(delta, noise) : `< ${0.005}`
            assert.equal(await page.textContent(`#composition tr[data-part=${row.component}] td[data-package]`), expected)
        }
    }
    assert.match(await page.textContent('#composition ul.verdict'), /100 % of PM2\.5|100%为直接排放/)
    assert.equal(await page.locator('#composition td[data-limit]').count(), 0)
}

const asItIs = async (browser) => {
    const times = []
    for (let n = 0; n < 3; n++) {
        const { page, ms } = await open(browser, report, { width: 1280, height: 900 })
        times.push(ms)
        await page.close()
    }
    console.log(`opened from disk and drawn in ${times.map((ms) => ms.toFixed(0)).join(', ')} ms (${(readFileSync(report).length / 1000).toFixed(0)} kB)`)
    // Wall clock of a machine that may build beside it: a bound on a page that hangs, not its figure.
    assert.ok(Math.min(...times) < 60000, 'the page takes a minute or more to open')
    fieldsAre()
    for (const viewport of viewports) {
        const { page, faults } = await open(browser, report, viewport)
        for (const lang of ['en', 'zh']) {
            assert.equal(await language(page), lang)
            await isTranslated(page)
            await noSideways(page, viewport.width)
            await chartsDraw(page)
            for (const [period, expected] of Object.entries(oracle.cities)) await cityTableIs(page, period, expected)
            await emissionsAre(page, summary, ['boilers'], ['base'])
            await saysNoOzone(page)
            await compositionIs(page)
            if (viewport.width > 1000) await inventoryIs(page)
            if (viewport.width > 1000) await hover(page)
            assert.ok((await page.textContent('.banner')).includes(lang === 'en' ? summary.weather_label_en : summary.weather_label_zh))
            // Made-up weather never passes for a measured one.
            assert.equal(await page.locator('.banner.synthetic').count(), ['synthetic', 'held'].includes(summary.weather_kind) ? 1 : 0)
            // By keyboard: the button has the focus and Enter works it.
            await page.focus('#language')
            await page.keyboard.press('Enter')
            await page.waitForSelector(`#page[data-ready=${lang === 'en' ? 'zh' : 'en'}]`)
            assert.equal(await page.evaluate(() => document.activeElement.id), 'language')
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}

// --- a larger case: reference, three measures and all of them, two seasons, evaluation ---------------------------------

const scaled = (part, factor) => ({ pm25_delta_ugm3: part.pm25_delta_ugm3 * factor, pm25_noise_ugm3: part.pm25_noise_ugm3 })
const factors = { 'reference-2025': 0.8, boilers: 1, 'low-voc': 0, rail: 0.3, all: 1.25 }

const enlarge = (island) => {
    const periods = ['winter', 'summer']
    const one = island.summary.periods[0]
    island.summary.title_en = 'Larger case </script><b>with marks & "quotes" <!--'
    island.summary.periods = periods.map((id) => ({ ...one, id }))
    for (const city of island.summary.cities) {
        city.by_period.summer = Object.fromEntries(Object.entries(city.by_period.winter).map(([key, value]) => [key, value / 2]))
        const from = city.packages.boilers
        city.packages = Object.fromEntries(Object.entries(factors).map(([name, factor]) => [name, { ...scaled(from, factor), by_period: Object.fromEntries(periods.map((id, n) => [id, scaled(from, factor / (n + 1))])) }]))
    }
    const { base, boilers } = island.summary.emissions_kt
    base.ofp_kt_o3 = 3 * base.NMVOC
    boilers.ofp_kt_o3 = base.ofp_kt_o3
    for (const [name, factor] of Object.entries(factors)) island.summary.emissions_kt[name] = Object.fromEntries(Object.keys(base).map((key) => [key, base[key] * (1 - 0.01 * factor)]))
    island.summary.shares = [['boilers', -1.5, -1.25, -0.25], ['rail', 3e-14, 0, 3e-14], ['whole', -1.5, -1.5, 0]].flatMap(([measure, addition, removal, gap]) => [
        { package: 'all', measure, quantity: 'SO2', unit: 'kt', addition, removal, gap },
        { package: 'all', measure, quantity: 'pm25_ugm3', unit: 'ug/m3', addition: addition / 10, removal: null, gap: null, noise: 0.01 }])
    const map = island.map.fields.pm25
    for (const field of [map.base, map.floor]) Object.assign(field, { summer: field.winter, mean: field.winter })
    const delta = map.delta.boilers.winter
    map.delta = Object.fromEntries(Object.entries(factors).map(([name, factor]) => [name, Object.fromEntries(['winter', 'summer', 'mean'].map((id) => [id, delta.map((value) => (value === null || !factor ? null : value * factor))]))]))
    const row = { period: 'winter', site: 'Shenyang', city: 'Shenyang', city_zh: '沈阳', kind: 'consulate', species: 'PM2.5', averaging: 'hour', unit: 'ug/m3', state: 'ambient', evidence: true, n: 700, mb: -5.04, nmb: -0.053, nme: 0.411, r: 0.62, fac2: 0.7, mfb: -0.1, mfe: 0.5, mean_obs: 95.06, mean_model: 90.02 }
    island.evaluation = {
        schema: 'lantian-evaluation-2', perfect_weather_hindcast: true, notes: ['a note'],
        sentences: [{ en: 'It is right on average.', zh: '平均无偏差。' }],
        rows: [{ ...row, predictor: 'lantian', draws: [{ draw: 1, nmb: -0.05 }, { draw: 2, nmb: 0.02 }], spread: { nmb: [-0.05, 0.02], nme: [0.4, 0.42], r: [null, null], fac2: [0.7, 0.71] } },
            { ...row, predictor: 'persistence', nme: 0.6, r: null }, { ...row, predictor: 'lantian', site: 'Dalian', city: 'Dalian', city_zh: '大连', kind: 'city', evidence: false },
            { ...row, predictor: 'lantian', species: 'CO', unit: 'mg/m3', kind: 'city' }, { ...row, predictor: 'lantian', species: 'O3', averaging: 'day', statistic: 'mda8', kind: 'city', n: 31 }],
        below: [], waiting: [],
        series: [{ period: 'winter', site: 'Shenyang', city: 'Shenyang', city_zh: '沈阳', kind: 'consulate', species: 'PM2.5', averaging: 'hour', unit: 'ug/m3', evidence: true, start: '2020-01-09T16:00:00Z', step_h: 1, obs: [50, 60, null, 80], model: [45, 62, 70, 71], model_least: [44, 60, 69, 70], model_most: [46, 64, 71, 72] }],
    }
    island.context.packages = {
        boilers: {
            id: 'boilers', title_en: 'Boilers go', title_zh: '锅炉', measures: [{
                id: 'boilers', title_en: 'Boilers go', title_zh: '锅炉', summary_en: 's', summary_zh: '要', documents: [{ name_en: 'Plan', name_zh: '方案', clause: '（十）', catalogue: 'P-10b', word_zh: '基本淘汰', quote_zh: '原文', quote_en: 'words' }],
                actions: [{ text_en: 'take away', text_zh: '淘汰' }], assumptions: [{ id: 'a', value: '60 %', range: ['40 %', '90 %'], mark: 'A', meaning_en: 'share', meaning_zh: '份额', reason_en: 'none given', reason_zh: '未给出' }],
            }],
        },
    }
    return island
}

// The same page with other data: what report.c does, so that '<' in a text is tried as well.
const rewrite = (path, change) => {
    const html = readFileSync(report, 'utf8')
    const pattern = /<script type="application\/json" id="lantian-(\w+)">(.*?)<\/script>\n?/gs
    const island = Object.fromEntries([...html.matchAll(pattern)].map((found) => [found[1], JSON.parse(found[2])]))
    delete island.composition // of the small run; made_of.mjs has one of a larger
    change(island)
    let first = true
    const text = Object.entries(island).map(([id, data]) => `<script type="application/json" id="lantian-${id}">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>\n`).join('')
    writeFileSync(path, html.replace(pattern, () => (first ? ((first = false), text) : '')))
    return island
}

const larger = async (browser) => {
    const path = join(folder, 'larger.html')
    const { summary: data } = rewrite(path, (island) => { planned(enlarge(island)).summary.reference = 'reference-2025' })
    for (const viewport of viewports) {
        const { page, faults } = await open(browser, path, viewport)
        for (const lang of ['en', 'zh']) {
            await isTranslated(page)
            await page.$$eval('details', (all) => all.forEach((one) => { one.open = true }))
            await noSideways(page, viewport.width)
            assert.ok((await chartsDraw(page)) >= 4)
            for (const period of ['', 'winter', 'summer']) {
                const expected = Object.fromEntries(data.cities.map((city) => [city.name_en, [
                    (period ? city.by_period[period] : city).pm25_base_ugm3.toFixed(1),
                    ...Object.keys(factors).map((name) => {
                        const at = period ? city.packages[name].by_period[period] : city.packages[name]
                        return deltaText(at.pm25_delta_ugm3, at.pm25_noise_ugm3)
                    })]]))
                await cityTableIs(page, period, expected)
            }
            assert.ok(Object.values(await cells(page)).every((texts) => texts[3].startsWith('< ')), 'a package without effect shows no "<"')
            await emissionsAre(page, data, Object.keys(factors), ['base', ...Array(4).fill('reference-2025')])
            // The map: another package is another picture; one without effect is grey all over.
            await choosePackage(page, 'all')
            const all = await fills(page)
            await choosePackage(page, 'rail')
            assert.deepEqual([...new Set(await fills(page))].length > 3, true)
            await choose(page, 'map', 0, 'summer')
            assert.match(await page.textContent('#map figcaption'), lang === 'en' ? /Summer/ : /夏季/)
            await choosePackage(page, 'low-voc')
            assert.notDeepEqual(await fills(page), all)
            // Step by step: emissions and cities, with the rest and the whole.
            for (const value of ['SO2', 'ofp_kt_o3', 'city:Shenyang']) {
                await choose(page, 'waterfall', 0, value)
                const words = await page.$$eval('#waterfall svg text', (texts) => texts.map((text) => text.textContent).join(' '))
                assert.match(words, lang === 'en' ? /Together[^]*All measures|All[^]*Together/ : /相互作用[^]*全部措施/)
            }
            const share = (quantity) => page.$$eval(`#shares tr[data-quantity=${quantity}] td`, (all) => all.map((cell) => cell.textContent))
            assert.deepEqual(await share('SO2'), ['-1.50', '-1.50', '-1.25', '-0.250', '0', '0', '0'])
            assert.deepEqual(await share('pm25_ugm3'), ['-0.15', '-0.15', '-', '-', '< 0.03', '-', '-'])
            const evaluation = await page.textContent('#evaluation')
            for (const word of ['-5.0', '-5.3', '41.1', '0.62', '700', '-5.0 … 2.0', lang === 'en' ? 'It is right on average.' : '平均无偏差。', lang === 'en' ? 'Not evidence' : '不作为证据'])
                assert.ok(evaluation.includes(word), `evaluation lacks ${word}`)
            // PM2.5, then ozone, then the others; days of ozone are the highest 8 h.
            const groups = (await page.$$eval('#evaluation .scores tr.group', (all) => all.map((one) => one.textContent))).slice(0, 3)
            assert.deepEqual(groups.map((text) => text.split(/[,，]/)[0].trim()), ['PM2.5', 'O3', 'CO'])
            assert.match(groups[1], lang === 'en' ? /highest 8 h/ : /日最大8小时/)
            assert.equal(await page.locator('#evaluation details.apart tbody tr[data-predictor]').count(), 1)
            assert.ok((await page.textContent('#assumptions')).includes('40 % – 90 %'))
            assert.match(await page.textContent('#assumptions'), lang === 'en' ? /fitted to air.*: so2_gamma, no2_light/ : /按大气观测拟合.*：so2_gamma, no2_light/)
            await page.click('#language')
            await page.waitForSelector(`#page[data-ready=${lang === 'en' ? 'zh' : 'en'}]`)
        }
        assert.ok((await page.textContent('h1')).includes('</script><b>with marks & "quotes" <!--'))
        assert.deepEqual(faults, [])
        await page.close()
    }
}

// A package with the name of a reference is one like the others where the case has no reference: all act on the base.
const withoutReference = async (browser) => {
    const path = join(folder, 'without.html')
    const { summary: data } = rewrite(path, enlarge)
    const { page, faults } = await open(browser, path, { width: 1280, height: 900 })
    await emissionsAre(page, data, Object.keys(factors), Array(5).fill('base'))
    assert.deepEqual(faults, [])
    await page.close()
}

// --- gas chemistry: four seasons, ozone beside PM2.5 (four_seasons.mjs) ---------------------------------------------------

// What ozone does, worked out by hand from the functions of four_seasons.mjs:
//   rail, winter, Shenyang: made 0.264, titration 0.516: O3 +0.78, Ox a third of it; all, winter: made -0.174, titration
//   1.42; all, spring, Anshan: made -0.34, titration 0.82; low-voc leaves NO2 alone; summer, Huludao (all): titration 0.19, made -0.56.
const whys = [['rail', 'winter', 'Shenyang', 'titrationUp'], ['all', 'winter', 'Shenyang', 'titrationUp'], ['all', 'spring', 'Anshan', 'againstUp'], ['all', 'summer', 'Anshan', 'cancel'], ['low-voc', 'summer', 'Shenyang', 'madeDown'],
    ['low-voc', 'winter', 'Anshan', 'madeDown'], ['all', 'summer', 'Huludao', 'madeDown']]

// The city table in every view: base and changes of the quantities it shows, the regime of every city.
const ozoneTableIs = async (page, data) => {
    const starred = []
    for (const [view, ids] of [['together', ['pm25', 'o3_mda8']], ['o3_mda8', ['o3_mda8']], ['no2', ['no2']], ['ox_day', ['ox_day']]]) {
        await choose(page, 'cities', 1, view)
        for (const period of view === 'together' ? ['', ...seasons] : ['summer']) {
            await choose(page, 'cities', 0, period)
            const found = await page.$$eval('#cities tbody tr', (rows) => rows.map((row) => [...row.querySelectorAll('[data-base], [data-package]')].map((cell) => `${cell.dataset.quantity} ${cell.textContent}`)))
            const expected = data.cities.map((city) => {
                const base = period ? city.by_period[period] : city
                const of = (name) => (period ? city.packages[name].by_period[period] : city.packages[name])
                return [...ids.map((id) => `${id} ${base[`${id}_base_ugm3`].toFixed(1)}`),
                    ...Object.keys(seasonPackages).flatMap((name) => ids.map((id) => `${id} ${deltaText(of(name)[`${id}_delta_ugm3`], of(name)[`${id}_noise_ugm3`])}`))]
            })
            assert.deepEqual(found, expected, `${view}, ${period}`)
            if (!period) continue
            const regimes = await page.$$eval('#cities td.regime', (all) => all.map((one) => one.dataset.regime))
            assert.deepEqual(regimes, data.cities.map((city) => city.by_period[period].regime.hcho_no2_column.class))
            // A star where the second indicator says otherwise.
            const stars = await page.$$eval('#cities td.regime', (all) => all.map((one) => one.textContent.endsWith('*')))
            const doubtful = data.cities.map((city) => city.by_period[period].regime).map((of) => of.h2o2_hno3.class !== of.hcho_no2_column.class)
            assert.deepEqual(stars, doubtful)
            starred.push(...stars)
        }
    }
    assert.deepEqual([...new Set(starred)].sort(), [false, true], 'the test has no city in doubt, or none that is not')
    await choose(page, 'cities', 1, 'together')
}

const ozoneIsExplained = async (page, lang) => {
    for (const [name, period, city, why] of lang === 'en' ? whys : []) {
        await choosePackage(page, name)
        await choose(page, 'ozone', 0, period)
        assert.equal(await page.getAttribute(`#ozone tr[data-city=${city}] [data-reading]`, 'data-reading'), why, `${name}, ${period}, ${city}`)
    }
    // In winter the boilers' NOx gives ozone back in every city; counted, and said in words.
    await choosePackage(page, 'boilers')
    const winter = await page.$$eval('#ozone tr[data-period=winter] td', (all) => all.map((one) => one.textContent))
    assert.deepEqual(winter.slice(-3), ['14', '14', '0'])
    await choose(page, 'ozone', 0, 'winter')
    assert.match(await page.textContent('#ozone dl'), lang === 'en' ? /hidden in NO2 comes back/ : /转成NO2的臭氧释放出来/)
    assert.match(await page.$$eval('#ozone .chart', (all) => all[all.length - 1].getAttribute('aria-label')), lang === 'en' ? /Winter: what a day adds/ : /收支，冬季/)
    await chartsDraw(page)
}

const mapsOfOzone = async (page, lang, data) => {
    assert.match(await page.textContent('#regime'), lang === 'en' ? /Cutting NOx alone may raise it/ : /单独削减NOx可能使附近臭氧上升/)
    assert.match(await page.textContent('#regime'), /2\.3|0\.3/)
    const period = await page.locator('#regime select').first().inputValue()
    assert.deepEqual(await page.$$eval('#regime tr[data-city=Shenyang] td', (all) => all.map((one) => one.dataset.regime)), Object.values(data.cities[0].by_period[period].regime).map((one) => one.class))
    if (lang !== 'en') return
    await choosePackage(page, 'all')
    await choose(page, 'map', 0, 'summer')
    const pictures = []
    for (const [id, word] of [['pm25', /PM2\.5/], ['o3_mda8', /O3.8h/], ['no2', /NO2/]]) {
        await choose(page, 'map', 1, id)
        assert.match(await page.textContent('#map figcaption'), word)
        pictures.push((await fills(page)).join())
    }
    assert.equal(new Set(pictures).size, 3, 'two of PM2.5, ozone and NO2 are the same picture')
    const colours = () => page.$$eval('#regime .chart svg path', (shapes) => shapes.map((shape) => shape.getAttribute('fill')).filter((fill) => fill && fill !== 'none').join())
    const seen = new Set()
    for (const [period, indicator] of [['winter', 'hcho_no2_column'], ['summer', 'hcho_no2_column'], ['summer', 'hcho_no2_ground'], ['winter', 'h2o2_hno3']]) {
        await choose(page, 'regime', 0, period)
        await choose(page, 'regime', 2, indicator)
        seen.add(await colours())
    }
    assert.equal(seen.size, 4, 'regimes of two periods or indicators are the same picture')
}

const ozone = async (browser) => {
    const path = join(folder, 'ozone.html')
    const { summary: data } = rewrite(path, fourSeasons)
    for (const viewport of viewports) {
        const { page, faults } = await open(browser, path, viewport)
        for (const lang of ['en', 'zh']) {
            await isTranslated(page)
            await page.$$eval('details', (all) => all.forEach((one) => { one.open = true }))
            await noSideways(page, viewport.width)
            await chartsDraw(page)
            // In short: a row a season, ozone beside PM2.5; of rail in winter the largest rise is Shenyang's.
            assert.equal(await page.locator('#short table.seasons').first().locator('tbody tr').count(), seasons.length)
            assert.match(await page.textContent('#short article:nth-child(4)'), lang === 'en' ? /\+0\.78 Shenyang/ : /\+0\.78 沈阳/)
            assert.equal((await page.textContent('#page')).split(lang === 'en' ? 'less than 0.005 µg/m³' : '小于0.005 µg/m³').length, 2, 'what counts is defined once')
            // The mean of the cities stands first.
            const rail = data.cities.map((city) => city.packages.rail.by_period.winter)
            const mean = (key) => rail.reduce((sum, one) => sum + one[key], 0) / rail.length
            assert.ok((await page.textContent('#short article:nth-child(4) tbody tr:first-of-type td:last-child div:first-child')).startsWith(deltaText(mean('o3_mda8_delta_ugm3'), mean('o3_mda8_noise_ugm3'))))
            if (viewport.width > 1000) {
                assert.ok(await page.$eval('nav', (bar) => bar.scrollWidth <= bar.clientWidth), 'the bar cuts its last entry')
                if (lang === 'en') await ozoneTableIs(page, data) // numbers have no language
                await ozoneIsExplained(page, lang)
                await mapsOfOzone(page, lang, data)
                await choose(page, 'waterfall', 0, 'o3_mda8:Shenyang')
                await choose(page, 'waterfall', 1, 'winter')
                assert.match(await page.textContent('#waterfall figcaption'), lang === 'en' ? /O3.8h Shenyang/ : /O3.8小时 沈阳/)
                await noSideways(page, viewport.width)
            }
            assert.equal(await page.locator('#emissions tr.waiting').count(), 0)
            assert.doesNotMatch(await page.textContent('#emissions'), /does not change PM2\.5|不改变PM2\.5/)
            assert.doesNotMatch(await page.textContent('#limits'), /Nothing reacts|无化学反应/)
            assert.match(await page.textContent('#assumptions'), lang === 'en' ? /A mechanism\. a test \[V\]/ : /一个机理。 a test \[V\]/)
            await page.click('#language')
            await page.waitForSelector(`#page[data-ready=${lang === 'en' ? 'zh' : 'en'}]`)
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}

// Without packages: base values, what limits ozone, where it comes from; nothing of changes.
const ozoneAlone = async (browser) => {
    const path = join(folder, 'alone.html')
    rewrite(path, (island) => {
        fourSeasons(island)
        delete island.summary.reference
        for (const city of island.summary.cities) city.packages = {}
        for (const field of Object.values(island.map.fields)) field.delta = {}
        island.summary.emissions_kt = { base: island.summary.emissions_kt.base }
    })
    const { page, faults } = await open(browser, path, { width: 1280, height: 900 })
    assert.equal(await page.locator('#short, #map, #waterfall, #ozone tr[data-city]').count(), 0)
    assert.equal(await page.locator('#ozone .chart').count(), 1)
    assert.equal(await page.locator('#regime .chart').count(), 1)
    assert.equal(await page.locator('#cities [data-base][data-quantity=o3_mda8]').count(), 14)
    assert.deepEqual(faults, [])
    await page.close()
}

// --- what PM2.5 is made of (made_of.mjs) ---------------------------------------------------------------------------------

const partsAre = async (page, c, id) => {
    const keys = ['poa', 'nitrate', 'ammonium', 'sulfate', 'bc', 'soil', 'soa'] // largest first
    const found = await page.$$eval('#composition table.parts tbody tr', (rows) => rows.map((row) => [row.dataset.part, ...[...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.textContent)]))
    assert.deepEqual(found, [...keys.map((key) => [key, (100 * partOf(key, c, id) / partOf('pm25', c, id)).toFixed(1), partOf(key, c, id).toFixed(1)]), ['pm25', '100', partOf('pm25', c, id).toFixed(1)]])
}

const changesAre = async (page, c, id) => {
    const expected = (key) => Object.keys(seasonPackages).map((name) => {
        const delta = changeOf(key, c, id, name)
        return Math.abs(delta) < 3 * NOISE || delta === 0 ? `< ${3 * NOISE}` : deltaText(delta, NOISE)
    })
    for (const key of ['nitrate', 'sulfate', 'bc', 'pm25', 'pm10'])
        assert.deepEqual(await page.$$eval(`#composition tr[data-part=${key}] td[data-package]`, (all) => all.map((cell) => cell.textContent)), expected(key), `${key}, ${id}`)
}

const nitrateIs = async (page, id) => {
    const names = ['hno3_limited', 'nh3_limited', 'in_doubt', 'little_nitrate']
    const found = await page.$$eval('#composition td[data-limit]', (all) => all.map((one) => one.dataset.limit))
    assert.deepEqual(found, [...Array(15).keys()].map((c) => names[limitOf(c, id)]))
}

const madeOfParts = async (browser) => {
    const path = join(folder, 'made_of.html')
    rewrite(path, (island) => madeOf(fourSeasons(island)))
    for (const viewport of viewports) {
        const { page, faults } = await open(browser, path, viewport)
        for (const lang of ['en', 'zh']) {
            await isTranslated(page)
            await noSideways(page, viewport.width)
            await chartsDraw(page)
            assert.equal(await page.$eval('#composition', (one) => one.nextElementSibling.id), 'cities')
            // It opens in the dirtiest period, with the mean of the cities; what follows for measures stands before all numbers.
            await partsAre(page, 6.5, 'winter')
            assert.match(await page.textContent('#composition ul.verdict'), lang === 'en' ? /48 % of PM2\.5 is emitted as particles, 52 %[^]*limited by nitric acid \(adjusted gas ratio 1\.72[^]*elemental carbon ×4\.0[^]*Dust days are not to be believed yet/ : /48%为直接排放[^]*受硝酸控制[^]*元素碳 ×4\.0[^]*沙尘日/)
            const before = await page.$eval('#composition', (one) => one.querySelector('ul.verdict').compareDocumentPosition(one.querySelector('table')) & Node.DOCUMENT_POSITION_FOLLOWING)
            assert.ok(before)
            for (const [id, c] of viewport.width > 1000 && lang === 'en' ? [['winter', 0], ['summer', 3], ['', 1]] : [['', 1]]) { // numbers have neither language nor width
                await choose(page, 'composition', 0, id)
                await choose(page, 'composition', 1, String(c))
                await partsAre(page, c, id || 'mean')
                await changesAre(page, c, id || 'mean')
                await nitrateIs(page, id || 'mean')
                assert.equal(await page.locator('#composition figure.map').count(), id ? 1 : 0)
            }
            // Dalian in winter is short of ammonia: another lever, another word in the row of nitrate.
            await choose(page, 'composition', 0, 'winter')
            assert.match(await page.textContent('#composition ul.verdict'), lang === 'en' ? /limited by ammonia \(adjusted gas ratio 0\.73/ : /受氨控制（修正气体比0\.73/)
            assert.match(await page.textContent('#composition table.parts tr[data-part=nitrate]'), lang === 'en' ? /Ammonia; NOx does little/ : /氨；单减NOx/)
            assert.match(await page.textContent('#composition'), lang === 'en' ? /2015: 90 \/ 51/ : /2015年实测PM2\.5：90 \/ 51/)
            // By keyboard: the chosen control keeps the focus; the link saves what is shown, without a request.
            await page.locator('#composition select').nth(1).focus()
            await page.keyboard.press('ArrowUp')
            assert.equal(await page.locator('#composition select').nth(1).inputValue(), '0')
            assert.ok(await page.locator('#composition select').nth(1).evaluate((one) => one === document.activeElement))
            await partsAre(page, 0, 'winter')
            await page.focus('#composition a.button')
            const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
            assert.equal(file.suggestedFilename(), 'composition-winter.csv')
            const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').split('\n')
            assert.equal(lines.length, 1 + 15 * 14)
            assert.ok(lines[1].startsWith(lang === 'en' ? 'Shenyang,"organic matter, emitted",µg/m³,24.000' : '沈阳,一次有机物,µg/m³,24.000'), lines[1])
            await choose(page, 'composition', 1, '14')
            await page.focus('#language')
            await page.keyboard.press('Enter')
            await page.waitForSelector(`#page[data-ready=${lang === 'en' ? 'zh' : 'en'}]`)
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}

// One period, no package: nothing is compared, no mean is chosen; wind-blown dust is off, no day is heated.
const madeOfOne = async (browser) => {
    const path = join(folder, 'made_of_one.html')
    rewrite(path, (island) => {
        madeOf(fourSeasons(island))
        delete island.summary.reference
        island.summary.periods = [island.summary.periods[0]]
        for (const city of island.summary.cities) city.packages = {}
        for (const field of Object.values(island.map.fields)) field.delta = {}
        island.summary.emissions_kt = { base: island.summary.emissions_kt.base }
        const { winter } = island.composition.periods
        island.composition.periods = { winter: { base: winter.base, delta: {} } }
        island.composition.ratios = {}
        Object.assign(island.composition, { heating: null, dust: 'off' })
    })
    const { page, faults } = await open(browser, path, { width: 1280, height: 900 })
    await partsAre(page, 6.5, 'winter')
    assert.equal(await page.locator('#composition ul.verdict li').count(), 2)
    assert.match(await page.textContent('#composition ul.verdict'), /no wind-blown dust/)
    assert.equal(await page.locator('#composition td[data-package], #composition td[data-limit], #composition figure.map').count(), 0)
    assert.deepEqual(faults, [])
    await page.close()
}

// --- alerts, ozone over cuts of NOx and VOC (desk.mjs), maps near the sources (near.mjs) -----------------------------------

const ofTheDesk = async (browser) => {
    const path = join(folder, 'desk.html')
    rewrite(path, (island) => nearBy(desk(fourSeasons(island))))
    await deskIsShown(browser, open, path, async (page, viewport) => {
        await isTranslated(page)
        await noSideways(page, viewport.width)
        await chartsDraw(page)
    })
}

// The same page, which the readers below go through as well.
const nearTheSources = async (browser) => nearIsShown(browser, open, join(folder, 'desk.html'))

// --- readers without a mouse, without eyes, with paper (reach.mjs): all that a page can hold, by the cases made above --------

const forAllReaders = async (browser) => {
    for (const [file, viewport] of [['larger.html', viewports[0]], ['desk.html', viewports[0]], ['made_of.html', viewports[0]], ['made_of.html', viewports[1]]]) {
        const { page, faults } = await open(browser, join(folder, file), viewport)
        for (const lang of ['en', 'zh']) {
            await axeFindsNothing(page, modules)
            // Controls have no language, and paper no phone.
            if (lang === 'en') await keyboardReachesAll(page)
            if (viewport.width > 1000) console.log(`${file}, ${lang}: ${await paperCutsNothing(page, viewport)} sheets of A4`)
            if (lang === 'zh') continue
            await page.click('#language')
            await page.waitForSelector('#page[data-ready=zh]')
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}

for (const [delta, noise, text] of oracle.deltas) assert.equal(deltaText(delta, noise), text, `${delta} beside ${noise}`)
contoursAre()
console.log(`${oracle.deltas.length} numbers written as on the terminal`)
await withBrowser(modules, async (browser) => {
    await asItIs(browser)
    await larger(browser)
    await plannedIsShown(browser, open, join(folder, 'larger.html'))
    await withoutReference(browser)
    await ozone(browser)
    await ozoneAlone(browser)
    await madeOfParts(browser)
    await madeOfOne(browser)
    await ofTheDesk(browser)
    await nearTheSources(browser)
    await forAllReaders(browser)
})
console.log('the page stands: both languages, desktop and phone, seven cases')
