/* fusion_report.c - see fusion_report.h. */
#include "inventory/fusion/fusion_report.h"

#include "base/exactsum.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct work {
    const lt_fusion *f;
    lt_fusion_report *out;
    long room, room_doubles;
    const lt_foreign_sector **sectors; /* of the level, each once */
    int n_sectors;
    /* of one region and pollutant, by sector of theirs; ours by sector of ours */
    double *theirs, *ours;
    int *group;
    lt_comparison *joined;
} work;

static void take_sector(work *w, const lt_foreign_sector *sector) {
    for (int k = 0; k < w->n_sectors; k++)
        if (w->sectors[k] == sector) return;
    w->sectors[w->n_sectors++] = sector;
}

static void find_sectors(work *w, int level) {
    w->n_sectors = 0;
    for (long k = 0; k < w->f->n_fields; k++)
        if (w->f->fields[k].level == level) take_sector(w, w->f->fields[k].sector);
    for (long k = 0; k < w->f->n_rows; k++)
        if (w->f->rows[k].level == level) take_sector(w, w->f->rows[k].sector);
}

/* Is a region, or with "Liaoning" any of its cities? */
static bool lies_in(const char *region, const char *asked) {
    return strcmp(region, asked) == 0 || (strcmp(asked, "Liaoning") == 0 && lt_region_is_liaoning(region));
}

static double region_share(const lt_fusion *f, const char *region, long cell) {
    if (strcmp(region, "Liaoning") != 0) {
        const double *share = lt_fusion_region(f->grid, region);
        return share ? share[cell] : 0;
    }
    double sum = 0;
    for (int k = 0; k < LT_N_PREFECTURES; k++)
        sum += f->grid->region_fraction[(long)k * f->grid->nx * f->grid->ny + cell];
    return sum;
}

/* Theirs in a region [kg a year]. Months count where all are there. */
static double theirs_kg(const lt_fusion *f, int level, const lt_foreign_sector *sector, const char *region, int p) {
    const long n = (long)f->grid->nx * f->grid->ny;
    int months = 0;
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long k = 0; k < f->n_fields; k++)
        months +=
            f->fields[k].level == level && f->fields[k].sector == sector && f->fields[k].month && f->fields[k].kg[p];
    for (long k = 0; k < f->n_fields; k++) {
        const lt_fused *field = &f->fields[k];
        if (field->level != level || field->sector != sector || !field->kg[p] || (field->month && months != 12))
            continue;
        for (long c = 0; c < n; c++)
            if (field->kg[p][c] != 0) lt_exactsum_add(&sum, field->kg[p][c] * region_share(f, region, c));
    }
    for (long k = 0; k < f->n_rows; k++) {
        const lt_fused_row *row = &f->rows[k];
        if (row->level == level && row->sector == sector && lies_in(row->region, region))
            lt_exactsum_add(&sum, row->kg[p]);
    }
    return lt_exactsum_value(&sum);
}

/* Theirs that stand for one of ours together are one row: group[k] is the first of its row. ours: kg by our sectors. */
static void join(const work *w) {
    const lt_sectors *sectors = w->f->allocation->sectors;
    const double *theirs = w->theirs, *ours = w->ours;
    int *group = w->group;
    for (int k = 0; k < w->n_sectors; k++) group[k] = k;
    for (int s = 0; s < sectors->n; s++) {
        int first = -1;
        for (int k = 0; k < w->n_sectors && ours[s] > 0; k++) {
            if (theirs[k] <= 0 || !lt_foreign_sector_holds(w->sectors[k], sectors->items[s].name)) continue;
            if (first < 0) {
                first = group[k];
                continue;
            }
            const int low = first < group[k] ? first : group[k], high = first < group[k] ? group[k] : first;
            for (int n = 0; n < w->n_sectors; n++)
                if (group[n] == high) group[n] = low;
            first = low;
        }
    }
}

/* "a+b" */
static void add_name(char *list, size_t size, const char *name) {
    const size_t used = strlen(list);
    snprintf(list + used, size - used, "%s%s", used ? "+" : "", name);
}

