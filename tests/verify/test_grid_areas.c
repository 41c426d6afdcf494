/* Areas and face lengths of the cells against the sphere itself: border points through PROJ, then spherical formulas.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/grid.h"

#include <math.h>

static const double R = 6370000, DEGREE = M_PI / 180;

static lt_grid *make(const char *name) {
    lt_definition *d;
    lt_grid *g;
    assert_int_equal(lt_definition_read(name, &d), LT_OK);
    assert_int_equal(lt_grid_create(d, 1, &g), LT_OK);
    lt_definition_free(d);
    return g;
}

/* Area of a map box by R^2 closed integral -sin(phi) d lambda: n chords a side in (lambda, sin phi), trapezoid. The
 * error falls with n^2; two n's are extrapolated (Richardson), so n = 4000 leaves below 1e-11. */
static double sphere_area(lt_grid *g, double x1, double y1, double x2, double y2, int n) {
    const double corner[5][2] = {{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}, {x1, y1}};
    double sum = 0, last_lon = 0, last_sin = 0;
    for (int side = 0; side < 4; side++)
        for (int q = side ? 1 : 0; q <= n; q++) {
            double t = (double)q / n, lon, lat;
            assert_int_equal(
                lt_projection_inverse(g->projection, corner[side][0] + t * (corner[side + 1][0] - corner[side][0]),
                                      corner[side][1] + t * (corner[side + 1][1] - corner[side][1]), &lon, &lat),
                LT_OK);
            double s = sin(lat * DEGREE);
            if (side || q) sum -= 0.5 * (s + last_sin) * (lon - last_lon) * DEGREE;
            last_lon = lon;
            last_sin = s;
        }
    return R * R * sum;
}

static double exact_area(lt_grid *g, double x1, double y1, double x2, double y2, int n) {
    return (4 * sphere_area(g, x1, y1, x2, y2, n) - sphere_area(g, x1, y1, x2, y2, n / 2)) / 3;
}

static void check_areas(const char *name) {
    lt_grid *g = make(name);
    double sum = 0, domain = exact_area(g, g->x0, g->y0, g->x0 + g->nx * g->dx, g->y0 + g->ny * g->dx, 4000);
    for (int c = 0; c < g->nx * g->ny; c++) {
        sum += g->area[c];
        /* by the map factor at the centre: relative error of order dx^2 / (12 R^2) times derivatives of 1/k^2 */
        double by_factor = g->dx * g->dx / (g->map_factor[c] * g->map_factor[c]);
        assert_true(fabs(g->area[c] / by_factor - 1) < g->dx * g->dx / (R * R));
    }
    assert_true(fabs(sum / domain - 1) < 1e-10);
    for (int q = 0; q < 5; q++) {
        int i = q * (g->nx - 1) / 4, j = (4 - q) * (g->ny - 1) / 4;
        double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
        double exact = exact_area(g, x, y, x + g->dx, y + g->dx, 200);
        assert_true(fabs(g->area[j * g->nx + i] / exact - 1) < 1e-8);
    }
    lt_grid_free(g);
}

/* Great-circle distance. */
static double distance(double lon1, double lat1, double lon2, double lat2) {
    double a = sin((lat2 - lat1) * DEGREE / 2), b = sin((lon2 - lon1) * DEGREE / 2);
    return 2 * R * asin(sqrt(a * a + cos(lat1 * DEGREE) * cos(lat2 * DEGREE) * b * b));
}

/* True length of a map line as 100 great-circle chords; the bend within a chord of 270 m changes its length by 1e-10.
 */
static double chords(lt_grid *g, double x1, double y1, double x2, double y2) {
    double sum = 0, lon = 0, lat = 0;
    for (int q = 0; q <= 100; q++) {
        double t = q / 100.0, lon2, lat2;
        assert_int_equal(lt_projection_inverse(g->projection, x1 + t * (x2 - x1), y1 + t * (y2 - y1), &lon2, &lat2),
                         LT_OK);
        if (q) sum += distance(lon, lat, lon2, lat2);
        lon = lon2;
        lat = lat2;
    }
    return sum;
}

static void check_faces(const char *name) {
    lt_grid *g = make(name);
    for (int q = 0; q < 7; q++) {
        int i = q * g->nx / 6, j = q * (g->ny - 1) / 6;
        double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
        assert_true(fabs(g->face_x[j * (g->nx + 1) + i] / chords(g, x, y, x, y + g->dx) - 1) < 1e-8);
        i = q * (g->nx - 1) / 6;
        j = q * g->ny / 6;
        x = g->x0 + i * g->dx;
        y = g->y0 + j * g->dx;
        assert_true(fabs(g->face_y[j * g->nx + i] / chords(g, x, y, x + g->dx, y) - 1) < 1e-8);
    }
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) { /* faces and areas belong together: a cell is nearly its sides' product */
            double we = 0.5 * (g->face_x[j * (g->nx + 1) + i] + g->face_x[j * (g->nx + 1) + i + 1]);
            double sn = 0.5 * (g->face_y[j * g->nx + i] + g->face_y[(j + 1) * g->nx + i]);
            assert_true(fabs(we * sn / g->area[j * g->nx + i] - 1) < g->dx * g->dx / (R * R));
        }
    lt_grid_free(g);
}

static void test_areas(void **state) {
    (void)state;
    check_areas("liaoning-27");
    check_areas("liaoning-9");
}

static void test_faces(void **state) {
    (void)state;
    check_faces("liaoning-27");
    check_faces("liaoning-9");
}

/* The edges of the nests lie on edges of liaoning-27, their layer edges too, and nine small cells are one large one. */
static void test_nests_on_parent_edges(void **state) {
    (void)state;
    lt_grid *parent = make("liaoning-27");
    const char *names[] = {"liaoning-9", "liaoning-27w"};
    for (int q = 0; q < 2; q++) {
        lt_grid *nest = make(names[q]);
        int ratio = (int)(parent->dx / nest->dx);
        assert_true(ratio * nest->dx == parent->dx);
        double east = (nest->x0 - parent->x0) / parent->dx, north = (nest->y0 - parent->y0) / parent->dx;
        assert_true(east == floor(east) && north == floor(north) && east >= 1 && north >= 1);
        assert_true(nest->nx % ratio == 0 && nest->ny % ratio == 0);
        assert_true(east + nest->nx / ratio < parent->nx && north + nest->ny / ratio < parent->ny);
        for (int k = 0, m = 0; k <= nest->nz; k++) {
            while (m <= parent->nz && parent->z_edge[m] < nest->z_edge[k]) m++;
            assert_true(m <= parent->nz && parent->z_edge[m] == nest->z_edge[k]);
        }
        for (int J = 0; J < nest->ny / ratio; J++)
            for (int I = 0; I < nest->nx / ratio; I++) {
                double sum = 0;
                for (int c = 0; c < ratio * ratio; c++)
                    sum += nest->area[(J * ratio + c / ratio) * nest->nx + I * ratio + c % ratio];
                double whole = parent->area[(J + (int)north) * parent->nx + I + (int)east];
                assert_true(fabs(sum / whole - 1) < 1e-11);
            }
        lt_grid_free(nest);
    }
    assert_true(parent->nz == 20 && parent->z_edge[1] == 40);
    assert_true(parent->z_edge[20] >= 8000 && parent->z_edge[20] <= 9000);
    lt_grid_free(parent);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_areas), cmocka_unit_test(test_faces),
                                       cmocka_unit_test(test_nests_on_parent_edges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
