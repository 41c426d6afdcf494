#include "model/emission/fluxes.h"

#include "base/log.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

const lt_flux_law *const lt_flux_laws[LT_N_FLUXES] = {
#define LT_FLUX_ROW(name) [LT_FLUX_##name] = &lt_flux_law_##name,
    LT_FLUX_LIST(LT_FLUX_ROW)
#undef LT_FLUX_ROW
};

typedef struct used {
    double scale; /* 0: off */
    void *table;
    double *fine, *coarse; /* kg/s of a cell, scaled */
    bool any;              /* in this hour */
} used;

struct lt_fluxes {
    const lt_grid *grid;
    lt_flux_place place;
    double *none;    /* a sea of nothing, for a grid without one */
    double *density; /* kg m-3 */
    used laws[LT_N_FLUXES];
};

lt_status lt_flux_scale(const char *law, const char *text, const char *where, double *scale) {
    const char *rest;
    *scale = 1.0;
    if (!text || strcmp(text, "on") == 0) return LT_OK;
    *scale = 0.0;
    if (strcmp(text, "off") == 0) return LT_OK;
    if (lt_number_scan(text, scale, &rest) && !*rest && *scale >= 0.0 && *scale <= 100.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("how much of the law %s?", law),
                    .where = where ? where : lt_fmt("model: %s", law),
                    .expected = "on, off, or what it is multiplied by, 0 to 100", .found = lt_fmt("\"%s\"", text),
                    .todo = "correct it");
}

static bool is_taken(const lt_flux_law *law, const lt_species_set *species) {
    for (const lt_flux_part *part = law->parts; part->species; ++part)
        if (lt_species_find(species, part->species) >= 0) return true;
    return false;
}

/* Fields of the weather that not every file has. */
static lt_status want(lt_weather *w, const char *law, const char *field, double **member) {
    if (lt_ncr_has(w->file, field)) return lt_weather_want(w, member);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the meteorology lacks a field that the law %s needs", law),
                    .where = lt_ncr_path(w->file), .expected = field, .found = "no such field",
                    .todo = lt_fmt("make the meteorology again with `lantian run`, or say model: %s: off", law));
}

/* Mass of a class that no species takes would be lost without a word. */
static lt_status expect_species(const lt_flux_law *law, const lt_species_set *species) {
    for (const lt_flux_part *part = law->parts; part->species; ++part)
        if (lt_species_find(species, part->species) < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the run lacks a species that the law %s makes", law->name),
                            .where = "model: chemistry", .expected = part->species, .found = "no such species",
                            .todo = lt_fmt("say model: %s: off", law->name));
    return LT_OK;
}

static lt_status open_law(lt_fluxes *f, int k, lt_weather *w, const lt_species_set *species, double scale) {
    const lt_flux_law *law = lt_flux_laws[k];
    used *u = &f->laws[k];
    LT_TRY(expect_species(law, species));
    if (law->by_skin) LT_TRY(want(w, law->name, "skin_temperature", &w->skin_temperature));
    if (law->by_snow) LT_TRY(want(w, law->name, "snow_cover", &w->snow_cover));
    u->scale = scale;
    LT_TRY(lt_calloc((size_t)f->place.n, sizeof(double), &u->fine));
    LT_TRY(lt_calloc((size_t)f->place.n, sizeof(double), &u->coarse));
    return law->open ? law->open(&u->table) : LT_OK;
}

static lt_status open_all(lt_fluxes *f, lt_weather *w, const lt_species_set *species, const double *scale) {
    const lt_grid *g = f->grid;
    const long plane = (long)g->nx * g->ny;
    const int sea = lt_grid_region(g, "sea");
    LT_TRY(lt_calloc((size_t)plane, sizeof(double), &f->none));
    LT_TRY(lt_calloc((size_t)plane, sizeof(double), &f->density));
    f->place = (lt_flux_place){
        .n = plane, .sea = sea < 0 ? f->none : g->region_fraction + sea * plane, .land = g->land_fraction};
    for (int k = 0; k < LT_N_FLUXES; ++k)
        if (scale[k] > 0.0 && is_taken(lt_flux_laws[k], species)) LT_TRY(open_law(f, k, w, species, scale[k]));
    return LT_OK;
}

lt_status lt_fluxes_open(const lt_grid *grid, lt_weather *weather, const lt_species_set *species, const double *scale,
                         lt_fluxes **out) {
    bool any = false;
    lt_fluxes *f;
    *out = NULL;
    for (int k = 0; k < LT_N_FLUXES; ++k) any |= scale[k] > 0.0 && is_taken(lt_flux_laws[k], species);
    if (!any) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *f, &f));
    f->grid = grid;
    const lt_status status = open_all(f, weather, species, scale);
    if (status == LT_OK)
        *out = f;
    else
        lt_fluxes_close(f);
    return status;
}

void lt_fluxes_close(lt_fluxes *f) {
    if (!f) return;
    for (int k = 0; k < LT_N_FLUXES; ++k) {
        if (f->laws[k].table) lt_flux_laws[k]->close(f->laws[k].table);
        lt_free(f->laws[k].fine);
        lt_free(f->laws[k].coarse);
    }
    lt_free(f->none);
    lt_free(f->density);
    lt_free(f);
}

void lt_fluxes_hour(lt_fluxes *f, const lt_weather *w, lt_time begin) {
    const double *area = f->grid->area, depth = f->grid->z_edge[1] - f->grid->z_edge[0];
    for (long c = 0; c < f->place.n; ++c) f->density[c] = lt_weather_mass(w, (size_t)c) / (area[c] * depth);
    const lt_flux_hour hour = {.month = lt_time_civil(begin + LT_CST_OFFSET).month,
                               .wind_10m = w->wind_10m,
                               .temperature_2m = w->temperature_2m,
                               .precipitation = w->precipitation,
                               .density = f->density,
                               .skin = w->skin_temperature,
                               .snow = w->snow_cover};
    for (int k = 0; k < LT_N_FLUXES; ++k) {
        used *u = &f->laws[k];
        if (u->scale == 0.0) continue;
        u->any = false;
        lt_flux_laws[k]->flux(u->table, &f->place, &hour, u->fine, u->coarse);
        for (long c = 0; c < f->place.n; ++c) {
            u->fine[c] *= u->scale * area[c];
            u->coarse[c] *= u->scale * area[c];
            u->any |= u->fine[c] > 0.0 || u->coarse[c] > 0.0;
        }
    }
}

static const lt_flux_part *part_of(int law, const char *species) {
    for (const lt_flux_part *part = lt_flux_laws[law]->parts; part->species; ++part)
        if (strcmp(part->species, species) == 0) return part;
    return NULL;
}

bool lt_fluxes_make(const lt_fluxes *f, const char *species) {
    for (int k = 0; k < LT_N_FLUXES && f; ++k)
        if (f->laws[k].scale > 0.0 && part_of(k, species)) return true;
    return false;
}

bool lt_fluxes_make_now(const lt_fluxes *f, const char *species) {
    for (int k = 0; k < LT_N_FLUXES && f; ++k)
        if (f->laws[k].any && part_of(k, species)) return true;
    return false;
}

void lt_fluxes_add(const lt_fluxes *f, const char *species, double *plane) {
    for (int k = 0; k < LT_N_FLUXES && f; ++k) {
        const lt_flux_part *part = f->laws[k].any ? part_of(k, species) : NULL;
        for (long c = 0; c < f->place.n && part; ++c)
            plane[c] += part->fine * f->laws[k].fine[c] + part->coarse * f->laws[k].coarse[c];
    }
}
