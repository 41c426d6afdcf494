#include "postproc/nearby/nearby.h"

#include "base/noise.h"
#include "postproc/nearby/nearby_judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- sites of the case -------------------------------------------------------------------------------------------- */

const char *lt_nearby_site_name(const lt_case *setup, long n) {
    return lt_node_item_text(setup->model, "near", n, "site");
}

static lt_status name_sites(lt_nearby *nearby, const lt_case *setup) {
    while (lt_nearby_site_name(setup, nearby->n_sites)) nearby->n_sites++;
    LT_TRY(lt_calloc((size_t)nearby->n_sites, sizeof *nearby->sites, &nearby->sites));
    for (long s = 0; s < nearby->n_sites; s++) nearby->sites[s] = lt_nearby_site_name(setup, s);
    return LT_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static lt_nearby_file *files_of(const lt_nearby *nearby, long site, long period) {
    return nearby->files + (site * nearby->n_periods + period) * nearby->n_files;
}

lt_nearby_site lt_nearby_at(const lt_nearby *nearby, long site, long period) {
    return (lt_nearby_site){files_of(nearby, site, period), nearby->noise[site * nearby->n_periods + period]};
}

static bool is_alike(const lt_nearby_file *a, const lt_nearby_file *b) {
    bool same = a->nx == b->nx && a->ny == b->ny && a->cells_x == b->cells_x && a->cells_y == b->cells_y &&
                a->i0 == b->i0 && a->j0 == b->j0;
    for (int p = 0; p < LT_N_NEARBY; p++) same = same && a->air[p].has == b->air[p].has;
    return same;
}

static lt_status read_file(const lt_nearby *nearby, const lt_job *job, const lt_grid *grid, long site, long file) {
    lt_nearby_file *files = files_of(nearby, site, job->period - lt_summary_period(nearby->summary, 0));
    lt_job one = *job;
    one.variant = file == 0 ? "base" : lt_summary_package(nearby->summary, file - 1);
    LT_TRY_CONTEXT(lt_nearby_file_read(&one, grid, nearby->sites[site], &files[file]),
                   "reading the near-field map of %s, %s, %s", nearby->sites[site], one.variant, one.period->id);
    if (is_alike(&files[0], &files[file])) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "near-field maps of one site differ in points or pollutants",
                    .where = lt_job_file(&one, lt_fmt("near_%s", nearby->sites[site]), ".nc"),
                    .expected = "those of base", .found = "others",
                    .todo = "run the case again, so that its near-field maps are made from this run");
}

/* |mean of the noise run - mean of base| of every cell and pollutant. */
static lt_status read_noise(const lt_nearby *nearby, const lt_job *job, const lt_grid *grid, long site, long period) {
    const lt_nearby_file *base = files_of(nearby, site, period);
    const size_t n = (size_t)base->cells_x * (size_t)base->cells_y;
    double **noise = &nearby->noise[site * nearby->n_periods + period];
    lt_job one = *job;
    one.variant = "noise";
    LT_TRY(lt_calloc(LT_N_NEARBY * n, sizeof **noise, noise));
    for (int p = 0; p < LT_N_NEARBY; p++) {
        double *to = *noise + (size_t)p * n;
        if (!base->air[p].has) continue;
        LT_TRY(lt_nearby_grid_mean(&one, grid, base, lt_nearby_table[p].variable, to));
        for (size_t c = 0; c < n; c++) to[c] = fabs(to[c] - base->air[p].cell[c]);
    }
    return LT_OK;
}

/* The change of a package has the mean of the cells' change. */
static lt_status judge_changes(const lt_nearby *nearby, const lt_job *job, long s, long period) {
    const lt_nearby_site site = lt_nearby_at(nearby, s, period);
    lt_job one = *job;
    for (long k = 0; k + 1 < nearby->n_files; k++) {
        one.variant = lt_summary_package(nearby->summary, k);
        for (int p = 0; p < LT_N_NEARBY; p++)
            LT_TRY_CONTEXT(lt_nearby_judge_change(lt_nearby_origin(nearby, &site, k), &site.files[1 + k], p),
                           "reading %s", lt_job_file(&one, lt_fmt("near_%s", site.files->site), ".nc"));
    }
    return LT_OK;
}

static lt_status read_all(const lt_nearby *nearby, const lt_job *job, const lt_grid *grid) {
    lt_job one = *job;
    for (long s = 0; s < nearby->n_sites; s++)
        for (long p = 0; p < nearby->n_periods; p++) {
            one.period = lt_summary_period(nearby->summary, p);
            for (long f = 0; f < nearby->n_files; f++) LT_TRY(read_file(nearby, &one, grid, s, f));
            if (nearby->n_files > 1) LT_TRY(read_noise(nearby, &one, grid, s, p));
            LT_TRY(judge_changes(nearby, &one, s, p));
        }
    return LT_OK;
}

