/* closed_forms.c - the two-stream of one wavelength against closed forms.
 *
 * Absorption alone: a shell of one density and thickness H over a sphere of radius R; the beam that comes to a height h
 * at angle z has gone through sqrt((R + H)^2 - p^2) - (R + h) cos z, p = (R + h) sin z, of it; beyond 90 degrees the
 * same with cos z < 0, unless p < R. Bound: rounding of differences of squares of 6.4e6 m, 1e-9 of 20 km.
 * No optical depth: beam 1, and light from the ground A cos z up, 2 A cos z actinic (Eddington).
 * Conservative scattering, layers so low that they are plane: the net flux cos z E + D - U is the same at all edges;
 * what comes back over a black ground is (Meador and Weaver 1980, doi:10.1175/1520-0469(1980)037<0630:TSATRT>2.0.CO;2)
 *     R = (g1 t + (g3 - g1 m)(1 - exp(-t / m))) / (1 + g1 t) m,  m cos z, with delta-scaled t, g.
 * Bound: l^2 >= 1e-10 of two_stream.h makes up to 1e-10 t^2. One layer cut into many gives the same fluxes: rounding.
 */
#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <math.h>

enum { N = 20, ROWS = N + 1 };

typedef struct slab_case {
    double cos_sza[LT_LANES], albedo[LT_LANES];
    double height[ROWS][LT_LANES], depth[N][LT_LANES], scattered[N][LT_LANES], asymmetric[N][LT_LANES];
    double actinic[N][LT_LANES], beam[ROWS][LT_LANES], down[ROWS][LT_LANES], up[ROWS][LT_LANES];
    double *work;
} slab_case;

/* Layers whose thickness goes 1, 2 .. n; lane l sees the sun at angle(l). */
static void layers(slab_case *c, int n, double top_m, double depth, double single, double g, double albedo,
                   const double *angle_deg) {
    double total = 0.5 * n * (n + 1), height = 0.0;
    for (int k = 0; k <= n; k++) {
        for (int l = 0; l < LT_LANES; l++) {
            c->height[k][l] = height;
            if (k == n) continue;
            c->depth[k][l] = depth * (k + 1) / total;
            c->scattered[k][l] = single * c->depth[k][l];
            c->asymmetric[k][l] = g * c->scattered[k][l];
        }
        height += top_m * (k + 1) / total;
    }
    for (int l = 0; l < LT_LANES; l++) {
        c->cos_sza[l] = cos(angle_deg[l] * M_PI / 180.0);
        c->albedo[l] = albedo;
    }
}

static void solve(slab_case *c, int n) {
    const lt_photo_slab slab = {.n = n,
                                .cos_sza = c->cos_sza,
                                .albedo = c->albedo,
                                .height_m = c->height[0],
                                .depth = c->depth[0],
                                .scattered = c->scattered[0],
                                .asymmetric = c->asymmetric[0],
                                .actinic = c->actinic[0],
                                .beam = c->beam[0],
                                .down = c->down[0],
                                .up = c->up[0],
                                .work = c->work};
    lt_photo_widest()->slab(&slab);
}

/* Lane l: from first degrees on in steps. */
static void angles(double first, double step, double *angle) {
    for (int l = 0; l < LT_LANES; l++) angle[l] = first + l * step;
}

static double shell_depth(double density, double top, double height, double angle_deg) {
    const double earth = 6371e3, r = earth + height, z = angle_deg * M_PI / 180.0, p = r * sin(z);
    if (angle_deg > 90.0 && p < earth) return INFINITY;
    return density * (sqrt((earth + top) * (earth + top) - p * p) - r * cos(z));
}

static lt_status add_absorption(lt_verify *verify, slab_case *c) {
    double angle[LT_LANES], worst = 0.0, stray = 0.0;
    const double top = 60e3, depth = 0.8;
    angles(0.0, 3.05, angle); /* to 94.55 degrees */
    layers(c, N, top, depth, 0.0, 0.0, 0.0, angle);
    solve(c, N);
    for (int l = 0; l < LT_LANES; l++)
        for (int k = 0; k <= N; k++) {
            const double exact = exp(-shell_depth(depth / top, top, c->height[k][l], angle[l]));
            worst = fmax(worst, fabs(c->beam[k][l] - exact));
            stray = fmax(stray, fmax(fabs(c->down[k][l]), fabs(c->up[k][l])));
        }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "absorption in a spherical shell, 0 to 94.5 degrees", .metric = "beam_error",
                         .scheme = "", .value = worst, .bound = 1e-10, .source = "Beer and Lambert, geometry"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "absorption in a spherical shell, 0 to 94.5 degrees", .metric = "diffuse_flux",
                         .scheme = "", .value = stray, .bound = 0.0, .source = "nothing scatters"));
    worst = 0.0;
    angles(0.0, 2.5, angle);
    layers(c, N, 10.0, depth, 0.0, 0.0, 0.0, angle); /* plane: 10 m */
    solve(c, N);
    for (int l = 0; l < LT_LANES; l++)
        for (int k = 0; k < N; k++) {
            double below = 0.0; /* depth above the layer's foot: all but what lies below */
            for (int m = 0; m < k; m++) below += c->depth[m][l];
            const double foot = (depth - below) / c->cos_sza[l], own = c->depth[k][l] / c->cos_sza[l];
            const double exact = exp(-foot) * expm1(own) / own;
            worst = fmax(worst, fabs(c->actinic[k][l] / exact - 1.0));
        }
    return LT_VERIFY_ADD(verify, .test = "absorption, mean of a layer, 0 to 77.5 degrees", .metric = "relative_error",
                         .scheme = "", .value = worst, .bound = 1e-4,
                         .source = "integral of Beer and Lambert; 10 m of a sphere are plane to 2e-5");
}

