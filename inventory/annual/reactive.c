/* reactive.c - firms and cells of Liaoning by reactive VOC, largest ozone formation potential first.
 *
 * A firm is a plant that rows were spread onto, or a place that rows carry; a cell is what lies in it of all rows of
 * the 14 cities, firms too, but for plants and soils. Shares are of what people of the 14 cities emit. */
#include "inventory/annual/annual.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 100 };

typedef struct ranked {
    char id[112], name_en[96], name_zh[96], region[24];
    double lon, lat, kg[LT_N_OURS], *by_sector; /* of ofp */
    int i, j, sector;
    long rank_oh;
} ranked;

typedef struct ranking {
    ranked *items;
    long n;
    double *by_sector;
} ranking;

static const int quantities[LT_N_OURS] = {LT_NMVOC, LT_OFP, LT_ANNUAL_OH};

static int by_key(const ranked *p, const ranked *q, int which) {
    if (p->kg[which] != q->kg[which]) return p->kg[which] > q->kg[which] ? -1 : 1;
    return strcmp(p->id, q->id);
}
static int by_oh(const void *a, const void *b) {
    return by_key(a, b, LT_OURS_OH);
}
static int by_ofp(const void *a, const void *b) {
    return by_key(a, b, LT_OURS_OFP);
}

static void sort_all(ranking *r, int n_sectors) {
    for (long k = 0; k < r->n; k++)
        for (int s = 0; s < n_sectors; s++)
            if (r->items[k].by_sector[s] > r->items[k].by_sector[r->items[k].sector]) r->items[k].sector = s;
    qsort(r->items, (size_t)r->n, sizeof *r->items, by_oh);
    for (long k = 0; k < r->n; k++) r->items[k].rank_oh = k + 1;
    qsort(r->items, (size_t)r->n, sizeof *r->items, by_ofp);
}

/* --- firms -------------------------------------------------------------------------------------------------------- */

static ranked *firm_of(ranking *r, const lt_source *s, const lt_firm_names *sites, int n_sectors) {
    char plant[96], id[112];
    const char *place = lt_fmt("%.2fE_%.2fN", s->lon, s->lat);
    snprintf(id, sizeof id, "%s", lt_firm_plant(s, plant)[0] ? plant : place);
    for (long k = 0; k < r->n; k++)
        if (strcmp(r->items[k].id, id) == 0) return &r->items[k];
    const lt_firm_name *site = lt_firm_names_find(sites, plant, s->lon, s->lat);
    ranked *made = &r->items[r->n];
    made->by_sector = r->by_sector + r->n++ * n_sectors;
    snprintf(made->id, sizeof made->id, "%s", id);
    snprintf(made->name_en, sizeof made->name_en, "%s", site ? site->name_en : plant[0] ? plant : s->id);
    snprintf(made->name_zh, sizeof made->name_zh, "%s", site ? site->name_zh : plant[0] ? plant : s->id);
    snprintf(made->region, sizeof made->region, "%s", s->region);
    made->lon = s->lon;
    made->lat = s->lat;
    made->i = made->j = -1;
    return made;
}

static lt_status add_firms(const lt_ledger *ledger, const lt_annual_grid *a, ranking *r) {
    lt_firm_names sites;
    LT_TRY(lt_firm_names_read(&sites));
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const lt_sector *sector = lt_sectors_find(a->sectors, s->sector);
        if (!s->is_point || !sector || !lt_region_is_liaoning(s->region) || lt_annual_kg(s, LT_OFP) == 0) continue;
        ranked *firm = firm_of(r, s, &sites, a->sectors->n);
        for (int q = 0; q < LT_N_OURS; q++) firm->kg[q] += lt_annual_kg(s, quantities[q]);
        firm->by_sector[sector - a->sectors->items] += lt_annual_kg(s, LT_OFP);
    }
    lt_firm_names_free(&sites);
    bool inside;
    for (long k = 0; k < r->n; k++)
        LT_TRY(lt_grid_cell(a->grid, r->items[k].lon, r->items[k].lat, &r->items[k].i, &r->items[k].j, &inside));
    return LT_OK;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

static const char *city_of(const lt_grid *grid, long cell) {
    int best = 0;
    const long n = (long)grid->nx * grid->ny;
    for (int c = 1; c < LT_N_CITIES; c++)
        if (grid->region_fraction[c * n + cell] > grid->region_fraction[best * n + cell]) best = c;
    return lt_city_names[best];
}

