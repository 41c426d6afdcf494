/* grid_parts.c - sparse fields of grid.nc: of each set (county, surrogate) the names, where the cells of every name
 * begin in the list of entries, the cells (j nx + i) and the values. A set without names or entries is not written. */
#include "grids/grid_parts.h"

#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_TEXTS = 4 };
/* Columns of lt_county. */
static const struct {
    const char *name, *text;
    size_t offset, size;
} texts[N_TEXTS] = {
    {"county_adcode", "administrative code", offsetof(lt_county, adcode), sizeof(((lt_county *)0)->adcode)},
    {"county_city", "prefecture", offsetof(lt_county, city), sizeof(((lt_county *)0)->city)},
    {"county_name_en", "name", offsetof(lt_county, name_en), sizeof(((lt_county *)0)->name_en)},
    {"county_name_zh", "name", offsetof(lt_county, name_zh), sizeof(((lt_county *)0)->name_zh)}};

static long entries(const lt_parts *p) {
    return p->n > 0 ? p->first[p->n] : 0;
}

static lt_status define_set(const lt_parts *p, const char *set, const char *value, const char *text, lt_ncw *file) {
    char edge[48], entry[48], first[48], cell[48];
    snprintf(edge, sizeof edge, "%s_edge", set);
    snprintf(entry, sizeof entry, "%s_entry", set);
    snprintf(first, sizeof first, "%s_first", set);
    snprintf(cell, sizeof cell, "%s_cell", set);
    LT_TRY(lt_ncw_dim(file, set, (size_t)p->n));
    LT_TRY(lt_ncw_dim(file, edge, (size_t)p->n + 1));
    LT_TRY(lt_ncw_dim(file, entry, (size_t)entries(p)));
    const lt_field fields[] = {{first, NULL, "1", edge, "first entry"},
                               {cell, NULL, "1", entry, "cell, j times the number of columns plus i"},
                               {value, NULL, "1", entry, text}};
    LT_TRY(lt_ncw_var(file, &fields[0], NC_INT));
    LT_TRY(lt_ncw_var(file, &fields[1], NC_INT));
    return lt_ncw_var(file, &fields[2], NC_DOUBLE);
}

lt_status lt_grid_parts_define(const lt_grid *g, lt_ncw *file) {
    if (entries(&g->counties) > 0) {
        LT_TRY(define_set(&g->counties, "county", "county_fraction", "share of the cell's area in the county", file));
        for (int k = 0; k < N_TEXTS; k++) {
            const lt_field field = {texts[k].name, NULL, "1", "county", texts[k].text};
            LT_TRY(lt_ncw_var(file, &field, NC_STRING));
        }
    }
    if (entries(&g->surrogates) == 0) return LT_OK;
    LT_TRY(define_set(&g->surrogates, "surrogate", "surrogate_value",
                      "what the cell holds of the city's or county's part of a surrogate of the user's", file));
    const lt_field field = {"surrogate_id", NULL, "1", "surrogate",
                            "name of the surrogate / city or code of the county"};
    return lt_ncw_var(file, &field, NC_STRING);
}

static lt_status put_set(const lt_parts *p, const char *set, const char *value, lt_ncw *file) {
    long n = entries(p), most = n > p->n + 1 ? n : p->n + 1;
    double *copy;
    LT_TRY(lt_calloc((size_t)most, sizeof *copy, &copy));
    for (int k = 0; k <= p->n; k++) copy[k] = (double)p->first[k];
    lt_status status = lt_ncw_put_double(file, lt_fmt("%s_first", set), copy);
    for (long e = 0; e < n; e++) copy[e] = p->cell[e];
    if (status == LT_OK) status = lt_ncw_put_double(file, lt_fmt("%s_cell", set), copy);
    if (status == LT_OK) status = lt_ncw_put_double(file, value, p->value);
    lt_free(copy);
    return status;
}

/* n texts, each `step` bytes behind the one before. */
static lt_status put_texts(lt_ncw *file, const char *name, const char *text, size_t step, int n) {
    const char **list;
    LT_TRY(lt_calloc((size_t)n, sizeof *list, &list));
    for (int k = 0; k < n; k++) list[k] = text + (size_t)k * step;
    lt_status status = lt_ncw_put_strings(file, name, list);
    lt_free(list);
    return status;
}

lt_status lt_grid_parts_put(const lt_grid *g, lt_ncw *file) {
    if (entries(&g->counties) > 0) {
        LT_TRY(put_set(&g->counties, "county", "county_fraction", file));
        for (int k = 0; k < N_TEXTS; k++)
            LT_TRY(put_texts(file, texts[k].name, (const char *)g->county + texts[k].offset, sizeof *g->county,
                             g->counties.n));
    }
    if (entries(&g->surrogates) == 0) return LT_OK;
    LT_TRY(put_set(&g->surrogates, "surrogate", "surrogate_value", file));
    return put_texts(file, "surrogate_id", g->surrogates.id[0], sizeof *g->surrogates.id, g->surrogates.n);
}

