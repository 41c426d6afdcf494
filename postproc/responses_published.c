/* responses_published.c - what was published of how ozone and particles answer to less NOx and VOC, and what the runs
 * nox-30, voc-30 and nox-voc-30 say beside it. Nothing is tuned to these rows: they judge, and say where they do not.
 *
 * Marks and ids are those of the project's collection of published responses, where most rows are secondary: the number
 * was noted from a reader of the source (S); the two gates are this project's own reading of them (A). Winter is
 * December to February, summer June to August, by the start of the period. */
#include "postproc/responses.h"

#include "base/csv.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum season { WINTER, SUMMER } season;
typedef enum verdict { AGREES, DIFFERS, NO_EVIDENCE, NOT_JUDGED, N_VERDICTS } verdict;
static const char *const verdicts[N_VERDICTS] = {"agrees", "differs", "no evidence", "not judged"};

enum { OURS = 96 };
typedef verdict judge(const lt_responses *r, char ours[OURS]);

typedef struct published {
    const char *id, *en, *zh, *value, *source, *mark;
    judge *judge;
} published;

/* --- what a case has --- */

static bool is_season(const lt_period *period, season wanted) {
    const int month = lt_time_civil(period->start + LT_CST_OFFSET).month;
    return wanted == WINTER ? month == 12 || month <= 2 : month >= 6 && month <= 8;
}

static long package_of(const lt_responses *r, const char *id) {
    for (long q = 0; q < r->summary->n_packages; q++)
        if (strcmp(lt_summary_package(r->summary, q), id) == 0) return q;
    return -1;
}

/* The first period of the season; NULL: the case has none, or not the package. */
static const lt_response *find(const lt_responses *r, const char *package, season wanted, int city) {
    const long q = package_of(r, package);
    for (long p = 0; q >= 0 && p < r->summary->n_periods; p++)
        if (is_season(lt_summary_period(r->summary, p), wanted)) return lt_responses_row(r, q, p, city);
    return NULL;
}

static verdict of_sign(const lt_response *row, lt_response_value value, char wanted, char ours[OURS]) {
    if (!row) return NO_EVIDENCE;
    const char sign = lt_response_sign(row, value);
    snprintf(ours, OURS, "%s ug/m3 (%c)", lt_text_delta(row->delta[value], row->noise[value]), sign);
    return sign == '0' ? NO_EVIDENCE : sign == wanted ? AGREES : DIFFERS;
}

/* --- the rows --- */

/* How many of the cities whose class is not between do what it says when NOx falls? */
static verdict classes_fit(const lt_responses *r, char ours[OURS]) {
    int fit = 0, n = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_response *row = find(r, "nox-30", SUMMER, c);
        if (!row) return NO_EVIDENCE;
        const lt_regime regime = lt_regime_of(LT_INDICATOR_HCHO_NO2_COLUMN, row->ratio[LT_INDICATOR_HCHO_NO2_COLUMN]);
        const char sign = lt_response_sign(row, LT_RESPONSE_MDA8);
        if (sign == '0' || (regime != LT_REGIME_VOC && regime != LT_REGIME_NOX)) continue;
        fit += sign == (regime == LT_REGIME_VOC ? '+' : '-');
        n++;
    }
    snprintf(ours, OURS, "%d/%d", fit, n);
    return n == 0 ? NO_EVIDENCE : 2 * fit > n ? AGREES : DIFFERS;
}

static verdict cities_rise(const lt_responses *r, char ours[OURS]) {
    int up = 0, down = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_response *row = find(r, "nox-30", SUMMER, c);
        if (!row) return NO_EVIDENCE;
        up += lt_response_sign(row, LT_RESPONSE_MDA8) == '+';
        down += lt_response_sign(row, LT_RESPONSE_MDA8) == '-';
    }
    snprintf(ours, OURS, "%d/%d", up, LT_N_CITY_VALUES);
    return up + down == 0 ? NO_EVIDENCE : up > down ? AGREES : DIFFERS;
}

static verdict winter_rises(const lt_responses *r, char ours[OURS]) {
    return of_sign(find(r, "nox-30", WINTER, LT_ALL_CITIES), LT_RESPONSE_MDA8, '+', ours);
}

static verdict summer_country_falls(const lt_responses *r, char ours[OURS]) {
    const lt_response *row = find(r, "nox-30", SUMMER, LT_ALL_CITIES);
    if (!row) return NO_EVIDENCE;
    snprintf(ours, OURS, "%.0f %%", 100 * row->down_share);
    return row->up_share + row->down_share == 0 ? NO_EVIDENCE : row->down_share > 0.5 ? AGREES : DIFFERS;
}

