/* grid.nc: what is written is read again, damage is noticed; asking a grid for places. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "grids/grid.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static int set_up(void **state) {
    (void)state;
    strcpy(folder, "/tmp/lantian-grid-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

/* liaoning-27w with fields of which every value is different. */
static lt_grid *make_grid(void) {
    lt_definition *d;
    lt_grid *g;
    assert_int_equal(lt_definition_read("liaoning-27w", &d), LT_OK);
    assert_int_equal(lt_grid_create(d, 2, &g), LT_OK);
    lt_definition_free(d);
    long cells = (long)g->nx * g->ny;
    strcpy(g->neighbour_id[0], "CHN_HE");
    strcpy(g->neighbour_id[1], "KOR");
    g->neighbour_area[1] = 1e11;
    for (long c = 0; c < cells; c++) {
        g->terrain[c] = 0.1 * (double)c;
        g->population[c] = (double)(c * c);
        g->region_fraction[3 * cells + c] = (double)c / (double)cells;
        g->region_fraction[LT_REGION_SEA * cells + c] = 1 - (double)c / (double)cells;
        g->neighbour_fraction[cells + c] = 1.0 / (double)(c + 1);
    }
    lt_land_from_regions(g, LT_LAND_MIXED_FOREST);
    return g;
}

static void same(const double *a, const double *b, long n) {
    assert_memory_equal(a, b, (size_t)n * sizeof *a);
}

static void test_round_trip(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_grid *g = make_grid(), *h;
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_grid_write(g, dir, "grid.nc"), LT_OK);
    assert_int_equal(lt_grid_read(dir, "grid.nc", &h), LT_OK);
    long cells = (long)g->nx * g->ny;
    assert_string_equal(g->name, h->name);
    assert_string_equal(g->proj, h->proj);
    assert_true(h->nx == 32 && h->ny == 28 && h->nz == 14 && h->n_region == 16 && h->n_neighbour == 2);
    assert_true(g->dx == h->dx && g->x0 == h->x0 && g->y0 == h->y0);
    const double *a[] = {g->lon, g->lat, g->area, g->map_factor, g->angle, g->terrain, g->population};
    const double *b[] = {h->lon, h->lat, h->area, h->map_factor, h->angle, h->terrain, h->population};
    for (int f = 0; f < 7; f++) same(a[f], b[f], cells);
    same(g->face_x, h->face_x, (long)g->ny * (g->nx + 1));
    same(g->face_y, h->face_y, (long)(g->ny + 1) * g->nx);
    same(g->z_edge, h->z_edge, g->nz + 1);
    same(g->region_fraction, h->region_fraction, 16 * cells);
    same(g->neighbour_fraction, h->neighbour_fraction, 2 * cells);
    same(g->neighbour_area, h->neighbour_area, 2);
    same(g->land_fraction, h->land_fraction, LT_N_LAND * cells);
    assert_int_equal(lt_grid_region(h, "Fushun"), 3);
    assert_int_equal(lt_grid_region(h, "sea"), LT_REGION_SEA);
    assert_int_equal(lt_grid_region(h, "Beijing"), -1);
    assert_int_equal(lt_grid_neighbour(h, "KOR"), 1);
    assert_int_equal(lt_grid_neighbour(h, "CHN_LN"), -1);
    lt_grid_free(g);
    lt_grid_free(h);
    lt_outdir_close(dir);
}

static void test_damage_is_noticed(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_grid *g = make_grid(), *h = NULL;
    char path[256];
    g->region_fraction[5] += 0.25; /* no longer a partition */
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_grid_write(g, dir, "odd.nc"), LT_OK);
    assert_int_equal(lt_grid_read(dir, "odd.nc", &h), LT_ERR_INPUT);
    assert_null(h);
    g->region_fraction[5] -= 0.25;
    assert_int_equal(lt_grid_write(g, dir, "cut.nc"), LT_OK);
    assert_int_equal(lt_outdir_join(dir, "cut.nc", path, sizeof path), LT_OK);
    assert_int_equal(truncate(path, 5000), 0);
    assert_int_not_equal(lt_grid_read(dir, "cut.nc", &h), LT_OK);
    assert_null(h);
    assert_int_not_equal(lt_grid_read(dir, "absent.nc", &h), LT_OK);
    lt_grid_free(g);
    lt_outdir_close(dir);
}

static void test_places(void **state) {
    (void)state;
    lt_grid *g = make_grid();
    int i, j;
    bool inside;
    double x, y;
    for (int c = 0; c < g->nx * g->ny; c += 37) { /* the centre of a cell lies in it */
        assert_int_equal(lt_grid_cell(g, g->lon[c], g->lat[c], &i, &j, &inside), LT_OK);
        assert_true(inside && j * g->nx + i == c);
    }
    assert_int_equal(lt_grid_project(g, 122.25, 41.1, &x, &y), LT_OK); /* the origin is the centre of the grid */
    assert_true(fabs(x) < 1e-6 && fabs(y) < 1e-6);
    assert_int_equal(lt_grid_cell(g, 100, 30, &i, &j, &inside), LT_OK);
    assert_true(!inside && i == -1 && j == -1);
    assert_int_equal(lt_grid_cell(g, NAN, 30, &i, &j, &inside), LT_ERR_INPUT);
    assert_int_equal(lt_grid_cell(g, 120, 95, &i, &j, &inside), LT_ERR_INPUT);
    lt_projection_free(g->projection); /* as in a grid made by hand */
    g->projection = NULL;
    double x2, y2;
    assert_int_equal(lt_grid_project(g, 122.25, 41.1, &x2, &y2), LT_OK);
    assert_true(x == x2 && y == y2);
    lt_grid_free(g);
}