static lt_status put(work *w, const lt_comparison *row) {
    LT_TRY(lt_grow(&w->out->rows, sizeof *row, w->out->n_rows + 1, &w->room));
    w->out->rows[w->out->n_rows++] = *row;
    return LT_OK;
}

static double ours_kg(const lt_fusion *f, const char *region, const char *sector, int p) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long k = 0; k < f->ledger->n; k++) {
        const lt_source *s = &f->ledger->sources[k];
        if (lies_in(s->region, region) && strcmp(s->sector, sector) == 0)
            lt_exactsum_add(&sum, lt_source_emission_kg(s, (enum lt_pollutant)p));
    }
    return lt_exactsum_value(&sum);
}

static lt_status compare(work *w, int level, const char *region, int p) {
    const lt_sectors *sectors = w->f->allocation->sectors;
    double *theirs = w->theirs, *ours = w->ours;
    lt_comparison *rows = w->joined, all = {.level = level, .pollutant = p};
    snprintf(all.region, sizeof all.region, "%s", region);
    for (int s = 0; s < sectors->n; s++) ours[s] = 0;
    for (int k = 0; k < w->n_sectors; k++) {
        theirs[k] = theirs_kg(w->f, level, w->sectors[k], region, p);
        all.theirs_kt += theirs[k] * 1e-6;
        rows[k] = (lt_comparison){.level = level, .pollutant = p};
        memcpy(rows[k].region, all.region, sizeof all.region);
    }
    if (all.theirs_kt <= 0) return LT_OK;
    for (int s = 0; s < sectors->n; s++) {
        ours[s] = ours_kg(w->f, region, sectors->items[s].name, p);
        all.ours_kt += ours[s] * 1e-6;
    }
    join(w);
    for (int k = 0; k < w->n_sectors; k++) {
        if (theirs[k] <= 0) continue;
        rows[w->group[k]].theirs_kt += theirs[k] * 1e-6;
        add_name(rows[w->group[k]].theirs, sizeof rows->theirs, w->sectors[k]->name);
    }
    for (int s = 0; s < sectors->n; s++)
        for (int k = 0; k < w->n_sectors && ours[s] > 0; k++) {
            if (theirs[k] <= 0 || !lt_foreign_sector_holds(w->sectors[k], sectors->items[s].name)) continue;
            rows[w->group[k]].ours_kt += ours[s] * 1e-6;
            add_name(rows[w->group[k]].ours, sizeof rows->ours, sectors->items[s].name);
            break;
        }
    for (int k = 0; k < w->n_sectors; k++)
        if (rows[k].theirs_kt > 0) LT_TRY(put(w, &rows[k]));
    return put(w, &all);
}

static bool ledger_has(const lt_ledger *ledger, const char *region) {
    for (long k = 0; k < ledger->n; k++)
        if (strcmp(ledger->sources[k].region, region) == 0) return true;
    return false;
}

static lt_status compare_all(work *w, int level) {
    find_sectors(w, level);
    for (int k = -1; k < LT_N_PREFECTURES + LT_N_NEIGHBOURS; k++) {
        const char *region = k < 0                  ? "Liaoning"
                             : k < LT_N_PREFECTURES ? lt_region_ids[k]
                                                    : lt_neighbour_ids[k - LT_N_PREFECTURES];
        if (k >= LT_N_PREFECTURES && !ledger_has(w->f->ledger, region)) continue;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) LT_TRY(compare(w, level, region, p));
    }
    return LT_OK;
}

/* --- what may be counted twice --- */

static lt_status name_double(work *w, const lt_double_count *found) {
    LT_TRY(lt_grow(&w->out->doubles, sizeof *found, w->out->n_doubles + 1, &w->room_doubles));
    w->out->doubles[w->out->n_doubles++] = *found;
    return LT_OK;
}