/* The cut of VOC, in units of that of NOx, at which both together leave ozone as it is, linearly. */
static verdict ratio_of_cuts(const lt_responses *r, char ours[OURS]) {
    const lt_response *nox = find(r, "nox-30", SUMMER, LT_ALL_CITIES), *voc = find(r, "voc-30", SUMMER, LT_ALL_CITIES);
    if (!nox || !voc || lt_response_sign(nox, LT_RESPONSE_MDA8) == '0' ||
        lt_response_sign(voc, LT_RESPONSE_MDA8) == '0')
        return NO_EVIDENCE;
    const double ratio = nox->delta[LT_RESPONSE_MDA8] / -voc->delta[LT_RESPONSE_MDA8];
    snprintf(ours, OURS, "%.1f:1", ratio);
    return ratio >= 2 && ratio <= 4 ? AGREES : DIFFERS;
}

static verdict winter_level(const lt_responses *r, char ours[OURS]) {
    const lt_response *row = find(r, "nox-30", WINTER, lt_city_find("Shenyang"));
    if (!row) return NO_EVIDENCE;
    snprintf(ours, OURS, "%.1f ug/m3", row->origin[LT_RESPONSE_MDA8]);
    return NOT_JUDGED;
}

static verdict particles_fall(const lt_responses *r, char ours[OURS]) {
    const lt_response *row = find(r, "nox-30", SUMMER, LT_ALL_CITIES);
    if (!row) return NO_EVIDENCE;
    const char sign = lt_response_sign(row, LT_RESPONSE_PM25);
    const double percent = 100 / row->origin[LT_RESPONSE_PM25] / 3;
    snprintf(ours, OURS, "%s %% (%c)",
             lt_text_delta(percent * row->delta[LT_RESPONSE_PM25], percent * row->noise[LT_RESPONSE_PM25]), sign);
    return sign == '0' ? NO_EVIDENCE : sign == '-' ? AGREES : DIFFERS;
}

/* Of the first winter, mean of the cities; nitrate is a part of PM2.5 that the runs must tell. */
static verdict winter_nitrate(const lt_responses *r, char ours[OURS]) {
    const lt_compositions *all = r->compositions;
    const long q = package_of(r, "nox-30");
    long p = 0;
    while (p < r->summary->n_periods && !is_season(lt_summary_period(r->summary, p), WINTER)) p++;
    if (q < 0 || p == r->summary->n_periods || !all || !all->has[LT_COMPONENT_NITRATE]) return NO_EVIDENCE;
    const int every = LT_ALL_CITIES;
    const double percent =
        100 / lt_compositions_value(all, LT_COMPONENT_NITRATE, lt_summary_origin(r->summary, q), p, every) / 3;
    const double delta = percent * lt_compositions_delta(all, LT_COMPONENT_NITRATE, q, p, every);
    const double noise = percent * lt_compositions_noise(all, LT_COMPONENT_NITRATE, p, every);
    const bool is_sure = delta != 0 && !lt_noise_hides(delta, noise);
    snprintf(ours, OURS, "%s %% (%c)", lt_text_delta(delta, noise), !is_sure ? '0' : delta > 0 ? '+' : '-');
    return !is_sure ? NO_EVIDENCE : delta > 0 ? AGREES : DIFFERS;
}

static verdict both_in_winter(const lt_responses *r, char ours[OURS]) {
    return of_sign(find(r, "nox-voc-30", WINTER, LT_ALL_CITIES), LT_RESPONSE_MDA8, '+', ours);
}

static verdict shenyang_in_winter(const lt_responses *r, char ours[OURS]) {
    return of_sign(find(r, "nox-30", WINTER, lt_city_find("Shenyang")), LT_RESPONSE_MDA8, '+', ours);
}

static verdict core_and_country(const lt_responses *r, char ours[OURS]) {
    const lt_response *core = find(r, "nox-30", SUMMER, lt_city_find("Shenyang"));
    const lt_response *all = find(r, "nox-30", SUMMER, LT_ALL_CITIES);
    if (!core || !all) return NO_EVIDENCE;
    const char sign = lt_response_sign(core, LT_RESPONSE_MDA8);
    snprintf(ours, OURS, "%s ug/m3 (%c); %.0f %%",
             lt_text_delta(core->delta[LT_RESPONSE_MDA8], core->noise[LT_RESPONSE_MDA8]), sign, 100 * all->down_share);
    return sign != '-' && all->down_share > 0.5 ? AGREES : DIFFERS;
}

