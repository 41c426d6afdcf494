/* fusion_add.c - what the inventories under the ledger keep, into its groups of calendar and profile (fusion.h).
 *
 * A field of a month stands in a calendar that emits in that month alone, with the days and hours of the sector's; rows
 * with months of their own get a calendar of those months. Laws of emission (laws.h) move none of it. Species:
 * species/speciation.h, by the sector of ours. */
#include "inventory/fusion/fusion.h"

#include "base/log.h"

#include <stdio.h>
#include <string.h>

/* Area rows of one region, surrogate, calendar and profile, spread together. */
typedef struct pile {
    int level, calendar, profile;
    const lt_foreign_sector *sector; /* of theirs; of the first one where no gridded inventory lies above */
    lt_source source;                /* the first of them */
    double out[LT_MOST_EMITTED], clipped;
} pile;

typedef struct adding {
    const lt_fusion *f;
    lt_gridded *g;
    lt_placing *placing;
    long cells;
    double *kept;
    lt_calendars *calendars;
    pile *piles;
    long n_piles;
} adding;

static lt_status group_of(lt_gridded *g, int calendar, int profile, lt_area_group **out) {
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].law < 0 && g->groups[k].calendar == calendar && g->groups[k].profile == profile) {
            *out = &g->groups[k];
            return LT_OK;
        }
    lt_area_group *larger;
    LT_TRY(lt_calloc((size_t)g->n_groups + 1, sizeof *larger, &larger));
    if (g->n_groups) memcpy(larger, g->groups, (size_t)g->n_groups * sizeof *larger);
    lt_free(g->groups);
    g->groups = larger;
    *out = &g->groups[g->n_groups++];
    **out = (lt_area_group){.law = -1, .calendar = calendar, .profile = profile};
    return LT_OK;
}

static lt_status name_error(const lt_foreign_sector *s, const char *column, const char *found, const char *table) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown %s", column),
                    .where = lt_fmt("foreign_sectors.csv, %s %s", s->format, s->name),
                    .expected = lt_fmt("a name of inventory/data/%s", table), .found = lt_fmt("\"%s\"", found),
                    .todo = "correct the table");
}

/* Our sector, calendar and profile of a sector of theirs; month 1..12: only in that month. */
typedef struct place {
    const lt_sector *sector;
    int calendar, profile;
} place;
static lt_status find_place(adding *a, const lt_foreign_sector *s, const double *months, place *out) {
    out->sector = lt_sectors_find(a->f->allocation->sectors, s->sector);
    lt_timing timing;
    out->calendar = lt_timing_find(a->calendars, s->calendar, &timing) ? timing.calendar : -1;
    out->profile = lt_profiles_find(a->f->allocation->profiles, s->profile);
    if (!out->sector) return name_error(s, "sector", s->sector, "sectors.csv");
    if (out->calendar < 0) return name_error(s, "calendar", s->calendar, "calendars.csv");
    if (out->profile < 0) return name_error(s, "profile", s->profile, "profiles.csv");
    return months ? lt_calendars_with_months(a->calendars, out->calendar, months, &out->calendar) : LT_OK;
}

/* The species of an amount, by the sector of s. Pollutants that others do not give with the rest must not look like
 * negative remainders. */
static lt_status speciate(const adding *a, lt_source *s, double out[LT_MOST_EMITTED], double *clipped) {
    double *kg = s->factor_kg;
    if (kg[LT_PM10] < kg[LT_PM25]) kg[LT_PM10] = kg[LT_PM25];
    if (kg[LT_TSP] < kg[LT_PM10]) kg[LT_TSP] = kg[LT_PM10];
    return lt_speciation_of(a->g->speciation, s, out, clipped);
}

static lt_status need(lt_area_group *group, int e, long cells) {
    return group->kg[e] ? LT_OK : lt_calloc((size_t)cells, sizeof(double), &group->kg[e]);
}

/* A row of ours that is as a sector of theirs: process "total", for which the profiles of the sector stand. */
static lt_source sector_source(const lt_foreign_sector *sector) {
    lt_source s = {.activity = 1, .note = "", .origin = "", .file = ""};
    snprintf(s.id, sizeof s.id, "%s_%.30s", sector->format, sector->name);
    snprintf(s.sector, sizeof s.sector, "%s", sector->sector);
    snprintf(s.process, sizeof s.process, "total");
    snprintf(s.technology, sizeof s.technology, "all");
    snprintf(s.calendar, sizeof s.calendar, "%s", sector->calendar);
    snprintf(s.surrogate, sizeof s.surrogate, "%s", sector->surrogate);
    snprintf(s.profile, sizeof s.profile, "%s", sector->profile);
    snprintf(s.unit, sizeof s.unit, "year");
    return s;
}