/* The pollutant of which a point emits most among those that theirs keeps at the cell. */
static void choose_pollutant(lt_double_count *d, const double kept_kg[LT_N_POLLUTANTS]) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const double t = lt_source_emission_kg(d->point, (enum lt_pollutant)p) * 1e-3;
        if (p == LT_CO2 || kept_kg[p] <= 0 || t <= d->own_t) continue;
        d->pollutant = p;
        d->own_t = t;
        d->kept_t = kept_kg[p] * 1e-3;
    }
}

/* One sector of theirs: what it keeps in every cell, months added up, against the points. */
static lt_status find_doubles(work *w, int level, const lt_foreign_sector *sector, double *kept) {
    const lt_fusion *f = w->f;
    lt_fusion_kept(f, level, sector, kept);
    for (long k = 0; k < f->ledger->n; k++) {
        const lt_source *s = &f->ledger->sources[k];
        lt_double_count d = {.level = level, .point = s, .sector = sector, .pollutant = -1};
        double kg[LT_N_POLLUTANTS] = {0};
        bool inside;
        if (!s->is_point || !lt_foreign_sector_holds(sector, s->sector)) continue;
        LT_TRY(lt_grid_cell(f->grid, s->lon, s->lat, &d.i, &d.j, &inside));
        if (!inside) continue;
        const long cell = (long)d.j * f->grid->nx + d.i;
        d.kept = kept[cell];
        for (long n = 0; n < f->n_fields; n++)
            for (int p = 0; p < LT_N_POLLUTANTS && f->fields[n].level == level && f->fields[n].sector == sector; p++)
                if (f->fields[n].kg[p]) kg[p] += f->fields[n].kg[p][cell] * kept[cell];
        for (long n = 0; n < f->n_rows; n++) {
            const lt_fused_row *row = &f->rows[n];
            if (row->level != level || row->sector != sector || row->stack >= 0 ||
                strcmp(row->region, s->region) != 0 || lt_fusion_covers(f, level, sector, row->region))
                continue;
            d.kept = 1;
            for (int p = 0; p < LT_N_POLLUTANTS; p++) kg[p] += row->kg[p];
        }
        choose_pollutant(&d, kg);
        if (d.pollutant >= 0) LT_TRY(name_double(w, &d));
    }
    return LT_OK;
}

static lt_status make_room(work *w) {
    size_t most = 1;
    for (int k = 0; k < w->f->background->n; k++) {
        const size_t n = (size_t)w->f->background->levels[k].tables.n_sectors;
        if (n > most) most = n;
    }
    LT_TRY(lt_calloc(1, sizeof *w->out, &w->out));
    LT_TRY(lt_calloc(most, sizeof *w->sectors, &w->sectors));
    LT_TRY(lt_calloc(most, sizeof *w->theirs, &w->theirs));
    LT_TRY(lt_calloc(most, sizeof *w->group, &w->group));
    LT_TRY(lt_calloc(most, sizeof *w->joined, &w->joined));
    return lt_calloc((size_t)w->f->allocation->sectors->n + 1, sizeof *w->ours, &w->ours);
}

lt_status lt_fusion_report_create(const lt_fusion *f, lt_fusion_report **out) {
    work w = {.f = f};
    double *kept = NULL;
    *out = NULL;
    lt_status status = make_room(&w);
    if (status == LT_OK) status = lt_calloc((size_t)f->grid->nx * (size_t)f->grid->ny, sizeof *kept, &kept);
    for (int level = 0; level < f->background->n && status == LT_OK; level++) {
        status = compare_all(&w, level);
        for (int k = 0; k < w.n_sectors && status == LT_OK; k++) status = find_doubles(&w, level, w.sectors[k], kept);
    }
    void *const parts[] = {kept, w.sectors, w.theirs, w.ours, w.group, w.joined};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) lt_free(parts[k]);
    if (status != LT_OK) {
        lt_fusion_report_free(w.out);
        return status;
    }
    *out = w.out;
    return LT_OK;
}

void lt_fusion_report_free(lt_fusion_report *report) {
    if (!report) return;
    lt_free(report->rows);
    lt_free(report->doubles);
    lt_free(report);
}
