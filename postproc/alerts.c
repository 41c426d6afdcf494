#include "postproc/alerts.h"

#include "base/csv.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_PLACES = LT_ALL_CITIES + 1 }; /* the last the mean of the cities, which weigh alike */

/* Means of the hours under alert number a (from 0): [alert][species][place]; NAN where the run has no such species. */
typedef double (*means)[LT_N_MEASURED][N_PLACES];

/* Hours of the period that an alert holds: [*from, *until), counted from its start. */
static bool hours_of(const lt_alert *alert, const lt_period *period, long *from, long *until) {
    const long n = lt_period_hours(period), first = (long)((alert->start - period->start) / LT_HOUR);
    const long last = (long)((alert->end - period->start) / LT_HOUR);
    *from = first > 0 ? first : 0;
    *until = last < n ? last : n;
    return lt_alert_runs_in(alert, period) && *until > *from;
}

static bool any_hours(const lt_case *setup, const lt_period *period) {
    long from, until;
    for (long a = 0; a < setup->alerts.n; a++)
        if (hours_of(&((const lt_alert *)setup->alerts.items)[a], period, &from, &until)) return true;
    return false;
}

static double mean_in(const void *places, int city) {
    return ((const double *)places)[city];
}

static void take_means(const lt_job *job, const lt_conc_city_hours *hours, means out) {
    const lt_alert *alerts = job->setup->alerts.items;
    for (long a = 0; a < job->setup->alerts.n; a++) {
        long from, until;
        for (int s = 0; s < LT_N_MEASURED; s++)
            for (int c = 0; c < N_PLACES; c++) out[a][s][c] = NAN;
        if (!hours_of(&alerts[a], job->period, &from, &until)) continue;
        for (int s = 0; s < LT_N_MEASURED; s++) {
            if (!hours->value[s][0]) continue;
            for (int c = 0; c < LT_N_CITY_VALUES; c++) {
                double sum = 0;
                for (long h = from; h < until; h++) sum += hours->value[s][c][h];
                out[a][s][c] = sum / (double)(until - from);
            }
            out[a][s][LT_ALL_CITIES] = lt_city_or_mean(mean_in, out[a][s], LT_ALL_CITIES);
        }
    }
}

/* One variant in one period; job names both. */
static lt_status read_means(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, means out) {
    lt_conc_city_hours hours;
    const lt_status status = lt_conc_cities(job, grid, cities, &hours);
    if (status == LT_OK) take_means(job, &hours, out);
    lt_free(hours.block);
    return status;
}

/* A period: base, noise, then the packages of the summary. */
static lt_status read_period(const lt_job *job, const lt_grid *grid, const lt_summary *summary, means *of) {
    static const char *const first[] = {"base", "noise"};
    for (long v = 0; v < LT_SUMMARY_PACKAGE + summary->n_packages; v++) {
        lt_job one = *job;
        one.variant = v < LT_SUMMARY_PACKAGE ? first[v] : lt_summary_package(summary, v - LT_SUMMARY_PACKAGE);
        LT_TRY(lt_calloc((size_t)job->setup->alerts.n, sizeof **of, &of[v]));
        LT_TRY(read_means(&one, grid, summary->cities, of[v]));
    }
    return LT_OK;
}

static void put_row(FILE *stream, const lt_summary *summary, const means *of, long package, long alert, int species,
                    int place) {
    const double without = of[lt_summary_origin(summary, package)][alert][species][place];
    const double with = of[LT_SUMMARY_PACKAGE + package][alert][species][place];
    const double noise = fabs(of[LT_SUMMARY_NOISE][alert][species][place] - of[LT_SUMMARY_BASE][alert][species][place]);
    fprintf(stream, "%s,%s,%s,%s,%.6g,%.6g,%.6g,%.6g,%.6g,%c\n", lt_city_name(place, false), lt_city_name(place, true),
            lt_measured_table[species].name, lt_measured_table[species].unit, without, with, with - without,
            without > 0 ? 100 * (with - without) / without : 0, noise,
            with == without || lt_noise_hides(with - without, noise) ? '0'
            : with < without                                         ? '-'
                                                                     : '+');
}

static void put_period(FILE *stream, const lt_job *job, const lt_summary *summary, const means *of) {
    const lt_alert *alerts = job->setup->alerts.items;
    for (long a = 0; a < job->setup->alerts.n; a++) {
        long from, until;
        char announced[24], start[24], end[24];
        if (!hours_of(&alerts[a], job->period, &from, &until)) continue;
        lt_time_local(alerts[a].start - (lt_time)alerts[a].lead_s, announced);
        lt_time_local(job->period->start + from * LT_HOUR, start);
        lt_time_local(job->period->start + until * LT_HOUR, end);
        for (long q = 0; q < summary->n_packages; q++)
            for (int s = 0; s < LT_MEASURED_NOX; s++)
                for (int c = 0; c < N_PLACES; c++) {
                    if (!isfinite(of[LT_SUMMARY_BASE][a][s][c])) continue;
                    fprintf(stream, "%s,%ld,%s,%s,%s,%s,%ld,%s,", job->period->id, a + 1,
                            lt_given(alerts[a].tier) ? alerts[a].tier : "", announced, start, end, until - from,
                            lt_summary_package(summary, q));
                    put_row(stream, summary, of, q, a, s, c);
                }
    }
}