static lt_status add_field(adding *a, const lt_fused *field) {
    double month[12] = {0};
    place p;
    lt_area_group *group;
    if (field->month) month[field->month - 1] = 1;
    LT_TRY(find_place(a, field->sector, field->month ? month : NULL, &p));
    lt_fusion_kept(a->f, field->level, field->sector, a->kept);
    LT_TRY(group_of(a->g, p.calendar, p.profile, &group));
    for (int e = 0; e < a->g->speciation->n; e++) LT_TRY(need(group, e, a->cells));
    lt_source s = sector_source(field->sector);
    for (long c = 0; c < a->cells; c++) {
        double out[LT_MOST_EMITTED];
        if (a->kept[c] == 0) continue;
        for (int k = 0; k < LT_N_POLLUTANTS; k++) s.factor_kg[k] = field->kg[k] ? field->kg[k][c] * a->kept[c] : 0;
        LT_TRY(speciate(a, &s, out, &a->g->clipped_kg));
        for (int e = 0; e < a->g->speciation->n; e++) group->kg[e][c] += out[e];
    }
    return LT_OK;
}

/* A row of ours that lies as theirs does. */
static lt_source row_source(const lt_fusion *f, const lt_fused_row *row, long index) {
    lt_source s = sector_source(row->sector);
    s.file = f->background->levels[row->level].foreign.path;
    snprintf(s.id, sizeof s.id, "background_%d_%ld", row->level + 1, index);
    snprintf(s.region, sizeof s.region, "%s", row->region);
    memcpy(s.factor_kg, row->kg, sizeof s.factor_kg);
    if (row->stack >= 0) {
        const lt_foreign_stack *stack = &f->background->levels[row->level].foreign.stacks[row->stack];
        s.is_point = true;
        s.lon = stack->lon;
        s.lat = stack->lat;
        s.stack_height_m = stack->height_m;
        s.stack_diameter_m = stack->diameter_m;
        s.exit_temperature_K = stack->temperature_K;
        s.exit_velocity_ms = stack->velocity_ms;
    }
    return s;
}

static lt_status add_stack(adding *a, const lt_source *s, const double *kg, int calendar, double share) {
    lt_gridded *g = a->g;
    lt_source *kept = &g->own_sources[g->n_own];
    *kept = *s;
    lt_point *point = &g->points[g->n_points];
    *point = (lt_point){.source = kept, .timing = {.law = -1, .calendar = calendar}};
    LT_TRY(lt_grid_project(a->f->grid, s->lon, s->lat, &point->x, &point->y));
    for (int e = 0; e < g->speciation->n; e++) point->kg[e] = kg[e] * share;
    g->n_own++;
    g->n_points++;
    return LT_OK;
}

static bool grid_above(const lt_fusion *f, int level) {
    for (int above = 0; above < level; above++)
        if (f->extent[above]) return true;
    return false;
}

static bool one_pile(const lt_fusion *f, const pile *a, const pile *b) {
    if (a->sector != b->sector && grid_above(f, a->level)) return false; /* it may cover one and leave the other */
    return a->level == b->level && a->calendar == b->calendar && a->profile == b->profile &&
           strcmp(a->source.region, b->source.region) == 0 && strcmp(a->source.surrogate, b->source.surrogate) == 0;
}

static void add_to_pile(adding *a, const pile *row) {
    const int n = a->g->speciation->n;
    long k = 0;
    while (k < a->n_piles && !one_pile(a->f, &a->piles[k], row)) k++;
    if (k == a->n_piles) {
        a->piles[a->n_piles++] = *row;
        return;
    }
    for (int e = 0; e < n; e++) a->piles[k].out[e] += row->out[e];
    a->piles[k].clipped += row->clipped;
}

