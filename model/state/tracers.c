#include "model/state/tracers.h"

#include "model/state/region_list.h"

#include <stdio.h>
#include <string.h>

static const lt_tracer_setup *item(const lt_list *tracers, long n) {
    return (const lt_tracer_setup *)tracers->items + n;
}

static const char *list_of(const lt_list *texts) {
    char *const *items = texts->items;
    char all[80] = "";
    for (long k = 0; k < texts->n; ++k) {
        size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", k ? ", " : "", items[k]);
    }
    return lt_fmt("%s", all);
}

static const char *place_of(const lt_tracer_setup *t) {
    return lt_fmt("%g,%g %+ld%+ld ring %ld", t->lon, t->lat, t->east, t->north, t->ring);
}

/* What the files say of a tracer. */
static void describe(const lt_tracer_setup *t, const char *parent, char text[96]) {
    switch (lt_tracer_kind_of(t)) {
    case LT_TRACER_GAS:
        snprintf(text, 96, "%s, passive", t->of ? t->of : t->name);
        break;
    case LT_TRACER_TAG:
        snprintf(text, 96, "%s emitted by %s%s%s%s%s", parent,
                 lt_tracer_has_place(t) ? place_of(t)
                 : t->regions.n         ? list_of(&t->regions)
                                        : "all regions",
                 strcmp(t->source, "all") ? ", " : "", strcmp(t->source, "all") ? t->source : "",
                 strcmp(t->hours, "all") ? ", hours " : "", strcmp(t->hours, "all") ? t->hours : "");
        break;
    case LT_TRACER_BORDER:
        snprintf(text, 96, "%s that entered at the border", parent ? parent : "air");
        break;
    case LT_TRACER_START:
        snprintf(text, 96, "%s that was there at the start", parent);
        break;
    }
}

/* A square may end at the grid's border, but its middle is in the grid. */
static lt_status mask_square(const lt_tracer_setup *t, const lt_grid *grid, const lt_air *air, lt_real *mask) {
    int i, j;
    bool inside;
    LT_TRY(lt_grid_cell(grid, t->lon, t->lat, &i, &j, &inside));
    const long x = i + t->east, y = j + t->north;
    if (!inside || x < -grid->i0 || y < -grid->j0 || x >= grid->nx + grid->beyond_x || y >= grid->ny + grid->beyond_y)
        return LT_RAISE(LT_ERR_INPUT, .what = "the square of cells of a tracer is out of the grid",
                        .where = lt_fmt("model: tracers: %s", t->name),
                        .expected = lt_fmt("a place in grid %s, and east and north that stay in it", grid->name),
                        .found = place_of(t), .todo = "correct the place, or take another grid");
    for (long n = y - t->ring; n <= y + t->ring; ++n)
        for (long e = x - t->ring; e <= x + t->ring; ++e)
            if (e >= 0 && n >= 0 && e < grid->nx && n < grid->ny) mask[lt_air_at(air, 0, (int)n, (int)e)] = (lt_real)1;
    return LT_OK;
}

static lt_status make_mask(const lt_tracer_setup *t, const lt_grid *grid, const lt_air *air, lt_real **out) {
    char *const *regions = t->regions.items;
    LT_TRY(lt_calloc((size_t)air->layer, sizeof **out, out));
    if (lt_tracer_has_place(t)) return mask_square(t, grid, air, *out);
    for (int j = 0; j < grid->ny; ++j)
        for (int i = 0; i < grid->nx; ++i) {
            double sum = 0.0;
            for (long k = 0; k < t->regions.n; ++k) {
                const double *share = lt_region_share(grid, regions[k]);
                if (!share)
                    return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not have a region of a tracer",
                                    .where = lt_fmt("model: tracers: %s", t->name),
                                    .expected = lt_fmt("a region of grid %s", grid->name), .found = regions[k],
                                    .todo = "take another region or another grid");
                sum += share[(size_t)j * (size_t)grid->nx + (size_t)i];
            }
            (*out)[lt_air_at(air, 0, j, i)] = (lt_real)(sum < 1.0 ? sum : 1.0);
        }
    return LT_OK;
}

