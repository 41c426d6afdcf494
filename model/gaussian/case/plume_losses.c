/* plume_losses.c - losses of a case hour by hour (plume_losses.h).
 *
 * dry: fixed takes deposition_velocity and settling_velocity in every hour. dry: computed takes them of the hour from
 * ../dry_hour.h, for a gas of its table or for spheres of one size, over the land cover that is written (cover), of the
 * cell of a grid.nc (cover_file), or of weather: land. Calm hours have a velocity where puffs take them. NOx, which is
 * no gas of the table, deposits as NO2, as its rates are written.
 *
 * Limit: one land cover around the site, and one size of particles. */
#include "model/gaussian/case/plume_losses.h"

#include "base/log.h"
#include "base/number.h"
#include "grids/grid.h"
#include "model/gaussian/dry_hour.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static const lt_node *node_of(const lt_plume_case *setup) {
    return lt_node_get(setup->document, "removal");
}

static lt_status bad(const lt_plume_case *setup, const char *what, const char *expected, const char *found,
                     const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(node_of(setup)), .expected = expected,
                    .found = found, .todo = todo);
}

static bool is_computed(const lt_removal_keys *k) {
    return strcmp(k->dry, "computed") == 0;
}

static lt_status judge(const lt_plume_case *setup) {
    const lt_removal_keys *k = &setup->removal;
    if (k->settling_ms > k->deposition_ms)
        return bad(setup, "particles settle and do not reach the ground",
                   "a deposition_velocity of the settling_velocity or more, for it holds it",
                   lt_fmt("%g m/s of settling, %g m/s of deposition", k->settling_ms, k->deposition_ms),
                   "give the deposition velocity with the settling in it");
    if (!is_computed(k)) return LT_OK;
    if (k->deposition_ms > 0.0)
        return bad(setup, "dry deposition is given twice", "dry: computed, or velocities", "both", "take one out");
    if (lt_given(k->gas) && k->diameter_m > 0.0)
        return bad(setup, "what deposits is given twice", "gas, or particle_diameter", "both", "take one out");
    if (k->cover && lt_given(k->cover_file))
        return bad(setup, "the land cover is given twice", "cover, or cover_file", "both", "take one out");
    return LT_OK;
}

/* --- land cover --------------------------------------------------------------------------------------------------- */

static lt_status written_cover(const lt_plume_case *setup, lt_dry_place *place) {
    const lt_node *cover = setup->removal.cover;
    double sum = 0.0;
    const char *expected = "{cropland: 0.7, urban: 0.3}: classes of land (grids/README.md) with their shares";
    if (cover->kind != LT_NODE_MAP)
        return bad(setup, "the land cover cannot be read", expected, "no such list", "write it so");
    for (int k = 0; k < cover->n; k++) {
        const int land = lt_land_find(cover->keys[k]);
        double share;
        if (land < 0)
            return bad(setup, "cover has an unknown class of land", expected, cover->keys[k], "see grids/README.md");
        if (cover->items[k]->kind != LT_NODE_SCALAR || !lt_number_double(cover->items[k]->text, &share) || share < 0.0)
            return bad(setup, lt_fmt("the share of %s cannot be", cover->keys[k]), expected,
                       cover->items[k]->kind == LT_NODE_SCALAR ? cover->items[k]->text : "no number", "correct it");
        place->fraction[land] += share;
        sum += share;
    }
    if (fabs(sum - 1.0) <= 1e-6) return LT_OK;
    return bad(setup, "the land cover is not all of the land", "shares with a sum of 1", lt_fmt("%g", sum),
               "give all of it");
}

/* Of the cell of a grid that holds the site. */
static lt_status cover_of_cell(const lt_plume_case *setup, lt_dry_place *place) {
    char path[PATH_MAX], folder[PATH_MAX];
    const char *name;
    lt_outdir *dir;
    lt_grid *grid;
    lt_node_path(node_of(setup), setup->removal.cover_file, path, sizeof path);
    LT_TRY(lt_path_split(path, folder, sizeof folder, &name));
    LT_TRY(lt_outdir_look(folder, &dir));
    lt_status status = lt_grid_read(dir, name, &grid);
    lt_outdir_close(dir);
    if (status != LT_OK) return status;
    int i, j;
    bool inside = false;
    status = lt_grid_cell(grid, place->lon_deg, place->lat_deg, &i, &j, &inside);
    for (int c = 0; status == LT_OK && inside && c < LT_N_LAND; c++)
        place->fraction[c] = grid->land_fraction[(c * grid->ny + j) * grid->nx + i];
    lt_grid_free(grid);
    if (status != LT_OK || inside) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "the site lies outside the grid of its land cover", .where = path,
                    .expected = "a site in one of its cells",
                    .found = lt_fmt("%.4f E, %.4f N", place->lon_deg, place->lat_deg),
                    .todo = "name the grid of the site, or write cover");
}

