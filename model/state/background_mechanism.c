#include "model/state/background_mechanism.h"

#include "base/csv.h"
#include "base/log.h"
#include "base/outdir.h"
#include "model/chemistry/mechanism/species_table.h"
#include "model/state/background_shape.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double mixed_m = 1000.0; /* the months' values reach from the ground to here */
static const double density = 1.2;    /* kg m-3, of ug/m3 */

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};

enum { SPECIES, NEED, UNIT, SCALE, N_COLUMNS };

typedef struct lt_rows {
    const lt_chemical_set *set;
    lt_csv *table, *profiles;
    lt_species_table *facts;
    int c[N_COLUMNS], month, n_nodes;
    int node[LT_SHAPE_MOST];
    double node_m[LT_SHAPE_MOST];
    const double *z_edge;
    int nz;
} lt_rows;

static lt_status fault(const lt_csv *csv, long row, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(csv, row, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(csv, row, column)), .todo = "correct the table");
}

/* A cell as an amount, 0 or more. */
static lt_status amount(const lt_csv *csv, long row, int column, double *out) {
    LT_TRY(lt_csv_double(csv, row, column, out));
    return *out >= 0.0 ? LT_OK : fault(csv, row, column, "an amount of the background is negative", "0 or more");
}

/* --- heights --- */

static lt_status month_column(const lt_csv *csv, int month, int *out) {
    return lt_csv_column(csv, months[month - 1], out);
}

/* The columns m3000 ... of the table. */
static lt_status find_nodes(lt_rows *r) {
    for (int column = 0; column < lt_csv_columns(r->table); ++column) {
        const char *name = lt_csv_header(r->table, column);
        char *end;
        const double height = name[0] == 'm' ? strtod(name + 1, &end) : 0.0;
        if (height <= 0.0 || *end) continue;
        if (r->n_nodes == LT_SHAPE_MOST - 1 || height <= (r->n_nodes ? r->node_m[r->n_nodes - 1] : mixed_m))
            return LT_RAISE(
                LT_ERR_INPUT, .what = "heights of the background do not rise",
                .where = lt_fmt("%s, column %s", lt_csv_path(r->table), name),
                .expected = lt_fmt("at most %d columns m<height>, rising from above %g m", LT_SHAPE_MOST - 1, mixed_m),
                .found = name, .todo = "put the columns in order");
        r->node[r->n_nodes] = column;
        r->node_m[r->n_nodes++] = height;
    }
    return LT_OK;
}

/* The heights of a species in background_profiles.csv, which must reach the model's top. */
static lt_status read_profile(const lt_rows *r, const char *name, lt_shape *out) {
    int species, height, value;
    LT_TRY(lt_csv_column(r->profiles, "species", &species));
    LT_TRY(lt_csv_column(r->profiles, "height_m", &height));
    LT_TRY(month_column(r->profiles, r->month, &value));
    for (long row = 0; row < lt_csv_rows(r->profiles); ++row) {
        if (strcmp(lt_csv_text(r->profiles, row, species), name) != 0) continue;
        const int n = out->n;
        if (n == LT_SHAPE_MOST) return fault(r->profiles, row, species, "a profile has too many heights", "at most 32");
        LT_TRY(lt_csv_double(r->profiles, row, height, &out->height_m[n]));
        LT_TRY(amount(r->profiles, row, value, &out->value[n]));
        if (n > 0 && out->height_m[n] <= out->height_m[n - 1])
            return fault(r->profiles, row, height, "heights of a profile do not rise", "rising heights");
        out->n = n + 1;
    }
    if (out->n > 0 && r->z_edge[r->nz] <= out->height_m[out->n - 1]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the profile of %s does not reach the model's top", name),
                    .where = lt_csv_path(r->profiles), .expected = lt_fmt("rows up to %g m", r->z_edge[r->nz]),
                    .found = out->n > 0 ? lt_fmt("%g m", out->height_m[out->n - 1]) : "none",
                    .todo = "add rows, or lower the top of the grid");
}

/* The month's value to 1000 m and what stands above it. */
static lt_status read_levels(const lt_rows *r, long row, lt_shape *out) {
    int value;
    LT_TRY(month_column(r->table, r->month, &value));
    out->n = 1;
    out->height_m[0] = mixed_m;
    LT_TRY(amount(r->table, row, value, &out->value[0]));
    if (!lt_csv_empty(r->table, row, r->c[SCALE])) {
        LT_TRY(lt_csv_double(r->table, row, r->c[SCALE], &out->scale_m));
        if (!(out->scale_m > 0.0)) return fault(r->table, row, r->c[SCALE], "a scale height cannot be", "above 0 m");
    }
    for (int n = 0; n < r->n_nodes; ++n) {
        if (out->scale_m > 0.0 && lt_csv_empty(r->table, row, r->node[n])) continue;
        if (out->scale_m > 0.0)
            return fault(r->table, row, r->node[n], "a row has both a scale height and values aloft", "one of both");
        out->height_m[out->n] = r->node_m[n];
        LT_TRY(amount(r->table, row, r->node[n], &out->value[out->n++]));
    }
    return LT_OK;
}

/* --- species --- */