static bool same_cells(const lt_tracer_setup *a, const lt_tracer_setup *b) {
    bool same = a->regions.n == b->regions.n && a->lon == b->lon && a->lat == b->lat && a->east == b->east &&
                a->north == b->north && a->ring == b->ring;
    for (long k = 0; same && k < a->regions.n; ++k)
        same = !strcmp(((char **)a->regions.items)[k], ((char **)b->regions.items)[k]);
    return same;
}

/* Tags of the same cells share a mask. */
static lt_status find_mask(lt_tracers *ts, const lt_list *tracers, long n, const lt_grid *grid, const lt_air *air) {
    const lt_tracer_setup *mine = item(tracers, n);
    lt_species_info *info = &ts->info[ts->model.n + n];
    if (mine->regions.n == 0 && !lt_tracer_has_place(mine)) return LT_OK;
    for (long m = 0; m < n && !info->mask; ++m)
        if (same_cells(item(tracers, m), mine)) info->mask = ts->info[ts->model.n + m].mask;
    if (info->mask) return LT_OK;
    LT_TRY(make_mask(item(tracers, n), grid, air, &ts->mask[n]));
    info->mask = ts->mask[n];
    return LT_OK;
}

/* The concentration is written in mole fractions for gases, as a share for a border of 1, else as a mass. */
static void set_unit(lt_species_info *info, const lt_gas *gas, bool share_of_air) {
    if (gas) {
        info->unit = strcmp(gas->unit, "ppm") == 0 ? "ppm" : "ppb";
        info->per_ratio = gas->per_ratio;
    } else if (share_of_air) {
        info->unit = "1";
        info->per_ratio = 1.0;
    }
}

static lt_status add_tracer(lt_tracers *ts, const lt_list *tracers, long n, const lt_gases *gases, int year, int month,
                            bool no_background) {
    const lt_tracer_setup *t = item(tracers, n);
    lt_species_info *info = &ts->info[ts->model.n + n];
    int g = lt_tracer_gas(tracers, &ts->model, n, gases), p = lt_tracer_parent(tracers, &ts->model, n);
    const lt_gas *gas = g < 0 ? NULL : &gases->items[g];
    const lt_species_info *parent = p < 0 ? NULL : &ts->info[p];
    ts->kind[n] = lt_tracer_kind_of(t);
    ts->border_as[ts->model.n + n] = ts->kind[n] == LT_TRACER_BORDER ? p : -1;
    ts->start_as[ts->model.n + n] = ts->kind[n] == LT_TRACER_START ? p : -1;
    ts->removed_as[ts->model.n + n] = parent && strcmp(t->deposition, "parent") == 0 ? p : -1;
    describe(t, lt_tracer_is_sum(t) ? t->of : parent ? parent->name : NULL, ts->text[n]);
    *info = (lt_species_info){.name = t->name, .text = ts->text[n], .emitted = ""};
    set_unit(info, gas, ts->kind[n] == LT_TRACER_BORDER && !parent);
    if (ts->kind[n] == LT_TRACER_BORDER && !parent) ts->outside[n] = 1.0;
    if (ts->kind[n] == LT_TRACER_TAG) {
        info->emitted = lt_tracer_is_sum(t) ? t->of : parent->emitted;
        info->molar_mass = parent->molar_mass;
        info->part = strcmp(t->source, "all") == 0 ? "" : t->source;
        lt_tracer_hours(t->hours, &info->hours);
    }
    if (ts->kind[n] != LT_TRACER_GAS) return LT_OK;
    info->molar_mass = gas->molar_mass;
    if (strcmp(t->emission, "on") == 0) info->emitted = t->of ? t->of : t->name;
    if (no_background) return LT_OK;
    if (t->background > 0.0)
        ts->outside[n] = lt_gas_ratio(gas, t->background);
    else
        LT_TRY_CONTEXT(lt_gas_background(gas, year, month, &ts->outside[n]), "tracer %s", t->name);
    ts->outside[n] = (double)(lt_real)ts->outside[n]; /* what the state holds: no enhancement where nothing is added */
    info->background = ts->outside[n];
    return LT_OK;
}

