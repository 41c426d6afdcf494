// What a planner asks of a package: measure by measure, targets with bands and projection, CO2 beside pollutants, one switch for all, files. planned(
// islands) puts tables made by hand into the larger case of page.test.mjs, so that the test knows the answers.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

export const planned = (island) => {
    // The whole is -6 of SO2: -1.5 and -4 alone, -0.5 together; the third does nothing to it and costs CO2.
    island.steps = {
        quantities: ['SO2', 'NOx', 'CO2'],
        packages: {
            all: { members: ['boilers', 'rail', 'heat-pumps'], addition: [[-1.5, 0, -100], [-4, -2, 50], [0, 0, 30]], removal: [[-1.75, 0, -100], [-4.25, -2, 50], [0, 0, 30]], whole: [-6, -2, -20] },
            rail: { members: ['rail'], addition: [[-4, -2, 50]], removal: [[-4, -2, 50]], whole: [-4, -2, 50] },
        },
    }
    const row = { catalogue: 'P-03', document: 'P', clause: '(三)', region: 'province', statistic: 'annual_mean', base_of: '', force: 'strive', word_zh: '力争', note_en: 'a remark', note_zh: '备注', regime: '2012', year: 2025, target: 34 }
    const open = (value) => ({ outcome: 'incomplete', why_en: 'less than a year', why_zh: '不足一年', value, margin: 34 - value, would_pass: value <= 34 })
    const not = { outcome: 'not judgeable', why_en: 'nothing is known', why_zh: '没有数据' }
    const share = (value, limit, mark) => ({ outcome: value <= limit ? 'pass' : 'fail', why_en: '', why_zh: '', value, margin: limit - value, would_pass: value <= limit, mark })
    const results = (pm25, nox, days2012, days2026) => [{ 2012: open(pm25), 2026: open(pm25) }, { 2012: share(nox, -10), 2026: share(nox, -10) }, ...[0, 1].map(() => ({ 2012: share(days2012, 0.7, 'S'), 2026: share(days2026, 0.7, 'R') })), { 2012: not, 2026: not }]
    island.targets = {
        rows: [{ ...row, id: 'T-pm', quantity: 'concentration', pollutant: 'PM2.5', unit: 'ug/m3', comparison: 'at_most' },
            { ...row, id: 'T-nox', quantity: 'emission', pollutant: 'NOx', unit: '%', comparison: 'change_at_most', base_of: '2020', target: -10 },
            { ...row, id: 'T-days', quantity: 'heavy_days', pollutant: 'AQI', unit: '%', comparison: 'at_most', target: 0.7, region: 'Jinzhou' },
            { ...row, id: 'T-far', quantity: 'heavy_days', pollutant: 'AQI', unit: '%', comparison: 'at_most', target: 0.7, region: 'Huludao' },
            { ...row, id: 'T-gdp', quantity: 'intensity', pollutant: 'energy', unit: '%', comparison: 'change_at_most', base_of: '2020', target: -15 }],
        acts_on: { 'reference-2025': ['Huludao'], all: ['Jinzhou', 'Shenyang'], rail: [] },
        variants: { base: results(71.25, 0, 1.2, 1.5), all: results(33.5, -12.5, 0.5, 0.9), rail: results(60, -4, 0.5, 0.6) },
    }
    // The base was observed at 45: all takes it to 33.5 / 71.25 of that. NOx has a band of draws alone, PM2.5 none of them.
    const part = (sigma, n) => ({ sigma, n, share: null })
    const band = (value, sigma) => ({ value, sigma, low: value - 2 * sigma, high: value + 2 * sigma, parts: { inventory: part(null, 0), weather: part(sigma, 4), model: part(null, 0) }, missing: ['inventory', 'model'] })
    const drawn = (value) => ({ value, sigma: 0.5, low: value - 1, high: value + 1, parts: { inventory: part(0.5, 512), weather: part(0, 0), model: part(0, 0) }, missing: [] })
    const projected = { base: 45, all: 21.16, rail: 37.9 }
    const each = (make) => Object.fromEntries(Object.entries(projected).map(([name, value]) => [name, make(value, island.targets.variants[name])]))
    Object.assign(island.targets, {
        observed_year: 2020,
        bands: each((_, results) => [band(results[0][2012].value, 5), drawn(results[1][2012].value), null, null, null]),
        projected: each((value) => [{ 2012: { ...open(value), outcome: value <= 34 ? 'pass' : 'fail', mark: 'A' }, 2026: { ...open(value), outcome: value <= 34 ? 'pass' : 'fail', mark: 'A' } }, null, null, null, null]),
        projected_bands: each((value) => [band(value, 1), null, null, null, null]),
    })
    return island
}

