/* gridding.c - annual emissions on the grid.
 *
 * Area rows that share a calendar and a height profile are added into one field per species: cell c gets
 * E_s w_c(region, surrogate), and the weights of a city sum to 1, so that the table's total is kept. The hours follow
 * in writers/emissions_nc.c. Points keep their place. */
#include "inventory/place/gridding.h"

#include "base/exactsum.h"
#include "base/log.h"
#include "inventory/fusion/fusion.h"
#include "inventory/place/surrogate.h"

#include <stdio.h>
#include <string.h>

/* Weights already made, by region, county and surrogate. */
typedef struct weights {
    char region[24], county[24], surrogate[24];
    double lon, lat; /* of a port */
    double *w, sum;  /* sum: 1, or the share of a neighbour that lies on the grid */
    bool fell_back;
} weights;

typedef struct work {
    const lt_grid *grid;
    const lt_allocation *allocation;
    weights *cache;
    int n_cache, max_cache, year;
} work;

enum lt_part lt_part_of(const char *region) {
    if (lt_region_is_liaoning(region)) return LT_PART_CITIES;
    return strcmp(region, lt_region_ids[LT_REGION_SEA]) == 0 ? LT_PART_SEA : LT_PART_LAND;
}

static lt_status make_weights(const work *job, const lt_source *s, weights *made) {
    const int kind = lt_surrogate_find(s->surrogate);
    const lt_region_info *info = lt_regions_find(job->allocation->regions, s->region);
    switch (lt_part_of(s->region)) {
    case LT_PART_CITIES:
        return lt_surrogate_weights(job->grid, &(lt_spread){s->region, s->county, s->surrogate}, made->w,
                                    &made->fell_back);
    case LT_PART_SEA:
        return lt_outside_port(job->grid, s->lon, s->lat, made->w);
    default:
        if (kind < 0 || s->county[0])
            return LT_RAISE(LT_ERR_INPUT, .what = "counties and surrogates of a case are for the 14 cities",
                            .where = s->id, .expected = "a city of Liaoning",
                            .found =
                                lt_fmt("region %s, county \"%s\", surrogate %s", s->region, s->county, s->surrogate),
                            .todo = "name a city, or a surrogate for regions outside (inventory/README.md)");
        return lt_outside_weights(job->allocation->outside, job->grid,
                                  &(lt_whole){s->region, info ? info->area_m2 : 0, info ? info->persons : 0},
                                  (enum lt_surrogate)kind, job->year, made->w);
    }
}

static lt_status find_weights(work *job, const lt_source *s, const weights **out) {
    int kind = lt_surrogate_find(s->surrogate);
    double lon = kind == LT_BY_PORT ? s->lon : 0, lat = kind == LT_BY_PORT ? s->lat : 0;
    for (int k = 0; k < job->n_cache; k++) {
        const weights *have = &job->cache[k];
        if (have->lon != lon || have->lat != lat || strcmp(have->region, s->region) != 0 ||
            strcmp(have->surrogate, s->surrogate) != 0 || strcmp(have->county, s->county) != 0)
            continue;
        *out = have;
        return LT_OK;
    }
    weights *made = &job->cache[job->n_cache];
    LT_TRY(lt_calloc((size_t)job->grid->nx * (size_t)job->grid->ny, sizeof(double), &made->w));
    job->n_cache++;
    made->lon = lon;
    made->lat = lat;
    snprintf(made->region, sizeof made->region, "%s", s->region);
    snprintf(made->county, sizeof made->county, "%s", s->county);
    snprintf(made->surrogate, sizeof made->surrogate, "%s", s->surrogate);
    LT_TRY_CONTEXT(make_weights(job, s, made), "source %s", s->id);
    for (long c = 0; c < (long)job->grid->nx * job->grid->ny; c++) made->sum += made->w[c];
    if (kind == LT_BY_PORT && made->sum == 0)
        lt_remark(LT_LOG_WARNING,
                  "the port at %.2f E, %.2f N lies outside the grid %s or far from its sea: its ships are left out",
                  lon, lat, job->grid->name);
    *out = made;
    return LT_OK;
}

static lt_status start_work(work *job, const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation) {
    *job = (work){.grid = grid, .allocation = allocation, .year = ledger->base_year};
    job->max_cache = (int)ledger->n + 1;
    return lt_calloc((size_t)job->max_cache, sizeof(weights), &job->cache);
}