static lt_status place_of(const lt_plume_case *setup, const lt_plane *plane, lt_dry_place *out) {
    *out = (lt_dry_place){.lon_deg = plane->lon, .lat_deg = plane->lat, .snow_cover = setup->removal.snow_cover};
    if (setup->removal.cover) return written_cover(setup, out);
    if (lt_given(setup->removal.cover_file)) return cover_of_cell(setup, out);
    out->fraction[lt_land_find(setup->weather.land)] = 1.0;
    return LT_OK;
}

/* What deposits where nothing is said of particles. */
static const char *gas_of(const lt_plume_case *setup) {
    const char *gas = lt_given(setup->removal.gas) ? setup->removal.gas : setup->pollutant;
    return strcmp(gas, "NOx") == 0 ? "NO2" : gas;
}

/* --- hours -------------------------------------------------------------------------------------------------------- */

static lt_status velocity_of(lt_dry_hours *dry, const lt_plume_hour *hour, lt_plume_removal *out) {
    if (!lt_plume_hour_counts(hour)) return LT_OK;
    return lt_dry_hours_of(dry, hour, &out->deposition_ms, &out->settling_ms);
}

/* name: what deposits, for the remark. */
static lt_status compute(const char *name, lt_dry_hours *dry, const lt_plume_weather *w, lt_plume_losses *out) {
    double sum = 0.0;
    long good = 0;
    for (long k = 0; k < w->n; k++) {
        LT_TRY(velocity_of(dry, &w->hours[k], &out->of[k]));
        if (!lt_plume_hour_counts(&w->hours[k])) continue;
        const double v = out->of[k].deposition_ms;
        out->least_ms = good ? fmin(out->least_ms, v) : v;
        out->greatest_ms = fmax(out->greatest_ms, v);
        sum += v;
        good++;
    }
    out->computed = true;
    out->mean_ms = good ? sum / (double)good : NAN;
    lt_remark(LT_LOG_INFO, "dry deposition of %s: %.3g to %.3g cm/s, %.3g in the mean of %ld hours", name,
              100.0 * out->least_ms, 100.0 * out->greatest_ms, 100.0 * out->mean_ms, good);
    return LT_OK;
}

static lt_status compute_dry(const lt_plume_case *setup, const lt_plane *plane, const lt_plume_weather *w,
                             lt_plume_losses *out) {
    const lt_removal_keys *k = &setup->removal;
    const bool sphere = k->diameter_m > 0.0;
    const char *gas = gas_of(setup);
    const lt_dry_matter matter = {sphere ? NULL : gas, k->diameter_m, k->density_kgm3};
    lt_dry_place place;
    lt_dry_hours *dry;
    LT_TRY(place_of(setup, plane, &place));
    const lt_status made = lt_dry_hours_create(&place, &matter, 1, &dry);
    if (made == LT_ERR_INPUT && !sphere)
        return bad(setup, lt_fmt("dry deposition of %s cannot be computed", gas),
                   "gas: a name of model/data/deposition_gases.csv (NOx: as NO2), or particle_diameter and "
                   "particle_density",
                   "a gas without numbers", "correct it, or give a deposition_velocity");
    if (made != LT_OK) return made;
    const bool other = !sphere && strcmp(gas, setup->pollutant) != 0;
    const char *name = other ? lt_fmt("%s as %s", setup->pollutant, gas) : setup->pollutant;
    const lt_status status = compute(name, dry, w, out);
    lt_dry_hours_free(dry);
    return status;
}

static lt_status take_rain(const lt_plume_case *setup, const lt_plume_weather *w, lt_plume_losses *out) {
    const double coefficient = setup->removal.washout_s;
    for (long k = 0; k < w->n; k++) {
        const lt_plume_hour *h = &w->hours[k];
        char local[24];
        lt_time_local(h->end_s - LT_HOUR, local);
        if (coefficient > 0.0 && lt_plume_hour_counts(h) && isnan(h->rain_mmh))
            return LT_RAISE(LT_ERR_INPUT, .what = "washout lacks the rain of an hour", .where = w->path,
                            .expected = "rain in every good hour (0 where it is dry)",
                            .found = lt_fmt("none at %s (UTC+8)", local),
                            .todo = "take weather that has it, or take washout out");
        out->of[k].washout_s = lt_plume_washout(coefficient, h->rain_mmh);
    }
    return LT_OK;
}

lt_status lt_plume_losses_make(const lt_plume_case *setup, const lt_plane *plane, const lt_plume_weather *w,
                               lt_plume_losses *out) {
    const lt_removal_keys *k = &setup->removal;
    *out = (lt_plume_losses){.n = w->n};
    LT_TRY(judge(setup));
    LT_TRY(lt_calloc((size_t)w->n, sizeof *out->of, &out->of));
    for (long h = 0; h < w->n; h++)
        out->of[h] = (lt_plume_removal){.deposition_ms = k->deposition_ms,
                                        .settling_ms = k->settling_ms,
                                        .decay_s = lt_plume_decay(k->half_life_s)};
    LT_TRY(take_rain(setup, w, out));
    return is_computed(k) ? compute_dry(setup, plane, w, out) : LT_OK;
}

void lt_plume_losses_free(lt_plume_losses *losses) {
    lt_free(losses->of);
    *losses = (lt_plume_losses){0};
}