/* A stack that is whole stays one; one without height, diameter, temperature or velocity goes into its cell. */
static lt_status add_place(adding *a, const lt_fused_row *row, const pile *of_row) {
    const lt_source *s = &of_row->source;
    const bool whole =
        s->stack_height_m > 0 && s->stack_diameter_m > 0 && s->exit_temperature_K > 0 && s->exit_velocity_ms > 0;
    lt_place at;
    lt_area_group *group;
    LT_TRY(lt_placing_find(a->placing, s, &at));
    if (at.cell < 0) return LT_OK;
    lt_fusion_kept_of_table(a->f, row->level, row->sector, a->kept);
    a->g->clipped_kg += of_row->clipped;
    if (whole) return add_stack(a, s, of_row->out, of_row->calendar, a->kept[at.cell]);
    LT_TRY(group_of(a->g, of_row->calendar, of_row->profile, &group));
    for (int e = 0; e < a->g->speciation->n; e++) {
        LT_TRY(need(group, e, a->cells));
        group->kg[e][at.cell] += of_row->out[e] * a->kept[at.cell];
    }
    return LT_OK;
}

static lt_status add_row(adding *a, const lt_fused_row *row, long index) {
    pile of_row = {.level = row->level, .sector = row->sector, .source = row_source(a->f, row, index)};
    place p;
    if (strcmp(row->region, "Liaoning") == 0 || lt_fusion_covers(a->f, row->level, row->sector, row->region))
        return LT_OK;
    LT_TRY(find_place(a, row->sector, row->by_month ? row->month : NULL, &p));
    LT_TRY(speciate(a, &of_row.source, of_row.out, &of_row.clipped));
    of_row.calendar = p.calendar;
    of_row.profile = p.profile;
    if (of_row.source.is_point) return add_place(a, row, &of_row);
    add_to_pile(a, &of_row);
    return LT_OK;
}

static lt_status spread_pile(adding *a, const pile *p) {
    lt_place at;
    lt_area_group *group;
    LT_TRY(lt_placing_find(a->placing, &p->source, &at));
    lt_fusion_kept_of_table(a->f, p->level, p->sector, a->kept);
    for (long c = 0; c < a->cells; c++) a->kept[c] *= at.weight[c];
    a->g->clipped_kg += p->clipped * at.sum;
    LT_TRY(group_of(a->g, p->calendar, p->profile, &group));
    for (int e = 0; e < a->g->speciation->n; e++) {
        if (p->out[e] == 0) continue;
        LT_TRY(need(group, e, a->cells));
        for (long c = 0; c < a->cells; c++) group->kg[e][c] += p->out[e] * a->kept[c];
    }
    return LT_OK;
}

/* Room for the stacks of tables behind those of the ledger. */
static lt_status make_room(adding *a) {
    long stacks = 0;
    lt_point *points;
    for (long k = 0; k < a->f->n_rows; k++) stacks += a->f->rows[k].stack >= 0;
    LT_TRY(lt_calloc((size_t)stacks + 1, sizeof(lt_source), &a->g->own_sources));
    LT_TRY(lt_calloc((size_t)(a->g->n_points + stacks) + 1, sizeof *points, &points));
    if (a->g->n_points) memcpy(points, a->g->points, (size_t)a->g->n_points * sizeof *points);
    lt_free(a->g->points);
    a->g->points = points;
    return LT_OK;
}

static lt_status add_all(adding *a) {
    LT_TRY(lt_calloc((size_t)a->cells, sizeof(double), &a->kept));
    LT_TRY(make_room(a));
    for (long k = 0; k < a->f->n_fields; k++) LT_TRY(add_field(a, &a->f->fields[k]));
    LT_TRY(lt_calloc((size_t)a->f->n_rows + 1, sizeof *a->piles, &a->piles));
    for (long k = 0; k < a->f->n_rows; k++) LT_TRY(add_row(a, &a->f->rows[k], k));
    for (long k = 0; k < a->n_piles; k++) LT_TRY(spread_pile(a, &a->piles[k]));
    return LT_OK;
}

lt_status lt_fusion_add(const lt_fusion *f, lt_gridded *g) {
    adding a = {.f = f, .g = g, .cells = (long)f->grid->nx * f->grid->ny, .calendars = f->allocation->calendars};
    /* Rows of theirs find places of their own: the cache must hold them too. */
    lt_ledger room = *f->ledger;
    room.n = f->ledger->n + f->n_rows;
    LT_TRY(lt_placing_create(&room, f->grid, f->allocation, &a.placing));
    const lt_status status = add_all(&a);
    lt_placing_free(a.placing);
    lt_free(a.piles);
    lt_free(a.kept);
    return status;
}