static lt_status fill(lt_nearby *nearby, const lt_job *job, const lt_grid *grid) {
    LT_TRY(name_sites(nearby, job->setup));
    const size_t n = (size_t)(nearby->n_sites * nearby->n_periods);
    LT_TRY(lt_calloc(n, sizeof *nearby->noise, &nearby->noise));
    LT_TRY(lt_calloc(n * (size_t)nearby->n_files, sizeof *nearby->files, &nearby->files));
    return read_all(nearby, job, grid);
}

lt_status lt_nearby_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_nearby **out) {
    lt_nearby *nearby;
    *out = NULL;
    if (!lt_nearby_site_name(job->setup, 0)) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *nearby, &nearby));
    *nearby = (lt_nearby){.summary = summary, .n_periods = summary->n_periods, .n_files = 1 + summary->n_packages};
    const lt_status status = fill(nearby, job, grid);
    if (status == LT_OK)
        *out = nearby;
    else
        lt_nearby_free(nearby);
    return status;
}

void lt_nearby_free(lt_nearby *nearby) {
    if (!nearby) return;
    const long n = nearby->n_sites * nearby->n_periods;
    for (long f = 0; nearby->files && f < n * nearby->n_files; f++) lt_nearby_file_free(&nearby->files[f]);
    for (long q = 0; nearby->noise && q < n; q++) lt_free(nearby->noise[q]);
    lt_free(nearby->files);
    lt_free(nearby->noise);
    lt_free(nearby->sites);
    lt_free(nearby);
}

/* --- differences -------------------------------------------------------------------------------------------------- */

const lt_nearby_file *lt_nearby_origin(const lt_nearby *nearby, const lt_nearby_site *site, long package) {
    return &site->files[lt_summary_origin(nearby->summary, package) == LT_SUMMARY_BASE ? 0 : 1];
}

double lt_nearby_delta(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant, long package,
                       long point) {
    const lt_nearby_air *air = &site->files[1 + package].air[pollutant];
    return air->change ? air->change[point]
                       : air->mean[point] - lt_nearby_origin(nearby, site, package)->air[pollutant].mean[point];
}

bool lt_nearby_is_hidden(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                         long package, long point) {
    const lt_nearby_file *base = site->files;
    const double delta = lt_nearby_delta(nearby, site, pollutant, package, point);
    const double *noise = site->noise + (long)pollutant * base->cells_x * base->cells_y;
    return delta == 0 || lt_noise_hides(delta, noise[lt_nearby_cell(base, point)]);
}

static double mean_of(const lt_nearby_file *file, const double *cells) {
    const long n = (long)file->cells_x * file->cells_y;
    double sum = 0;
    for (long c = 0; c < n; c++) sum += cells[c];
    return sum / (double)n;
}

double lt_nearby_mean(const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    return mean_of(file, file->air[pollutant].cell);
}

double lt_nearby_delta_stacks(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                              long package) {
    const lt_nearby_file *before = lt_nearby_origin(nearby, site, package), *after = &site->files[1 + package];
    const double *from = before->air[pollutant].local, *to = after->air[pollutant].local;
    return from && to ? mean_of(after, to) - mean_of(before, from) : NAN;
}

/* What plumes shape, by points; NULL where it is not known. */
static const lt_nearby_air *shaped_air(const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const lt_nearby_air *air = &file->air[pollutant];
    if (pollutant == LT_NEARBY_NO2 && !air->stacks) air = &file->air[LT_NEARBY_NOX];
    return air->stacks ? air : NULL;
}

double lt_nearby_shaped(const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const lt_nearby_air *air = shaped_air(file, pollutant);
    double stacks = 0, all = 0;
    if (!air) return NAN;
    for (long q = 0; q < (long)file->nx * file->ny; q++) stacks += air->stacks[q], all += air->mean[q];
    return all > 0 ? stacks / all : 0;
}

bool lt_nearby_has_place(const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const lt_nearby_air *air = shaped_air(file, pollutant);
    const long at = file->air[pollutant].most_at;
    return !air || air->stacks[at] >= LT_NEARBY_PLACE_LEAST * air->mean[at];
}

long lt_nearby_around(const lt_nearby_file *file) {
    long n = 0;
    for (long k = 0; k < file->n_stacks; k++) n += !file->stacks[k].inside;
    return n;
}

static long rank_of(const lt_nearby_file *file, long k) {
    long rank = 0;
    for (long q = 0; q < k; q++) rank += strcmp(file->stacks[q].id, file->stacks[k].id) == 0;
    return rank;
}

const lt_nearby_stack *lt_nearby_same(const lt_nearby_file *file, long k, const lt_nearby_file *other) {
    long left = rank_of(file, k);
    for (long q = 0; q < other->n_stacks; q++)
        if (strcmp(other->stacks[q].id, file->stacks[k].id) == 0 && left-- == 0) return &other->stacks[q];
    return NULL;
}
