/* Meshes: maps of PROJ, corners of curved grids and axes are the same cells as what they say in other words; what
 * cannot be is refused. */
#include "base/verify.h"
#include "mesh_fixture.h"

/* Any projection of PROJ: the same Lambert map said in PROJ's words has the same cells; a pole is refused. */
static void test_projected(void **state) {
    (void)state;
    lt_grid *g = lambert(6, 27000);
    lt_mesh *ours, *theirs, *source = even(60, 60, 117, 37, 0.2, 0.2);
    lt_regrid *a, *b;
    OK(lt_mesh_grid(g, &ours));
    OK(lt_mesh_projected(&(lt_mesh_map){g->proj, g->x0, g->y0, g->dx, g->dx, 6, 6}, &theirs));
    OK(lt_regrid_create(source, ours, &a));
    OK(lt_regrid_create(source, theirs, &b));
    assert_int_equal(a->n, b->n);
    double differ = 0;
    for (long e = 0; e < a->n; e++)
        differ = lt_verify_worse(differ, fabs(a->overlap[e] - b->overlap[e]) / a->target_area[0]);
    print_message("ours and PROJ's map: %.2g of a cell\n", differ);
    assert_true(differ < 1e-9); /* PROJ's own rounding; both have 9 chords an edge */
    lt_mesh *pole;
    assert_int_equal(
        lt_mesh_projected(&(lt_mesh_map){"+proj=stere +lat_0=90 +R=6370000", -1e6, -1e6, 1e5, 1e5, 20, 20}, &pole),
        LT_ERR_INPUT);
    assert_int_equal(lt_mesh_projected(&(lt_mesh_map){"no projection", 0, 0, 1, 1, 2, 2}, &pole), LT_ERR_INPUT);
    /* UTM zone 51 of the ellipsoid onto Lambert and back: constants stay, sums are kept inside. */
    lt_mesh *utm;
    lt_regrid *there;
    OK(lt_mesh_projected(&(lt_mesh_map){"EPSG:32651", 300000, 4400000, 10000, 12000, 30, 30}, &utm));
    OK(lt_regrid_create(utm, ours, &there));
    double ones[900], out[36], of_source[900], of_target[36];
    for (int k = 0; k < 900; k++) ones[k] = 1;
    lt_regrid_apply(there, LT_REGRID_MEAN, 1, ones, out);
    lt_regrid_shares(there, of_source, of_target);
    int whole = 0, covered = 0;
    for (long s = 0; s < there->n_source; s++) whole += fabs(of_source[s] - 1) < 1e-12;
    for (int t = 0; t < 36; t++) {
        covered += fabs(of_target[t] - 1) < 1e-12;
        assert_true(isnan(out[t]) || fabs(out[t] - 1) < 1e-12);
    }
    assert_true(whole > 20 && covered > 5);
    lt_regrid_free(there);
    lt_mesh_free(utm);
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_mesh_free(ours);
    lt_mesh_free(theirs);
    lt_mesh_free(source);
    lt_grid_free(g);
}

/* A curved grid by its corners: degrees said as corners are the same cells as degrees said as edges, also where the
 * longitudes jump from 180 to -180; a folded one is refused. */
static void test_corners(void **state) {
    (void)state;
    enum { N = 8 };
    double lon[(N + 1) * (N + 1)], lat[(N + 1) * (N + 1)];
    for (int k = 0; k < (N + 1) * (N + 1); k++) {
        lon[k] = 176 + k % (N + 1);
        lon[k] -= lon[k] > 180 ? 360 : 0;
        lat[k] = 10 + k / (N + 1) * 0.7;
    }
    lt_mesh *corners, *edges = even(N, N, 176, 10, 1, 0.7), *target = even(5, 5, -183.4, 10.3, 1.3, 0.9), *bad;
    lt_regrid *a, *b;
    OK(lt_mesh_corners(N, N, lon, lat, &corners));
    OK(lt_regrid_create(corners, target, &a));
    OK(lt_regrid_create(edges, target, &b));
    assert_true(a->n == b->n && a->n > 30);
    for (long e = 0; e < a->n; e++) {
        assert_int_equal(a->source[e], b->source[e]);
        assert_true(fabs(a->overlap[e] - b->overlap[e]) < 1e-12 * a->target_area[0]);
    }
    lat[40] += 5;
    assert_int_equal(lt_mesh_corners(N, N, lon, lat, &bad), LT_ERR_INPUT);
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_mesh_free(corners);
    lt_mesh_free(edges);
    lt_mesh_free(target);
}

static void test_bad_axes(void **state) {
    (void)state;
    lt_mesh *m;
    const double lon[] = {0, 1, 1, 3}, lat[] = {0, 1}, good[] = {0, 1, 2, 400}, high[] = {80, 91};
    assert_int_equal(lt_mesh_lonlat(3, 1, lon, lat, &m), LT_ERR_INPUT);
    assert_int_equal(lt_mesh_lonlat(3, 1, good, lat, &m), LT_ERR_INPUT);
    assert_int_equal(lt_mesh_lonlat(1, 1, lat, high, &m), LT_ERR_INPUT);
    assert_null(m);
    /* Axes of centres: the file's global half-degree grid ends at the poles and closes its circle. */
    double c_lon[720], c_lat[360];
    for (int i = 0; i < 720; i++) c_lon[i] = (float)(-179.75 + 0.5 * i);
    for (int j = 0; j < 360; j++) c_lat[j] = (float)(89.75 - 0.5 * j);
    OK(lt_mesh_centres(720, 360, c_lon, c_lat, &m));
    double sum = 0;
    for (int c = 0; c < 720 * 360; c++) sum += lt_mesh_area(m, c);
    assert_true(fabs(sum / (4 * M_PI) - 1) < 1e-12);
    lt_mesh_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_projected), cmocka_unit_test(test_corners),
                                       cmocka_unit_test(test_bad_axes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