const cellsOf = (page, row) => page.$$eval(`${row} td`, (all) => all.map((one) => one.textContent))
const plain = (texts) => texts.map((text) => text.replace(/\u202f/g, ''))

const measuresAre = async (page) => {
    await page.locator('#measures select').selectOption('SO2')
    assert.deepEqual((await cellsOf(page, '#measures tr[data-measure=boilers]')).slice(1), ['-1.50', '25.0', '-1.75'])
    assert.deepEqual((await cellsOf(page, '#measures tr[data-measure=rest]')).slice(1), ['-0.500', '8.3', '0'])
    assert.deepEqual((await cellsOf(page, '#measures tr[data-measure=whole]')).slice(1), ['-6.00', '100.0', '-6.00'])
    assert.equal(await page.locator('#measures tr[data-measure=heat-pumps]').count(), 0)
    const bars = await page.$$eval('#measures svg text', (all) => all.map((one) => one.textContent).join(' '))
    for (const text of ['-1.50', '-4.00', '-0.500', '-6.00']) assert.ok(bars.includes(text), `no bar of ${text}: ${bars}`)
    // Of the air: what was run, with its noise.
    await page.locator('#measures select').selectOption('pm25_ugm3')
    assert.deepEqual((await cellsOf(page, '#measures tr[data-measure=boilers]')).slice(1, 2), ['-0.15'])
    assert.deepEqual((await cellsOf(page, '#measures tr[data-measure=whole]')).slice(1, 2), ['-0.15'])
    await page.locator('#measures select').selectOption('SO2')
}