static void end_work(work *job) {
    for (int k = 0; k < job->n_cache; k++) lt_free(job->cache[k].w);
    lt_free(job->cache);
}

static lt_status name_error(const lt_source *s, const char *column, const char *found, const char *table) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown %s", column),
                    .where = lt_fmt("%s:%d, source %s", s->file, s->line, s->id),
                    .expected = lt_fmt("a name of inventory/data/%s", table), .found = lt_fmt("\"%s\"", found),
                    .todo = "correct the name");
}

static lt_area_group *group_of(lt_gridded *g, int law, int calendar, int profile) {
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].law == law && g->groups[k].calendar == calendar && g->groups[k].profile == profile)
            return &g->groups[k];
    lt_area_group *made = &g->groups[g->n_groups++];
    made->law = law;
    made->calendar = calendar;
    made->profile = profile;
    return made;
}

static lt_status add_area(work *job, const lt_source *s, lt_timing timing, lt_gridded *g) {
    int profile = lt_profiles_find(job->allocation->profiles, s->profile);
    if (profile < 0) return name_error(s, "profile", s->profile, "profiles.csv");
    double kg[LT_MOST_EMITTED], clipped = 0;
    LT_TRY(lt_speciation_of(g->speciation, s, kg, &clipped));
    const weights *found;
    LT_TRY(find_weights(job, s, &found));
    g->clipped_kg += clipped * found->sum;
    if (found->fell_back && g->n_fell_back++ == 0) g->first_fell_back = s->id;
    long n = (long)g->nx * g->ny;
    for (int e = 0; e < g->speciation->n; e++) {
        if (kg[e] == 0) continue;
        lt_area_group *group = group_of(
            g, lt_timing_moves(timing.law, g->speciation->species[e].name) ? timing.law : -1, timing.calendar, profile);
        if (!group->kg[e]) LT_TRY(lt_calloc((size_t)n, sizeof(double), &group->kg[e]));
        for (long c = 0; c < n; c++) group->kg[e][c] += kg[e] * found->w[c];
    }
    return LT_OK;
}

static lt_status add_point(work *job, const lt_source *s, lt_timing timing, lt_gridded *g) {
    int i, j;
    bool inside;
    LT_TRY(lt_grid_cell(job->grid, s->lon, s->lat, &i, &j, &inside));
    if (!inside) {
        g->n_outside++;
        return LT_OK;
    }
    lt_point *point = &g->points[g->n_points++];
    point->source = s;
    point->timing = timing;
    LT_TRY(lt_grid_project(job->grid, s->lon, s->lat, &point->x, &point->y));
    return lt_speciation_of(g->speciation, s, point->kg, &g->clipped_kg);
}

static lt_status add_all(work *job, const lt_ledger *ledger, lt_gridded *g) {
    const lt_calendars *calendars = job->allocation->calendars;
    const long groups = calendars->n * (job->allocation->profiles->n + 1) * (LT_N_EMISSION_LAWS + 1);
    LT_TRY(lt_calloc((size_t)groups, sizeof(lt_area_group), &g->groups));
    LT_TRY(lt_calloc((size_t)ledger->n, sizeof(lt_point), &g->points));
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        lt_timing timing;
        if (!lt_timing_find(calendars, s->calendar, &timing))
            return lt_timing_fault(calendars, s->calendar, lt_fmt("%s:%d, source %s", s->file, s->line, s->id));
        if (s->is_point)
            LT_TRY(add_point(job, s, timing, g));
        else
            LT_TRY(add_area(job, s, timing, g));
    }
    return LT_OK;
}

static lt_status add_background(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                                lt_gridded *g) {
    lt_fusion *fusion;
    LT_TRY(lt_fusion_create(ledger, grid, allocation, &fusion));
    const lt_status status = lt_fusion_add(fusion, g);
    lt_fusion_free(fusion);
    return status;
}

