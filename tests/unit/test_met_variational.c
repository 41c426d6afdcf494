/* The three-dimensional adjustment against a dense solution of its equations, written down once more from the
 * functional; one cycle of multigrid is symmetric; alpha. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/timeaxis.h"
#include "base/verify.h"
#include "model/met/flux.h"
#include "model/met/points/multigrid.h"
#include "model/met/points/variational.h"
#include "tests/support/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    NX = 5,
    NY = 4,
    NZ = 3,
    CELLS = NX * NY * NZ,
    FX = (NX + 1) * NY * NZ,
    FY = NX * (NY + 1) * NZ,
    GZ = NX * NY * (NZ - 1),
    ALL = FX + FY + GZ
};

static double random_of(void) {
    static unsigned long seed = 4711;
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return (double)(seed >> 40) / 16777216.0;
}

static lt_grid *small_grid(void) {
    double parallels[2] = {36, 46}, layers[NZ + 1] = {0, 100, 500, 2000};
    const lt_definition d = {.name = (char *)"small",
                             .projection = {.type = (char *)"lambert_conformal",
                                            .parallels = {parallels, 2},
                                            .lon_0 = 122.25,
                                            .lat_0 = 41.1,
                                            .radius = 6370000},
                             .cell = 27000,
                             .nx = NX,
                             .ny = NY,
                             .layer_edges = {layers, NZ + 1}};
    lt_grid *g = NULL;
    assert_int_equal(lt_grid_create(&d, 0, &g), LT_OK);
    for (int c = 0; c < NX * NY; c++) g->terrain[c] = 800.0 * random_of();
    return g;
}

static int cell(int i, int j, int k) {
    return (k * NY + j) * NX + i;
}
static int x_face(int i, int j, int k) {
    return (k * NY + j) * (NX + 1) + i;
}
static int y_face(int i, int j, int k) {
    return FX + (k * (NY + 1) + j) * NX + i;
}
static int z_face(int i, int j, int k) { /* 1 to NZ - 1 */
    return FX + FY + ((k - 1) * NY + j) * NX + i;
}

static double a[CELLS][CELLS + 1], d[CELLS][ALL], weight[ALL],
    slope[ALL]; /* slope: wind up the terrain of a unit of flux */

/* W and the wind up the slope of every face, from mass, length and distance of the centres. */
static void faces(const lt_grid *g, const double *mass, const double *variance, const double *alpha2) {
    for (int k = 0; k < NZ; k++)
        for (int j = 0; j <= NY; j++)
            for (int i = 0; i <= NX; i++) {
                int west = j * NX + (i ? i - 1 : 0), east = j * NX + (i < NX ? i : NX - 1);
                if (j < NY) {
                    double length = g->face_x[j * (NX + 1) + i], apart = 0.5 * (g->area[west] + g->area[east]) / length;
                    double m = lt_face_mass_x(g, mass + k * NX * NY, i, j);
                    weight[x_face(i, j, k)] = variance[k] * m * length / apart;
                    slope[x_face(i, j, k)] = (g->terrain[east] - g->terrain[west]) / apart / (m * length);
                }
                if (i == NX) continue;
                int south = (j ? j - 1 : 0) * NX + i, north = (j < NY ? j : NY - 1) * NX + i;
                double length = g->face_y[j * NX + i], apart = 0.5 * (g->area[south] + g->area[north]) / length;
                double m = lt_face_mass_y(g, mass + k * NX * NY, i, j);
                weight[y_face(i, j, k)] = variance[k] * m * length / apart;
                slope[y_face(i, j, k)] = (g->terrain[north] - g->terrain[south]) / apart / (m * length);
            }
    for (int k = 1; k < NZ; k++)
        for (int j = 0; j < NY; j++)
            for (int i = 0; i < NX; i++) {
                double density_area =
                    (mass[cell(i, j, k - 1)] + mass[cell(i, j, k)]) / (g->z_edge[k + 1] - g->z_edge[k - 1]);
                double between = 0.5 * (g->z_edge[k + 1] - g->z_edge[k - 1]);
                double v = 0.5 * (variance[k - 1] * alpha2[cell(i, j, k - 1)] + variance[k] * alpha2[cell(i, j, k)]);
                weight[z_face(i, j, k)] = v * density_area / between;
            }
}

/* Outflow of every cell as a row of all unknowns: Fz = Gz - rho A b x the mean of four winds up the slope. */
static void divergence(const lt_grid *g, const double *mass) {
    memset(d, 0, sizeof d);
    for (int k = 0; k < NZ; k++)
        for (int j = 0; j < NY; j++)
            for (int i = 0; i < NX; i++) {
                double *row = d[cell(i, j, k)];
                row[x_face(i + 1, j, k)] += 1.0;
                row[x_face(i, j, k)] -= 1.0;
                row[y_face(i, j + 1, k)] += 1.0;
                row[y_face(i, j, k)] -= 1.0;
                for (int up = 0; up < 2; up++) {
                    int at = k + up;
                    double sign = up ? 1.0 : -1.0, b = 1.0 - g->z_edge[at] / g->z_edge[NZ];
                    if (at == 0 || at == NZ) continue;
                    double lever =
                        b * (mass[cell(i, j, at - 1)] + mass[cell(i, j, at)]) / (g->z_edge[at + 1] - g->z_edge[at - 1]);
                    row[z_face(i, j, at)] += sign;
                    for (int layer = at - 1; layer <= at; layer++) {
                        const int beside[4] = {x_face(i, j, layer), x_face(i + 1, j, layer), y_face(i, j, layer),
                                               y_face(i, j + 1, layer)};
                        for (int f = 0; f < 4; f++) row[beside[f]] -= sign * lever * 0.25 * slope[beside[f]];
                    }
                }
            }
}