static const published rows[] = {
    {"O1", "Summer, cities whose HCHO/NO2 column is below 2.3 or above 4.2: do they answer to NOx -30 % as it says?",
     "夏季：甲醛/二氧化氮柱浓度比<2.3或>4.2的城市，NOx减30%的响应是否与之相符", "2.3; 4.2 (others 1.0-1.9)",
     "Atmos. Chem. Phys. 21, 7253 and 15631", "S", classes_fit},
    {"O2", "Summer, NOx -30 %: cities where MDA8 rises (urban China is VOC-limited)",
     "夏季NOx减30%：MDA8上升的城市数（中国城区多为VOC控制）", "most", "review, China Environmental Science 19929", "S",
     cities_rise},
    {"O3 Jan", "Winter, NOx -30 %: mean of the cities' MDA8 (North China is NOx-saturated in January)",
     "冬季NOx减30%：各市MDA8均值变化（华北1月NOx饱和）", "+", "Atmos. Chem. Phys. 19, 13627", "S", winter_rises},
    {"O3 Jul", "Summer, NOx -30 %: share of the province's area where MDA8 falls (North China is NOx-limited in July)",
     "夏季NOx减30%：MDA8下降的面积比例（华北7月NOx控制）", "> 50 %", "Atmos. Chem. Phys. 19, 13627", "S",
     summer_country_falls},
    {"O4", "Summer: cut of VOC to one of NOx that leaves the cities' mean MDA8 as it is (below 0: NOx alone lowers it)",
     "夏季：使各市MDA8均值不变的VOC与NOx减排比例（<0：单减NOx即下降）", "2:1-4:1", "Atmos. Chem. Phys. 22, 15035", "S",
     ratio_of_cuts},
    {"O5", "Winter, Shenyang: MDA8 before any cut (lockdown of 2020, by phases)",
     "冬季沈阳：减排前MDA8（2020年疫情各阶段）", "44.6-121.4 ug/m3", "Int. J. Environ. Res. Public Health 17, 9004",
     "S", winter_level},
    {"S1", "Summer: PM2.5 for 10 % less NOx (a third of NOx -30 %)",
     "夏季：NOx每减10%的PM2.5变化（NOx减30%的三分之一）", "-2.2 to -2.9 %", "Atmos. Chem. Phys. 21, 15135", "S",
     particles_fall},
    {"S2", "Winter: fine nitrate for 10 % less NOx (a third of NOx -30 %; published: until 30-50 % are cut)",
     "冬季：NOx每减10%的细粒硝酸盐变化（NOx减30%的三分之一；文献：减30-50%之前）", "+4.1 to +5.1 %",
     "Atmos. Chem. Phys. 21, 15135", "S", winter_nitrate},
    {"S5", "Winter, NOx and VOC -30 %: mean of the cities' MDA8 (2020: NOx -46 %, VOC -32 %)",
     "冬季NOx与VOC各减30%：各市MDA8均值变化（2020年：NOx减46%，VOC减32%）", "+", "PMC8123531", "S", both_in_winter},
    {"gate 2", "Winter, NOx -30 %: MDA8 of Shenyang", "冬季NOx减30%：沈阳MDA8变化", "+", "S2, S5", "A",
     shenyang_in_winter},
    {"gate 8", "Summer, NOx -30 %: MDA8 of Shenyang does not fall; it falls on most of the province's area",
     "夏季NOx减30%：沈阳MDA8不降，全省多数面积下降", "+ or 0; > 50 %", "O2, O3", "A", core_and_country},
};

static void write_row(const published *row, const lt_responses *r, FILE *stream) {
    char ours[OURS] = "";
    const verdict found = row->judge(r, ours);
    const char *const cells[] = {row->id, row->en, row->zh, row->value, ours, verdicts[found], row->source, row->mark};
    for (int c = 0; c < 8; c++) {
        if (c > 0) fputc(',', stream);
        lt_csv_put(stream, cells[c]);
    }
    fputc('\n', stream);
}

lt_status lt_responses_published_csv(const lt_responses *r, char **out) {
    size_t size = 0;
    *out = NULL;
    if (package_of(r, "nox-30") < 0) return LT_OK;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for responses_published.csv");
    fputs(
        "# What was published of such answers, and what these runs say. Nothing is tuned to it. no evidence: the case "
        "has no such run, or the answer is below its noise.\n"
        "id,what_en,what_zh,published,ours,verdict,source,mark\n",
        stream);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) write_row(&rows[n], r, stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for responses_published.csv");
    return LT_OK;
}