lt_status lt_gridded_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                            lt_gridded **out) {
    *out = NULL;
    lt_gridded *g;
    work job;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    g->nx = grid->nx;
    g->ny = grid->ny;
    lt_status status = lt_speciation_create(ledger->mechanism, allocation->sectors, &g->speciation);
    if (status == LT_OK) status = start_work(&job, ledger, grid, allocation);
    if (status == LT_OK) {
        status = add_all(&job, ledger, g);
        end_work(&job);
    }
    if (status == LT_OK && ledger->background) status = add_background(ledger, grid, allocation, g);
    if (status != LT_OK) {
        lt_gridded_free(g);
        return status;
    }
    if (g->n_outside)
        lt_remark(LT_LOG_WARNING, "%ld point sources lie outside the grid %s and are left out", g->n_outside,
                  grid->name);
    if (g->n_fell_back)
        lt_remark(LT_LOG_INFO,
                  "%ld source row(s) went by area because their surrogate is empty in the region, %s the first",
                  g->n_fell_back, g->first_fell_back);
    *out = g;
    return LT_OK;
}

void lt_gridded_free(lt_gridded *gridded) {
    if (!gridded) return;
    for (int k = 0; k < gridded->n_groups; k++)
        for (int e = 0; e < LT_MOST_EMITTED; e++) lt_free(gridded->groups[k].kg[e]);
    lt_free(gridded->groups);
    lt_free(gridded->points);
    lt_speciation_free(gridded->speciation);
    lt_free(gridded->own_sources);
    lt_free(gridded);
}

struct lt_placing {
    work job;
};

lt_status lt_placing_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                            lt_placing **out) {
    lt_placing *placing;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *placing, &placing));
    const lt_status status = start_work(&placing->job, ledger, grid, allocation);
    if (status != LT_OK) {
        lt_placing_free(placing);
        return status;
    }
    *out = placing;
    return LT_OK;
}

lt_status lt_placing_find(lt_placing *placing, const lt_source *s, lt_place *out) {
    *out = (lt_place){.cell = -1};
    if (s->is_point) {
        int i, j;
        bool inside;
        LT_TRY(lt_grid_cell(placing->job.grid, s->lon, s->lat, &i, &j, &inside));
        if (inside) out->cell = (long)j * placing->job.grid->nx + i;
        out->sum = inside;
        return LT_OK;
    }
    const weights *found;
    LT_TRY(find_weights(&placing->job, s, &found));
    out->weight = found->w;
    out->sum = found->sum;
    return LT_OK;
}

void lt_placing_free(lt_placing *placing) {
    if (!placing) return;
    end_work(&placing->job);
    lt_free(placing);
}

static lt_status sum_source(work *job, const lt_source *s, lt_exactsum sums[LT_N_POLLUTANTS]) {
    bool inside;
    int i, j;
    if (s->is_point) {
        LT_TRY(lt_grid_cell(job->grid, s->lon, s->lat, &i, &j, &inside));
        for (int p = 0; p < LT_N_POLLUTANTS && inside; p++)
            lt_exactsum_add(&sums[p], lt_source_emission_kg(s, (enum lt_pollutant)p));
        return LT_OK;
    }
    const weights *found;
    LT_TRY(find_weights(job, s, &found));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double kg = lt_source_emission_kg(s, (enum lt_pollutant)p);
        if (kg == 0) continue;
        for (long c = 0; c < (long)job->grid->nx * job->grid->ny; c++)
            if (found->w[c] != 0) lt_exactsum_add(&sums[p], kg * found->w[c]);
    }
    return LT_OK;
}

lt_status lt_inventory_gridded_totals(const lt_ledger *ledger, const lt_grid *grid,
                                      double kt[LT_N_PARTS][LT_N_POLLUTANTS]) {
    lt_allocation allocation;
    work job;
    lt_exactsum sums[LT_N_PARTS][LT_N_POLLUTANTS];
    for (int k = 0; k < LT_N_PARTS; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) lt_exactsum_clear(&sums[k][p]);
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_status status = start_work(&job, ledger, grid, &allocation);
    if (status == LT_OK) {
        for (long k = 0; k < ledger->n && status == LT_OK; k++)
            status = sum_source(&job, &ledger->sources[k], sums[lt_part_of(ledger->sources[k].region)]);
        end_work(&job);
    }
    lt_allocation_free(&allocation);
    for (int k = 0; k < LT_N_PARTS && status == LT_OK; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) kt[k][p] = lt_exactsum_value(&sums[k][p]) * 1e-6;
    return status;
}