static void gauss(void) {
    for (int p = 0; p < CELLS; p++)
        for (int r = p + 1; r < CELLS; r++) {
            double factor = a[r][p] / a[p][p];
            for (int c = p; c <= CELLS; c++) a[r][c] -= factor * a[p][c];
        }
    for (int p = CELLS - 1; p >= 0; p--) {
        for (int c = p + 1; c < CELLS; c++) a[p][CELLS] -= a[p][c] * a[c][CELLS];
        a[p][CELLS] /= a[p][p];
    }
}

static void test_dense(void **state) {
    (void)state;
    static double begin[CELLS], end[CELLS], mean[CELLS], alpha2[CELLS], flux[ALL], changed[ALL];
    const double variance[NZ] = {1.0, 2.0, 5.0};
    lt_grid *g = small_grid();
    for (int c = 0; c < CELLS; c++) {
        int k = c / (NX * NY);
        begin[c] = g->area[0] * (g->z_edge[k + 1] - g->z_edge[k]) * (1.0 + 0.1 * random_of());
        end[c] = begin[c] * (1.0 + 1e-3 * random_of());
        mean[c] = 0.5 * (begin[c] + end[c]);
        alpha2[c] = pow(10.0, -3.0 * random_of());
    }
    for (int f = 0; f < FX + FY; f++) flux[f] = 1e9 * (random_of() - 0.3);
    faces(g, mean, variance, alpha2);
    divergence(g, mean);
    for (int r = 0; r < CELLS; r++) {
        a[r][CELLS] = -(end[r] - begin[r]) / LT_HOUR;
        for (int f = 0; f < ALL; f++) a[r][CELLS] -= d[r][f] * flux[f];
        for (int c = 0; c < CELLS; c++) {
            a[r][c] = 0.0;
            for (int f = 0; f < ALL; f++) a[r][c] += d[r][f] * weight[f] * d[c][f];
        }
    }
    gauss();
    for (int f = 0; f < ALL; f++) {
        changed[f] = flux[f];
        for (int c = 0; c < CELLS; c++) changed[f] += weight[f] * d[c][f] * a[c][CELLS];
    }
    lt_variational *v = NULL;
    assert_int_equal(lt_variational_create(g, &v), LT_OK);
    lt_variational_hour h = {begin, end, variance, alpha2, flux, flux + FX, 0, 0, 0};
    lt_variational_apply(v, 1, &h);
    double worst = 0.0;
    for (int f = 0; f < FX + FY; f++) worst = lt_verify_worse(worst, fabs(flux[f] - changed[f]));
    print_message("%d iterations, rest %.1e of %.1e; against the dense solution %.1e of 1e9 kg/s\n", h.iterations,
                  h.after, h.before, worst);
    /* the rest is 1e-6 of the first; what it leaves in a flux is larger by the cells it adds up over */
    assert_true(worst < 1e-6 * 1e9 && h.after < 1e-5 * h.before && h.iterations < 60);
    lt_variational_free(v);
    lt_grid_free(g);
}

static void test_symmetric(void **state) {
    (void)state;
    enum { X = 13, Y = 7, Z = 4, N = X * Y * Z };
    static double p[N], q[N], bp[N], bq[N];
    lt_multigrid *m = NULL;
    assert_int_equal(lt_multigrid_create(X, Y, Z, &m), LT_OK);
    double *wx = lt_multigrid_weight_x(m), *wy = lt_multigrid_weight_y(m), *wz = lt_multigrid_weight_z(m);
    for (int f = 0; f < (X + 1) * Y * Z; f++) wx[f] = 0.5 + random_of();
    for (int f = 0; f < X * (Y + 1) * Z; f++) wy[f] = 0.5 + random_of();
    for (int j = 0; j < Y; j++)
        for (int k = 1; k < Z; k++)
            for (int i = 0; i < X; i++) wz[(j * (Z + 1) + k) * X + i] = 100.0 * random_of();
    for (int c = 0; c < N; c++) {
        p[c] = random_of() - 0.5;
        q[c] = random_of() - 0.5;
    }
    lt_multigrid_prepare(m, 1);
    lt_multigrid_cycle(m, 1, p, bp);
    lt_multigrid_cycle(m, 2, q, bq);
    double pq = 0.0, qp = 0.0, pp = 0.0;
    for (int c = 0; c < N; c++) {
        pq += p[c] * bq[c];
        qp += q[c] * bp[c];
        pp += p[c] * bp[c];
    }
    assert_near(pq, qp, 1e-12 * pp);
    assert_true(pp > 0.0);
    memcpy(p, bq, sizeof p);
    lt_multigrid_cycle(m, 3, q, bq);
    assert_memory_equal(p, bq, sizeof p);
    lt_multigrid_free(m);
}

static void test_alpha(void **state) {
    (void)state;
    assert_near(lt_variational_alpha2(5.0, -1e-5, 30e3), 1.0, 0.0);
    assert_near(lt_variational_alpha2(5.0, 0.0, 30e3), 1.0, 0.0);
    assert_near(lt_variational_alpha2(6.0, 1e-4, 30e3), 4e-4, 1e-16);
    assert_near(lt_variational_alpha2(0.1, 1e-4, 30e3), 1e-4, 0.0);
    assert_near(lt_variational_alpha2(5.0, 1e-4, 0.0), 1.0, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dense), cmocka_unit_test(test_symmetric),
                                       cmocka_unit_test(test_alpha)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
