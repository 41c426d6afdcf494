#include "postproc/summary.h"

#include "base/ncio.h"
#include "postproc/inventory_draws.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const lt_period *lt_summary_period(const lt_summary *summary, long period) {
    return &((const lt_period *)summary->setup->periods.items)[period];
}

const char *lt_summary_package(const lt_summary *summary, long package) {
    return summary->package[package]->id;
}

const char *lt_summary_reference(const lt_summary *summary) {
    const bool has = summary->n_packages > 0 && summary->package[0]->kind == LT_VARIANT_REFERENCE;
    return has ? summary->package[0]->id : NULL;
}

int lt_summary_origin(const lt_summary *summary, long package) {
    return lt_summary_reference(summary) && package > 0 ? LT_SUMMARY_PACKAGE : LT_SUMMARY_BASE;
}

static const char *variant_name(const lt_summary *summary, long variant) {
    if (variant == LT_SUMMARY_BASE) return "base";
    if (variant == LT_SUMMARY_NOISE) return "noise";
    const long package = variant - LT_SUMMARY_PACKAGE;
    return package < summary->n_packages ? lt_summary_package(summary, package)
                                         : summary->part[package - summary->n_packages]->id;
}

static long n_variants(const lt_summary *summary) {
    return LT_SUMMARY_PACKAGE + summary->n_packages + summary->n_parts;
}

long lt_summary_variant(const lt_summary *summary, const char *id) {
    for (long v = 0; v < n_variants(summary); v++)
        if (strcmp(variant_name(summary, v), id) == 0) return v;
    return -1;
}

static lt_status read_results(lt_summary *summary, const lt_job *job, const lt_grid *grid) {
    lt_job one = *job;
    for (long v = 0; v < n_variants(summary); v++) {
        /* A case without packages has no difference to judge, so no noise run. */
        if (v == LT_SUMMARY_NOISE && summary->n_packages == 0) continue;
        for (long p = 0; p < summary->n_periods; p++) {
            one.period = lt_summary_period(summary, p);
            one.variant = variant_name(summary, v);
            LT_TRY_CONTEXT(lt_result_read(&one, grid, summary->cities, &summary->result[v * summary->n_periods + p]),
                           "reading the concentrations of %s, %s", one.variant, one.period->id);
        }
    }
    return LT_OK;
}

static void append_label(char *out, size_t size, const char *between, const char *label) {
    const size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%s", out[0] ? between : "", label);
}

/* The first period's id and city; the labels of all periods, each once. */
static lt_status read_weather(lt_summary *summary, const lt_job *job) {
    lt_job one = *job;
    LT_TRY(lt_calloc((size_t)summary->n_periods, sizeof *summary->weathers, &summary->weathers));
    for (long p = 0; p < summary->n_periods; p++) {
        lt_weather_label *label = &summary->weathers[p];
        one.period = lt_summary_period(summary, p);
        LT_TRY(lt_weather_label_read(&one, label));
        bool again = false;
        for (long q = 0; q < p; q++) again = again || strcmp(summary->weathers[q].en, label->en) == 0;
        if (p == 0) summary->weather = *label;
        if (p == 0 || again) continue;
        append_label(summary->weather.en, sizeof summary->weather.en, "; ", label->en);
        append_label(summary->weather.zh, sizeof summary->weather.zh, "；", label->zh);
    }
    return LT_OK;
}

static lt_status read_emissions(lt_summary *summary, const lt_job *job) {
    lt_job one = *job;
    one.period = NULL;
    one.nest = false;
    for (long q = 0; q <= summary->n_packages; q++) {
        one.variant = q == 0 ? "base" : lt_summary_package(summary, q - 1);
        LT_TRY(lt_emission_totals(job->out, lt_job_file(&one, "ledger", ".csv"), &summary->emissions_kt[q]));
        if (q > 0) LT_TRY(lt_share_table_read(job->out, lt_job_file(&one, "shares", ".csv"), &summary->shares[q - 1]));
    }
    return LT_OK;
}

static lt_status find_variants(lt_summary *summary) {
    LT_TRY(lt_variants_of(summary->setup, &summary->variants));
    const lt_variants *all = &summary->variants;
    LT_TRY(lt_calloc((size_t)all->n, sizeof *summary->package, &summary->package));
    LT_TRY(lt_calloc((size_t)all->n, sizeof *summary->part, &summary->part));
    for (long v = 0; v < all->n; v++) {
        const lt_variant *variant = &all->rows[v];
        if (lt_variant_is_compared(variant))
            summary->package[summary->n_packages++] = variant;
        else if (variant->package && variant->kind != LT_VARIANT_INVENTORY)
            summary->part[summary->n_parts++] = variant;
    }
    return LT_OK;
}