const targetsAre = async (page, lang) => {
    const outcomes = (id) => page.$$eval(`#targets tr[data-target=${id}] td[data-outcome]`, (all) => all.map((one) => [one.dataset.outcome, one.dataset.would].join()))
    assert.deepEqual(await outcomes('T-pm'), ['incomplete,false', 'incomplete,false', 'incomplete,true', 'incomplete,true'])
    assert.deepEqual(await outcomes('T-nox'), ['fail,false', 'fail,false', 'pass,true', 'pass,true'])
    // The two regimes part here.
    assert.deepEqual(await outcomes('T-days'), ['fail,false', 'fail,false', 'pass,true', 'fail,false'])
    const days = await cellsOf(page, '#targets tr[data-target=T-days]')
    assert.deepEqual([days[0], ...days.slice(6, 8)], [lang === 'en' ? 'strive to' : '力争', '0.50 / 0.90 [S / R]', '+0.20 / -0.20'])
    assert.equal(await page.locator('#targets tr[data-target=T-gdp]').count(), 0)
    // Where the reference alone acts: apart, and not counted.
    assert.deepEqual(await page.$$eval('#targets details.others tr[data-target]', (all) => all.map((one) => one.dataset.target)), ['T-far'])
    assert.match(await page.textContent('#targets details.others > summary'), lang === 'en' ? /Other targets: 1, of cities/ : /其他目标：1项/)
    assert.equal(await page.locator('#targets tr[data-target=T-far]').count(), 1)
    // The projection stands under the model, with its own verdict and band; a target without one has no such row.
    const projected = await cellsOf(page, '#targets tr[data-projected=T-pm]')
    assert.deepEqual([projected[2], projected[3], ...projected.slice(6, 8)], ['45.0 [A]43.0 – 47.0', '-11.0', '21.2 [A]19.2 – 23.2', '+12.8'])
    assert.match(await page.textContent('#targets tr[data-projected=T-pm] th'), lang === 'en' ? /projected on the observation of 2020/ : /以2020年观测锚定推算/)
    assert.match((await cellsOf(page, '#targets tr[data-target=T-pm]'))[2], /^71\.361\.3 – 81\.3$/)
    assert.equal(await page.locator('#targets tr[data-projected]').count(), 1)
    // Their parts: base and package, model and projection of PM2.5, the model of NOx.
    const missing = lang === 'en' ? 'missing' : '缺'
    const parts = await page.$$eval('#targets tr[data-banded]', (all) => all.map((one) => [one.dataset.banded, ...[...one.querySelectorAll('td')].map((cell) => cell.textContent)]))
    assert.equal(parts.length, 6)
    assert.deepEqual(parts[3], ['T-pm', '21.2', '19.2 – 23.2', missing, '1.00 (4)', missing])
    assert.deepEqual(parts[5], ['T-nox', '-12.50', '-13.50 – -11.50', '0.500 (512)', '-', '-'])
    assert.match(await page.textContent('#targets details:not(.bands)'), lang === 'en' ? /Not judged here: 1 targets[^]*nothing is known[^]*Energy per GDP/ : /不判定的目标：1项[^]*没有数据[^]*单位GDP能耗/)
    assert.match(await page.textContent('#targets ul'), lang === 'en' ? /All measures: by the rules of 2012 2 met, 0 missed, 1 incomplete; by the rules of 2026 1 met, 1 missed/ : /按2012年规则，达到2项，未达到0项/)
}

const co2Is = async (page, data, lang) => {
    await page.locator('#co2 select').selectOption('SO2')
    const kt = data.emissions_kt
    const cells = plain(await cellsOf(page, '#co2 tr[data-point=all].own'))
    const co2 = kt.all.CO2 - kt['reference-2025'].CO2
    const so2 = kt.all.SO2 - kt['reference-2025'].SO2
    assert.ok(Math.abs(Number(cells[0]) - co2) <= 0.5 && Math.abs(Number(cells[1]) - so2) <= 0.05, `${cells} for ${co2}, ${so2}`)
    assert.equal(cells[2], '1.00') // all species fall by one share of the base
    assert.equal(cells[3], lang === 'en' ? 'both fall' : '两者同降')
    assert.match((await cellsOf(page, '#co2 tr[data-point=heat-pumps]')).join(), lang === 'en' ? /\+30\.0,0,0\.00,CO2 rises, the pollutant stays/ : /CO2升，污染物不变/)
}

// One switch, by keyboard: map, tables, waterfall, targets follow; the address keeps it; what is at the top stays there.
const switchIs = async (page, lang) => {
    const name = lang === 'en' ? 'Road to rail' : '公转铁'
    await page.evaluate(() => document.getElementById('map').scrollIntoView({ behavior: 'instant' }))
    const top = () => page.$eval('#map', (one) => Math.round(one.getBoundingClientRect().top))
    const before = await top()
    const box = page.locator('nav .switch select')
    await box.focus()
    await page.keyboard.press('ArrowUp')
    assert.equal(await box.inputValue(), 'rail')
    assert.ok(await box.evaluate((one) => one === document.activeElement), 'the switch lost the focus')
    assert.ok(Math.abs((await top()) - before) <= 2, 'the page jumped')
    assert.match(await page.textContent('#map figcaption'), new RegExp(name))
    assert.match(await page.textContent('#measures h2'), new RegExp(name))
    assert.match(await page.textContent('#targets thead'), new RegExp(name))
    assert.deepEqual(await page.$$eval('#cities tbody td.chosen', (all) => [...new Set(all.map((one) => one.dataset.package))]), ['rail'])
    assert.equal(await page.locator('#co2 tr.own[data-point=rail]').count(), 1)
    assert.match(await page.evaluate(() => window.location.hash), /package=rail/)
    // A link of the bar moves to its section and leaves the rest of the address.
    await page.click('nav a[href="#shares"]')
    await page.waitForFunction(() => /^#shares&package=rail/.test(window.location.hash))
    await page.keyboard.press('Tab')
    await box.selectOption('all')
    assert.doesNotMatch(await page.evaluate(() => window.location.hash), /package/)
}

const download = async (page, button) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(button).first().click()])
    return [file.suggestedFilename(), readFileSync(await file.path())]
}