static lt_status add_period(const lt_job *job, const lt_grid *grid, const lt_summary *summary, FILE *stream) {
    const long n = LT_SUMMARY_PACKAGE + summary->n_packages;
    means *of;
    LT_TRY(lt_calloc((size_t)n, sizeof *of, &of));
    const lt_status status = read_period(job, grid, summary, of);
    if (status == LT_OK) put_period(stream, job, summary, of);
    for (long v = 0; v < n; v++) lt_free(of[v]);
    lt_free(of);
    return status;
}

lt_status lt_alerts_csv(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out) {
    size_t size = 0;
    bool any = false;
    *out = NULL;
    for (long p = 0; p < summary->n_periods; p++) any |= any_hours(job->setup, lt_summary_period(summary, p));
    if (!any || summary->n_packages == 0) return LT_OK;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for alerts.csv");
    fputs(
        "# The air in the hours of alerts that lie in a period, with and without the package, under the same weather: "
        "means of the hours, of the national sites of a city (Liaoning: mean of the cities)\n# start, end: of the "
        "hours "
        "that count (UTC+8); sign: 0 where the change is not above three times the noise\n"
        "period,alert,tier,announced,start,end,hours,package,city_en,city_zh,species,unit,without,with,change,"
        "change_percent,noise,sign\n",
        stream);
    lt_status status = LT_OK;
    for (long p = 0; p < summary->n_periods && status == LT_OK; p++) {
        lt_job one = *job;
        one.period = lt_summary_period(summary, p);
        if (any_hours(job->setup, one.period)) status = add_period(&one, grid, summary, stream);
    }
    if (fclose(stream) != 0 && status == LT_OK) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for alerts.csv");
    if (status == LT_OK) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}

/* --- on the terminal --- */

enum { LINE = 512, MOST_PACKAGES = 3 };

static bool same(const lt_csv *t, long a, long b, const char *column) {
    return strcmp(lt_text_cell(t, a, column), lt_text_cell(t, b, column)) == 0;
}

/* First rows of the packages of an alert that begins at row, at most as many as there is room for. */
static int packages_of(const lt_csv *t, long row, long first[MOST_PACKAGES]) {
    int n = 0;
    for (long r = row; r < lt_csv_rows(t) && n < MOST_PACKAGES; r++) {
        if (!same(t, r, row, "period") || !same(t, r, row, "alert")) break;
        if (strcmp(lt_text_cell(t, r, "species"), "PM2.5") != 0) continue;
        if (n == 0 || !same(t, r, first[n - 1], "package")) first[n++] = r;
    }
    return n;
}

static void print_alert(const lt_csv *t, const long *first, int n, bool chinese) {
    char line[LINE] = "";
    lt_text_say(chinese ? "\n预警 %s：%s 至 %s（%s 小时），发布于 %s；PM2.5，µg/m³，这些小时的平均"
                        : "\nalert %s: %s to %s (%s hours), warning %s; PM2.5, µg/m³, mean of these hours",
                lt_text_cell(t, first[0], "alert"), lt_text_cell(t, first[0], "start"),
                lt_text_cell(t, first[0], "end"), lt_text_cell(t, first[0], "hours"),
                lt_text_cell(t, first[0], "announced"));
    lt_text_column(line, sizeof line, chinese ? "城市" : "city", 10);
    lt_text_column(line, sizeof line, chinese ? "无预警" : "without", -10);
    for (int q = 0; q < n; q++) lt_text_column(line, sizeof line, lt_text_cell(t, first[q], "package"), -22);
    lt_text_say("%s", line);
    for (int c = 0; c < N_PLACES; c++) {
        line[0] = '\0';
        lt_text_column(line, sizeof line, lt_text_cell(t, first[0] + c, chinese ? "city_zh" : "city_en"), 10);
        lt_text_column(line, sizeof line, lt_text_number(lt_text_cell_number(t, first[0] + c, "without"), 1), -10);
        for (int q = 0; q < n; q++) {
            const double change = lt_text_cell_number(t, first[q] + c, "change");
            const char *percent = lt_text_number(lt_text_cell_number(t, first[q] + c, "change_percent"), 1);
            lt_text_column(
                line, sizeof line,
                lt_fmt("%s (%s %%)", lt_text_delta(change, lt_text_cell_number(t, first[q] + c, "noise")), percent),
                -22);
        }
        lt_text_say("%s", line);
    }
}

lt_status lt_alerts_print(const char *text, bool chinese) {
    lt_csv *t;
    LT_TRY(lt_csv_parse("alerts.csv", text, &t));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        long first[MOST_PACKAGES];
        if (row > 0 && same(t, row, row - 1, "period") && same(t, row, row - 1, "alert")) continue;
        const int n = packages_of(t, row, first);
        if (n > 0) print_alert(t, first, n, chinese);
    }
    lt_csv_free(t);
    return LT_OK;
}