/* Planes of a field of the whole grid: those of a part begin at its first cell and are so long. */
static void same_planes(const double *whole, const double *part, const lt_grid *g, const lt_grid *h, int planes,
                        int more_x, int more_y) {
    const int nx = g->nx + more_x, ny = g->ny + more_y;
    long c = 0;
    for (int n = 0; n < planes; n++)
        for (int j = 0; j < h->ny + more_y; j++)
            for (int i = 0; i < h->nx + more_x; i++, c++)
                assert_true(part[c] == whole[((long)n * ny + j + h->j0) * nx + i + h->i0]);
}

static void same_part(lt_grid *g, lt_grid *h) {
    const double *a[] = {g->lon, g->lat, g->area, g->map_factor, g->angle, g->terrain, g->population};
    const double *b[] = {h->lon, h->lat, h->area, h->map_factor, h->angle, h->terrain, h->population};
    for (int f = 0; f < 7; f++) same_planes(a[f], b[f], g, h, 1, 0, 0);
    same_planes(g->face_x, h->face_x, g, h, 1, 1, 0);
    same_planes(g->face_y, h->face_y, g, h, 1, 0, 1);
    same_planes(g->region_fraction, h->region_fraction, g, h, g->n_region, 0, 0);
    same_planes(g->land_fraction, h->land_fraction, g, h, LT_N_LAND, 0, 0);
    same_planes(g->neighbour_fraction, h->neighbour_fraction, g, h, g->n_neighbour, 0, 0);
    same(g->z_edge, h->z_edge, g->nz + 1);
    same(g->neighbour_area, h->neighbour_area, g->n_neighbour);
    double *whole = calloc((size_t)g->nx * (size_t)g->ny, sizeof *whole);
    double *part = calloc((size_t)h->nx * (size_t)h->ny, sizeof *part);
    assert_int_equal(h->counties.n, g->counties.n);
    for (int k = 0; k < g->counties.n; k++) {
        lt_parts_get(&g->counties, k, whole, (long)g->nx * g->ny);
        lt_parts_get(&h->counties, k, part, (long)h->nx * h->ny);
        same_planes(whole, part, g, h, 1, 0, 0);
    }
    free(whole);
    free(part);
}

/* A place has one cell, whoever is asked. */
static void same_places(const lt_grid *g, const lt_grid *h) {
    int i, j, p, q;
    bool inside, in_whole;
    for (int c = 0; c < g->nx * g->ny; c += 17) {
        assert_int_equal(lt_grid_cell(g, g->lon[c], g->lat[c], &i, &j, &inside), LT_OK);
        assert_int_equal(lt_grid_cell(h, g->lon[c], g->lat[c], &p, &q, &in_whole), LT_OK);
        assert_true(inside && in_whole && p == i - h->i0 && q == j - h->j0);
    }
    assert_int_equal(lt_grid_cell(h, 100, 30, &i, &j, &inside), LT_OK);
    assert_true(!inside && i == -1 && j == -1);
}

static void add_counties(lt_grid *g) {
    const long cells = (long)g->nx * g->ny;
    double *field = calloc((size_t)cells, sizeof *field);
    assert_int_equal(lt_calloc(2, sizeof *g->county, &g->county), LT_OK);
    for (int k = 0; k < 2; k++) {
        snprintf(g->county[k].adcode, sizeof g->county[k].adcode, "21010%d", k);
        for (long c = 0; c < cells; c++) field[c] = (c + k) % 3 == 0 ? 0.01 * (double)(c % 97) : 0.0;
        assert_int_equal(lt_parts_append(&g->counties, g->county[k].adcode, field, cells), LT_OK);
    }
    free(field);
}

static void test_parts(void **state) {
    (void)state;
    static const lt_ncr_window parts[] = {{.j0 = 0, .i0 = 0, .ny = 28, .nx = 32},
                                          {.j0 = 0, .i0 = 0, .ny = 9, .nx = 11},
                                          {.j0 = 9, .i0 = 11, .ny = 10, .nx = 11},
                                          {.j0 = 19, .i0 = 22, .ny = 9, .nx = 10}};
    static const lt_ncr_window beyond = {.j0 = 20, .i0 = 22, .ny = 9, .nx = 10};
    lt_outdir *dir;
    lt_grid *g = make_grid(), *h;
    add_counties(g);
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_grid_write(g, dir, "grid.nc"), LT_OK);
    for (int n = 0; n < 4; n++) {
        assert_int_equal(lt_grid_read_part(dir, "grid.nc", &parts[n], &h), LT_OK);
        assert_true(h->i0 == (int)parts[n].i0 && h->j0 == (int)parts[n].j0);
        assert_true(h->nx == (int)parts[n].nx && h->ny == (int)parts[n].ny);
        assert_true(g->x0 == h->x0 && g->y0 == h->y0 && g->dx == h->dx);
        same_part(g, h);
        same_places(g, h);
        lt_grid_free(h);
    }
    assert_int_equal(lt_grid_read_part(dir, "grid.nc", &beyond, &h), LT_ERR_INPUT);
    assert_null(h);
    lt_grid_free(g);
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_damage_is_noticed),
                                       cmocka_unit_test(test_places), cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