const filesAre = async (page) => {
    const [name, table] = await download(page, '#measures .sheet .saves button')
    assert.equal(name, 'lantian-measures-2.csv')
    const lines = table.toString().replace('\ufeff', '').split('\n')
    assert.equal(lines.length, 1 + 4)
    assert.match(lines[4], /,-6\.00,100\.0,-6\.00$/)
    const bars = (await download(page, '#measures figure .saves button'))[1].toString()
    assert.match(bars, /,kt\n[^]*,-0\.5\n[^]*,-6$/)
    const cells = (await download(page, '#map .saves button'))[1].toString().split('\n')
    assert.ok(cells.length > 100 && cells[1].split(',').length === 4, cells[1])
    // Spans of the head are filled, so that every column has a name of its own lines.
    const cities = (await download(page, '#cities .sheet .saves button'))[1].toString().split('\n')
    assert.equal(new Set(cities.map((line) => line.split(',').length)).size, 1)
    for (const part of ['#measures figure', '#map figure', '#cities .sheet']) {
        const [file, png] = await download(page, `${part} .saves button:nth-child(2)`)
        assert.match(file, /^lantian-\w+-\d+\.png$/)
        assert.equal(png.subarray(1, 4).toString(), 'PNG')
        const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
        assert.ok(width > 1000 && height > 300, `${file} is ${width} x ${height}`)
        // A picture of nothing but its ground packs to far less.
        assert.ok(png.length > 15000, `${file} is blank: ${png.length} bytes`)
    }
}

// open(browser, path, viewport) as in page.test.mjs.
export const plannedIsShown = async (browser, open, path) => {
    const data = JSON.parse(/id="lantian-summary">(.*?)<\/script>/s.exec(readFileSync(path, 'utf8'))[1])
    const { page, faults } = await open(browser, path, { width: 1280, height: 900 })
    for (const lang of ['en', 'zh']) {
        await measuresAre(page)
        await targetsAre(page, lang)
        await co2Is(page, data, lang)
        await switchIs(page, lang)
        if (lang === 'en') await filesAre(page)
        if (lang === 'en') await page.click('#language')
    }
    // The address opens the page as it was; what it does not know it passes over.
    for (const [hash, lang, name] of [['#map&package=rail&lang=zh', 'zh', 'rail'], ['#nowhere&package=none&lang=fr', 'en', 'all']]) {
        await page.goto('about:blank')
        await page.goto(`file://${path}${hash}`)
        await page.waitForSelector(`#page[data-ready=${lang}]`)
        assert.equal(await page.locator('nav .switch select').inputValue(), name)
        if (name !== 'rail') continue
        assert.ok(await page.$eval('#map', (one) => Math.abs(one.getBoundingClientRect().top) < 200), 'the address names the map, the page shows something else')
        await page.click('#language')
        await page.waitForSelector('#page[data-ready=en]')
        assert.equal(await page.evaluate(() => window.location.hash), '#map&package=rail')
    }
    assert.deepEqual(faults, [])
    await page.close()
}