static lt_status fill(lt_tracers *ts, const lt_list *tracers, const lt_grid *grid, const lt_air *air, int year,
                      int month, bool no_background) {
    lt_gases gases;
    const int n_model = ts->model.n;
    size_t n_tracers = (size_t)tracers->n, n_all = (size_t)n_model + n_tracers;
    LT_TRY(lt_calloc(n_all, sizeof *ts->info, &ts->info));
    LT_TRY(lt_calloc(n_tracers, sizeof *ts->kind, &ts->kind));
    LT_TRY(lt_calloc(n_all, sizeof *ts->border_as, &ts->border_as));
    LT_TRY(lt_calloc(n_all, sizeof *ts->start_as, &ts->start_as));
    LT_TRY(lt_calloc(n_all, sizeof *ts->removed_as, &ts->removed_as));
    LT_TRY(lt_calloc(n_tracers, sizeof *ts->outside, &ts->outside));
    LT_TRY(lt_calloc(n_tracers, sizeof *ts->text, &ts->text));
    LT_TRY(lt_calloc(n_tracers, sizeof *ts->mask, &ts->mask));
    memcpy(ts->info, ts->model.info, (size_t)n_model * sizeof *ts->info);
    for (int s = 0; s < n_model; ++s) ts->border_as[s] = ts->start_as[s] = ts->removed_as[s] = -1;
    ts->set = (lt_species_set){n_model + (int)tracers->n, ts->info};
    if (tracers->n == 0) return LT_OK;
    LT_TRY(lt_gases_read(&gases));
    for (long n = 0; n < tracers->n; ++n) {
        LT_TRY(add_tracer(ts, tracers, n, &gases, year, month, no_background));
        LT_TRY(find_mask(ts, tracers, n, grid, air));
    }
    return LT_OK;
}

lt_status lt_tracers_create(const lt_species_set *species, const lt_list *tracers, const lt_grid *grid,
                            const lt_air *air, int year, int month, bool no_background, lt_tracers **out) {
    lt_tracers *ts;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *ts, &ts));
    ts->model = *species;
    lt_status status = fill(ts, tracers, grid, air, year, month, no_background);
    if (status == LT_OK)
        *out = ts;
    else
        lt_tracers_free(ts);
    return status;
}

void lt_tracers_free(lt_tracers *ts) {
    if (!ts) return;
    for (int n = 0; ts->mask && n < ts->set.n - ts->model.n; ++n) lt_free(ts->mask[n]);
    lt_free(ts->mask);
    lt_free(ts->info);
    lt_free(ts->kind);
    lt_free(ts->border_as);
    lt_free(ts->start_as);
    lt_free(ts->removed_as);
    lt_free(ts->outside);
    lt_free(ts->text);
    lt_free(ts);
}

static void start_block(const lt_state_block *block, int nz, int s, const lt_tracers *ts) {
    int n = s - ts->model.n;
    for (int k = 0; k < nz; ++k)
        for (int j = 0; j < block->place.nj; ++j) {
            lt_real *row = lt_state_slab(block, s, k) + j * block->row;
            const lt_real *from =
                ts->start_as[s] >= 0 ? lt_state_slab(block, ts->start_as[s], k) + j * block->row : NULL;
            lt_real value = ts->kind[n] == LT_TRACER_GAS ? (lt_real)ts->outside[n] : (lt_real)0;
            for (int i = 0; i < block->place.ni; ++i) row[i] = from ? from[i] : value;
        }
}

void lt_tracers_start(const lt_tracers *ts, lt_state *state) {
    for (int b = 0; b < state->decomp.n_blocks; ++b)
        for (int s = ts->model.n; s < ts->set.n; ++s) start_block(&state->blocks[b], state->nz, s, ts);
}

/* One array of the border, per cells a species: as much as of the parent, or the same everywhere. */
static void enter(lt_real *all, size_t per, int s, int parent, double outside) {
    lt_real *to = all + (size_t)s * per;
    if (parent >= 0)
        memcpy(to, all + (size_t)parent * per, per * sizeof *to);
    else
        for (size_t c = 0; c < per; ++c) to[c] = (lt_real)outside;
}

void lt_tracers_border(const lt_tracers *ts, lt_border *b) {
    for (int s = ts->model.n; s < ts->set.n; ++s) {
        int n = s - ts->model.n, parent = ts->border_as[s];
        for (int side = 0; side < LT_N_SIDES; ++side)
            enter(b->side[side], (size_t)b->nz * (size_t)lt_border_length(b, (lt_side)side), s, parent, ts->outside[n]);
        enter(b->top, (size_t)b->nx * (size_t)b->ny, s, parent, ts->outside[n]);
    }
}