/* Of annual_base.nc. */
static lt_status read_base_year(lt_summary *summary, const lt_job *job) {
    static const char *const names[] = {"base_year_label", "base_year_label_zh"};
    char *const out[] = {summary->base_year_en, summary->base_year_zh};
    lt_job base = *job;
    lt_ncr *nc = NULL;
    base.variant = "base";
    base.period = NULL;
    const char *file = lt_job_file(&base, "annual", ".nc");
    if (!lt_outdir_has(job->out, file, false, NULL)) return LT_OK;
    LT_TRY(lt_ncr_open_own(job->out, file, &nc));
    lt_status status = LT_OK;
    for (int k = 0; k < 2 && status == LT_OK; k++)
        if (lt_ncr_has_attr(nc, NULL, names[k]))
            status = lt_ncr_attr_text(nc, NULL, names[k], out[k], sizeof summary->base_year_en);
    lt_ncr_close(nc);
    return status;
}

static lt_status fill(lt_summary *summary, const lt_job *job, const lt_grid *grid) {
    lt_sites sites = {0};
    LT_TRY(find_variants(summary));
    const size_t n_results = (size_t)n_variants(summary) * (size_t)summary->n_periods;
    LT_TRY(lt_calloc(n_results, sizeof *summary->result, &summary->result));
    LT_TRY(lt_calloc((size_t)summary->n_packages + 1, sizeof *summary->emissions_kt, &summary->emissions_kt));
    LT_TRY(lt_calloc((size_t)summary->n_packages, sizeof *summary->shares, &summary->shares));
    LT_TRY(lt_sites_read_shipped(&sites));
    const lt_status status = lt_city_weights_create(grid, &sites, &summary->cities);
    lt_sites_free(&sites);
    LT_TRY(status);
    LT_TRY(read_results(summary, job, grid));
    LT_TRY(lt_inventory_draws_read(summary, job, grid));
    LT_TRY(read_weather(summary, job));
    LT_TRY(read_base_year(summary, job));
    return read_emissions(summary, job);
}

lt_status lt_summary_create(const lt_job *job, const lt_grid *grid, lt_summary **out) {
    lt_summary *summary = NULL;
    if (job->setup->periods.n < 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "a case without a period", .where = job->setup->path,
                        .expected = "at least one period", .found = "none", .todo = "add a period");
    LT_TRY(lt_calloc(1, sizeof *summary, &summary));
    summary->setup = job->setup;
    snprintf(summary->grid, sizeof summary->grid, "%s", grid->name);
    summary->n_periods = job->setup->periods.n;
    summary->n_cells = (long)grid->nx * grid->ny;
    const lt_status status = fill(summary, job, grid);
    if (status != LT_OK) {
        lt_summary_free(summary);
        return status;
    }
    *out = summary;
    return LT_OK;
}

void lt_summary_free(lt_summary *summary) {
    if (!summary) return;
    const long n_results = n_variants(summary) * summary->n_periods;
    for (long q = 0; summary->result && q < n_results; q++) lt_result_release(&summary->result[q]);
    lt_free(summary->result);
    lt_free(summary->weathers);
    lt_free(summary->emissions_kt);
    for (long q = 0; summary->shares && q < summary->n_packages; q++) lt_share_table_free(&summary->shares[q]);
    lt_free(summary->shares);
    lt_free(summary->package);
    lt_free(summary->part);
    lt_free(summary->draws.of);
    lt_free(summary->draws.value);
    lt_variants_free(&summary->variants);
    lt_city_weights_free(summary->cities);
    lt_free(summary);
}

const lt_result *lt_summary_result(const lt_summary *summary, long variant, long period) {
    return &summary->result[variant * summary->n_periods + period];
}

bool lt_summary_has(const lt_summary *summary, lt_quantity quantity, long period) {
    for (long v = 0; v < n_variants(summary); v++) {
        if (v == LT_SUMMARY_NOISE && summary->n_packages == 0) continue;
        for (long p = 0; p < summary->n_periods; p++)
            if ((period < 0 || p == period) && !lt_summary_result(summary, v, p)->field[quantity]) return false;
    }
    return true;
}

void lt_summary_add(const lt_summary *summary, long period, double value, lt_period_mean *mean) {
    const double weight = lt_case_weighs(summary->setup) ? lt_summary_period(summary, period)->weight : 1;
    mean->sum += weight * value;
    mean->weight += weight;
}