static void add_cells(const lt_annual_grid *a, ranking *r) {
    for (long c = 0; c < a->cells; c++) {
        ranked *cell = &r->items[r->n];
        double kg[LT_N_OURS] = {0};
        cell->by_sector = r->by_sector + r->n * a->sectors->n;
        for (int s = 0; s < a->sectors->n; s++) {
            if (lt_sector_is_natural(&a->sectors->items[s])) continue;
            for (int q = 0; q < LT_N_OURS; q++)
                kg[q] += a->of_ours[((size_t)s * LT_N_OURS + (size_t)q) * (size_t)a->cells + (size_t)c];
            cell->by_sector[s] = a->of_ours[((size_t)s * LT_N_OURS + LT_OURS_OFP) * (size_t)a->cells + (size_t)c];
        }
        if (kg[LT_OURS_OFP] == 0) continue;
        memcpy(cell->kg, kg, sizeof kg);
        cell->i = (int)(c % a->grid->nx);
        cell->j = (int)(c / a->grid->nx);
        cell->lon = a->grid->lon[c];
        cell->lat = a->grid->lat[c];
        snprintf(cell->id, sizeof cell->id, "%d_%d", cell->i, cell->j);
        snprintf(cell->region, sizeof cell->region, "%s", city_of(a->grid, c));
        r->n++;
    }
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static void put_all(FILE *out, const char *kind, const ranking *r, long most, const lt_annual_grid *a, double total) {
    double running = 0;
    for (long k = 0; k < r->n && k < most; k++) {
        const ranked *one = &r->items[k];
        const double share = total > 0 ? one->kg[LT_OURS_OFP] / total : 0;
        running += share;
        fprintf(out, "%s,%ld,%ld,\"%s\",\"%s\",\"%s\",%s,%s,%.5f,%.5f,%d,%d,%.9g,%.9g,%.9g,%.6f,%.6f\n", kind, k + 1,
                one->rank_oh, one->id, one->name_en, one->name_zh, one->region, a->sectors->items[one->sector].name,
                one->lon, one->lat, one->i, one->j, one->kg[LT_OURS_VOC] * 1e-3, one->kg[LT_OURS_OFP] * 1e-3,
                one->kg[LT_OURS_OH] * 1e-3, share, running);
    }
}

static lt_status start(ranking *r, long most, int n_sectors) {
    *r = (ranking){0};
    LT_TRY(lt_calloc((size_t)most + 1, sizeof *r->items, &r->items));
    return lt_calloc(((size_t)most + 1) * (size_t)n_sectors, sizeof(double), &r->by_sector);
}

static void end(ranking *r) {
    lt_free(r->items);
    lt_free(r->by_sector);
}

static lt_status write_file(const lt_ledger *ledger, const ranking *firms, const ranking *cells,
                            const lt_annual_grid *a, lt_outdir *dir, const char *name) {
    FILE *out;
    double kt[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(ledger, NULL, LT_OF_PEOPLE, kt);
    LT_TRY(lt_outdir_stream(dir, name, &out));
    fputs("# Firms (points of the ledger) and cells (all rows of people of the 14 cities in it, the first 100) by "
          "reactive VOC: "
          "ozone formation potential (MIR) and OH reactivity as propene, t a year. share_ofp, running_share: of people "
          "of the "
          "14 cities. sector: that with the most of it. i, j: cell of the grid from the south-west corner, from 0\n"
          "kind,rank,rank_oh,id,name_en,name_zh,region,sector,lon,lat,i,j,NMVOC_t,ofp_t_o3,oh_t_propene,share_ofp,"
          "running_share\n",
          out);
    put_all(out, "firm", firms, firms->n, a, kt[LT_OFP] * 1e6);
    put_all(out, "cell", cells, MOST_CELLS, a, kt[LT_OFP] * 1e6);
    return lt_outdir_commit_stream(dir, name, out);
}

lt_status lt_annual_write_reactive(const lt_ledger *ledger, const lt_annual_grid *annual, lt_outdir *dir,
                                   const char *name) {
    ranking firms, cells = {0};
    long n_points = 0;
    for (long k = 0; k < ledger->n; k++) n_points += ledger->sources[k].is_point;
    lt_status status = start(&firms, n_points, annual->sectors->n);
    if (status == LT_OK) status = start(&cells, annual->cells, annual->sectors->n);
    if (status == LT_OK) status = add_firms(ledger, annual, &firms);
    if (status == LT_OK) {
        add_cells(annual, &cells);
        sort_all(&firms, annual->sectors->n);
        sort_all(&cells, annual->sectors->n);
        status = write_file(ledger, &firms, &cells, annual, dir, name);
    }
    end(&firms);
    end(&cells);
    return status;
}