/* kg/kg of one unit. */
static lt_status factor_of(const lt_rows *r, long row, const lt_species_info *info, double *out) {
    const char *unit = lt_csv_text(r->table, row, r->c[UNIT]);
    const bool mass = strcmp(unit, "ug/m3") == 0, moles = strcmp(unit, "ppb") == 0 || strcmp(unit, "profile") == 0;
    *out = mass ? 1e-9 / density : 1e-9 * info->molar_mass / LT_M_AIR;
    if ((mass && info->molar_mass == 0.0) || (moles && info->molar_mass > 0.0)) return LT_OK;
    return fault(r->table, row, r->c[UNIT], "this unit does not fit the species",
                 "ppb or profile of a gas, ug/m3 of a particle");
}

/* -1 in *s: the row is skipped. */
static lt_status find_species(const lt_rows *r, long row, int *s) {
    const char *name = lt_csv_text(r->table, row, r->c[SPECIES]), *need = lt_csv_text(r->table, row, r->c[NEED]);
    const bool required = strcmp(need, "required") == 0;
    if (!required && strcmp(need, "optional") != 0)
        return fault(r->table, row, r->c[NEED], "is the species needed?", "required or optional");
    for (long before = 0; before < row; ++before)
        if (strcmp(lt_csv_text(r->table, before, r->c[SPECIES]), name) == 0)
            return fault(r->table, row, r->c[SPECIES], "a species stands twice", "every species once");
    *s = lt_chemical_set_find(r->set, name);
    if (*s >= 0) return LT_OK;
    if (required)
        return fault(r->table, row, r->c[SPECIES], "the mechanism lacks a species that the background needs",
                     lt_fmt("a species of %s; or a table of its own, %s_background.csv beside %s.def",
                            r->set->mechanism->path, r->set->mechanism->name, r->set->mechanism->name));
    if (lt_species_table_find(r->facts, name)) return LT_OK;
    return fault(r->table, row, r->c[SPECIES], "unknown species",
                 "a species of the mechanism or of model/data/chemistry_species.csv");
}

static lt_status fill_row(const lt_rows *r, long row, lt_background *out) {
    lt_shape shape = {0};
    int s = -1;
    double factor;
    LT_TRY(find_species(r, row, &s));
    if (s < 0) return LT_OK;
    LT_TRY(factor_of(r, row, &r->set->info[s], &factor));
    if (strcmp(lt_csv_text(r->table, row, r->c[UNIT]), "profile") == 0)
        LT_TRY(read_profile(r, r->set->info[s].name, &shape));
    else
        LT_TRY(read_levels(r, row, &shape));
    for (int k = 0; k < r->nz; ++k)
        out->value[s * r->nz + k] = factor * lt_shape_mean(&shape, r->z_edge[k], r->z_edge[k + 1]);
    out->top[s] = factor * lt_shape_at(&shape, r->z_edge[r->nz]);
    return LT_OK;
}

/* Which species start at 0. */
static void say_zero(const lt_rows *r, const lt_background *b) {
    char names[2048] = "";
    size_t used = 0;
    int n = 0, n_short = 0;
    for (int s = 0; s < r->set->n; ++s) {
        bool any = b->top[s] > 0.0;
        for (int k = 0; k < r->nz; ++k) any = any || b->value[s * r->nz + k] > 0.0;
        if (any) continue;
        ++n;
        n_short += r->set->info[s].short_lived;
        if (used < sizeof names && !r->set->info[s].short_lived)
            used += (size_t)snprintf(names + used, sizeof names - used, " %s", r->set->info[s].name);
    }
    if (n > 0)
        lt_remark(LT_LOG_INFO, "background: %d of %d species have a value; at 0 start %d that live short and%s",
                  r->set->n - n, r->set->n, n_short, n > n_short ? names : " no others");
}

static lt_status open_tables(lt_rows *r) {
    static const char *const names[N_COLUMNS] = {"species", "need", "unit", "scale_height_m"};
    char path[PATH_MAX];
    LT_TRY(lt_background_table(r->set->mechanism, path, sizeof path));
    LT_TRY(lt_csv_read(path, &r->table));
    LT_TRY(lt_share_path(LT_BACKGROUND_PROFILES, path, sizeof path));
    LT_TRY(lt_csv_read(path, &r->profiles));
    LT_TRY(lt_species_table_read(&r->facts));
    for (int n = 0; n < N_COLUMNS; ++n) LT_TRY(lt_csv_column(r->table, names[n], &r->c[n]));
    return find_nodes(r);
}

lt_status lt_background_of_mechanism(const lt_chemical_set *set, int month, int nz, const double *z_edge,
                                     lt_background *out) {
    lt_rows r = {.set = set, .month = month, .z_edge = z_edge, .nz = nz};
    if (month < 1 || month > 12)
        return LT_RAISE(LT_ERR_INPUT, .what = "no background for this month", .where = LT_BACKGROUND_TABLE,
                        .expected = "1 to 12", .found = lt_fmt("%d", month), .todo = "correct the time");
    lt_status status = open_tables(&r);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(r.table); ++row) status = fill_row(&r, row, out);
    if (status == LT_OK) say_zero(&r, out);
    lt_csv_free(r.table);
    lt_csv_free(r.profiles);
    lt_species_table_free(r.facts);
    return status;
}

lt_status lt_background_table(const lt_mechanism *mechanism, char *path, size_t size) {
    const char *name = mechanism->path ? mechanism->path : "", *dot = strrchr(name, '.');
    const size_t stem = dot ? (size_t)(dot - name) : strlen(name);
    if ((size_t)snprintf(path, size, "%.*s_background.csv", (int)stem, name) < size && lt_path_exists(path))
        return LT_OK;
    return lt_share_path(LT_BACKGROUND_TABLE, path, size);
}