double lt_summary_value(const lt_summary *summary, lt_quantity quantity, int variant, long period, int city,
                        lt_city_kind kind) {
    if (period >= 0) return lt_summary_result(summary, variant, period)->city[quantity][city][kind];
    lt_period_mean mean = {0};
    for (long p = 0; p < summary->n_periods; p++)
        lt_summary_add(summary, p, lt_summary_value(summary, quantity, variant, p, city, kind), &mean);
    return mean.sum / mean.weight;
}

double lt_summary_noise(const lt_summary *summary, lt_quantity quantity, long period, int city) {
    if (period >= 0)
        return fabs(lt_summary_value(summary, quantity, LT_SUMMARY_NOISE, period, city, LT_CITY_SITES) -
                    lt_summary_value(summary, quantity, LT_SUMMARY_BASE, period, city, LT_CITY_SITES));
    lt_period_mean mean = {0}; /* of sizes, so that noise of opposite sign in two periods does not hide itself */
    for (long p = 0; p < summary->n_periods; p++)
        lt_summary_add(summary, p, lt_summary_noise(summary, quantity, p, city), &mean);
    return mean.sum / mean.weight;
}

double lt_summary_delta(const lt_summary *summary, lt_quantity quantity, long package, long period, int city,
                        lt_city_kind kind) {
    return lt_summary_value(summary, quantity, LT_SUMMARY_PACKAGE + (int)package, period, city, kind) -
           lt_summary_value(summary, quantity, lt_summary_origin(summary, package), period, city, kind);
}

bool lt_summary_removal(const lt_summary *summary, lt_quantity quantity, long package, const char *member, long period,
                        int city, double *out) {
    for (long r = 0; r < summary->n_parts; r++) {
        const lt_variant *removal = summary->part[r];
        const int without = LT_SUMMARY_PACKAGE + (int)(summary->n_packages + r);
        if (removal->kind != LT_VARIANT_REMOVAL ||
            strcmp(lt_variant_id(removal->package), lt_summary_package(summary, package)) != 0 ||
            strcmp(removal->without, member) != 0)
            continue;
        *out = lt_summary_value(summary, quantity, LT_SUMMARY_PACKAGE + (int)package, period, city, LT_CITY_SITES) -
               lt_summary_value(summary, quantity, without, period, city, LT_CITY_SITES);
        return true;
    }
    return false;
}

double lt_summary_cell(const lt_summary *summary, lt_quantity quantity, long variant, long period, long cell) {
    if (period >= 0) {
        const double *field = lt_summary_result(summary, variant, period)->field[quantity];
        return field ? field[cell] : NAN;
    }
    lt_period_mean mean = {0};
    for (long p = 0; p < summary->n_periods; p++)
        lt_summary_add(summary, p, lt_summary_cell(summary, quantity, variant, p, cell), &mean);
    return mean.sum / mean.weight;
}

double lt_summary_cell_delta(const lt_summary *summary, lt_quantity quantity, long package, long period, long cell) {
    const int origin = lt_summary_origin(summary, package);
    if (period >= 0)
        return lt_summary_cell(summary, quantity, LT_SUMMARY_PACKAGE + package, period, cell) -
               lt_summary_cell(summary, quantity, origin, period, cell);
    lt_period_mean mean = {0};
    for (long p = 0; p < summary->n_periods; p++)
        lt_summary_add(summary, p, lt_summary_cell_delta(summary, quantity, package, p, cell), &mean);
    return mean.sum / mean.weight;
}

double lt_summary_cell_noise(const lt_summary *summary, lt_quantity quantity, long period, long cell) {
    if (period >= 0)
        return fabs(lt_summary_cell(summary, quantity, LT_SUMMARY_NOISE, period, cell) -
                    lt_summary_cell(summary, quantity, LT_SUMMARY_BASE, period, cell));
    lt_period_mean mean = {0};
    for (long p = 0; p < summary->n_periods; p++)
        lt_summary_add(summary, p, lt_summary_cell_noise(summary, quantity, p, cell), &mean);
    return mean.sum / mean.weight;
}

bool lt_summary_cell_is_hidden(const lt_summary *summary, lt_quantity quantity, long package, long period, long cell) {
    const double delta = lt_summary_cell_delta(summary, quantity, package, period, cell);
    return delta == 0 || lt_noise_hides(delta, lt_summary_cell_noise(summary, quantity, period, cell));
}