static lt_status add_empty(lt_verify *verify, slab_case *c) {
    double angle[LT_LANES], worst = 0.0;
    angles(0.0, 2.9, angle); /* to 89.9 degrees */
    layers(c, N, 40e3, 0.0, 0.0, 0.0, 0.7, angle);
    solve(c, N);
    for (int l = 0; l < LT_LANES; l++)
        for (int k = 0; k < N; k++) worst = fmax(worst, fabs(c->actinic[k][l] - (1.0 + 2.0 * 0.7 * c->cos_sza[l])));
    return LT_VERIFY_ADD(verify, .test = "no optical depth, albedo 0.7", .metric = "actinic_error", .scheme = "",
                         .value = worst, .bound = 1e-6, .source = "1 + 2 A cos z; depths are at least 1e-10 a layer");
}

static lt_status add_conservative(lt_verify *verify, slab_case *c) {
    static const double depths[] = {0.1, 3.0, 40.0};
    double angle[LT_LANES], net = 0.0, back = 0.0;
    const double g = 0.6;
    angles(0.0, 2.5, angle);
    for (int d = 0; d < 3; d++) {
        layers(c, N, 1.0, depths[d], 1.0, g, 0.0, angle);
        solve(c, N);
        const double t = depths[d] * (1.0 - g * g), gs = g / (1.0 + g), g1 = 0.75 * (1.0 - gs);
        for (int l = 0; l < LT_LANES; l++) {
            const double m = c->cos_sza[l], g3 = 0.25 * (2.0 - 3.0 * gs * m);
            const double top = m - c->up[N][l];
            for (int k = 0; k < N; k++) net = fmax(net, fabs(m * c->beam[k][l] + c->down[k][l] - c->up[k][l] - top));
            const double exact = m * (g1 * t + (g3 - g1 * m) * -expm1(-t / m)) / (1.0 + g1 * t);
            back = fmax(back, fabs(c->up[N][l] - exact));
        }
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "conservative scattering, depth 0.1 to 40, 0 to 77.5 degrees",
                         .metric = "net_flux_change", .scheme = "", .value = net, .bound = 1e-5,
                         .source = "flux is kept; a sphere of 1 m of air is plane to 2e-6"));
    return LT_VERIFY_ADD(verify, .test = "conservative scattering, depth 0.1 to 40, 0 to 77.5 degrees",
                         .metric = "returned_flux_error", .scheme = "", .value = back, .bound = 1e-5,
                         .source = "Meador and Weaver (1980)");
}

static lt_status add_cut(lt_verify *verify, slab_case *c) {
    double angle[LT_LANES], whole[2][LT_LANES], worst = 0.0;
    static const double single[] = {1.0, 0.9, 0.3};
    angles(0.0, 2.5, angle);
    for (int s = 0; s < 3; s++) {
        layers(c, 1, 1.0, 4.0, single[s], 0.7, 0.3, angle);
        solve(c, 1);
        for (int l = 0; l < LT_LANES; l++) whole[0][l] = c->up[1][l], whole[1][l] = c->down[0][l];
        layers(c, N, 1.0, 4.0, single[s], 0.7, 0.3, angle);
        solve(c, N);
        for (int l = 0; l < LT_LANES; l++)
            worst = fmax(worst, fmax(fabs(c->up[N][l] - whole[0][l]), fabs(c->down[0][l] - whole[1][l])));
    }
    return LT_VERIFY_ADD(verify, .test = "one layer beside the same in 20, 0 to 77.5 degrees",
                         .metric = "flux_difference", .scheme = "", .value = worst, .bound = 1e-5,
                         .source = "same medium, a sphere of 1 m of air is plane to 2e-6");
}

lt_status lt_verify_photolysis_closed_forms(lt_verify *verify) {
    slab_case *c = NULL;
    LT_TRY(lt_calloc(1, sizeof *c, &c));
    lt_status status = lt_calloc(lt_photo_widest()->work_doubles(N), sizeof *c->work, &c->work);
    if (status == LT_OK) status = add_absorption(verify, c);
    if (status == LT_OK) status = add_empty(verify, c);
    if (status == LT_OK) status = add_conservative(verify, c);
    if (status == LT_OK) status = add_cut(verify, c);
    lt_free(c->work);
    lt_free(c);
    return status;
}