/* --- reading --- */

static lt_status get_texts(lt_ncr *file, const char *name, char *text, size_t step, size_t size, int n) {
    char **list;
    LT_TRY(lt_calloc((size_t)n, sizeof *list, &list));
    lt_status status = lt_ncr_get_strings(file, name, (size_t)n, list);
    for (int k = 0; status == LT_OK && k < n; k++) {
        snprintf(text + (size_t)k * step, size, "%s", list[k]);
        free(list[k]);
    }
    lt_free(list);
    return status;
}

static lt_status bad_entry(lt_ncr *file, const char *set) {
    return LT_RAISE(LT_ERR_INPUT, .what = "impossible list of cells in a grid file",
                    .where = lt_fmt("%s, %s_first and %s_cell", lt_ncr_path(file), set, set),
                    .expected = "growing beginnings and cells of the grid", .found = "others",
                    .todo = "make grid.nc again");
}

/* The entries of the cells of a part of the grid, by its numbers of cells. */
static void keep_part(const lt_grid *g, lt_parts *p) {
    const int row = g->i0 + g->nx + g->beyond_x;
    long kept = 0;
    for (int k = 0; k < p->n; k++) {
        const long first = p->first[k], end = p->first[k + 1];
        p->first[k] = kept;
        for (long e = first; e < end; e++) {
            const int i = p->cell[e] % row - g->i0, j = p->cell[e] / row - g->j0;
            if (i < 0 || j < 0 || i >= g->nx || j >= g->ny) continue;
            p->cell[kept] = j * g->nx + i;
            p->value[kept++] = p->value[e];
        }
    }
    p->first[p->n] = kept;
}

static lt_status get_set(lt_ncr *file, const char *set, const char *value, long n_cells, lt_parts *p) {
    size_t n, m;
    LT_TRY(lt_ncr_dim(file, set, &n));
    LT_TRY(lt_ncr_dim(file, lt_fmt("%s_entry", set), &m));
    if (n > 100000 || m > 100000000) return bad_entry(file, set);
    LT_TRY(lt_calloc(n, sizeof *p->id, &p->id));
    LT_TRY(lt_calloc(n + 1, sizeof *p->first, &p->first));
    LT_TRY(lt_calloc(m, sizeof *p->cell, &p->cell));
    LT_TRY(lt_calloc(m, sizeof *p->value, &p->value));
    double *copy;
    LT_TRY(lt_calloc(n + 1 > m ? n + 1 : m, sizeof *copy, &copy));
    lt_status status = lt_ncr_get_double(file, lt_fmt("%s_first", set), "1", n + 1, copy);
    for (size_t k = 0; status == LT_OK && k <= n; k++) {
        bool good = copy[k] >= (k ? copy[k - 1] : 0) && copy[k] <= (double)m && (k > 0 || copy[0] == 0) &&
                    (k < n || copy[n] == (double)m);
        if (good)
            p->first[k] = (long)copy[k];
        else
            status = bad_entry(file, set);
    }
    if (status == LT_OK) status = lt_ncr_get_double(file, lt_fmt("%s_cell", set), "1", m, copy);
    for (size_t e = 0; status == LT_OK && e < m; e++) {
        if (copy[e] >= 0 && copy[e] < (double)n_cells)
            p->cell[e] = (int)copy[e];
        else
            status = bad_entry(file, set);
    }
    lt_free(copy);
    if (status == LT_OK) status = lt_ncr_get_double(file, value, "1", m, p->value);
    p->n = (int)n;
    return status;
}

lt_status lt_grid_parts_get(lt_ncr *file, lt_grid *g) {
    long cells = (long)(g->i0 + g->nx + g->beyond_x) * (g->j0 + g->ny + g->beyond_y);
    if (lt_ncr_has(file, "county_first")) {
        LT_TRY(get_set(file, "county", "county_fraction", cells, &g->counties));
        keep_part(g, &g->counties);
        LT_TRY(lt_calloc((size_t)g->counties.n, sizeof *g->county, &g->county));
        for (int k = 0; k < N_TEXTS; k++)
            LT_TRY(get_texts(file, texts[k].name, (char *)g->county + texts[k].offset, sizeof *g->county, texts[k].size,
                             g->counties.n));
        for (int k = 0; k < g->counties.n; k++)
            snprintf(g->counties.id[k], sizeof g->counties.id[k], "%s", g->county[k].adcode);
    }
    if (!lt_ncr_has(file, "surrogate_first")) return LT_OK;
    LT_TRY(get_set(file, "surrogate", "surrogate_value", cells, &g->surrogates));
    keep_part(g, &g->surrogates);
    return get_texts(file, "surrogate_id", g->surrogates.id[0], sizeof *g->surrogates.id, sizeof *g->surrogates.id,
                     g->surrogates.n);
}
