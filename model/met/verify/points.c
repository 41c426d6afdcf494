/* points.c - weather from stations (points/) against exact solutions.
 *
 * Analysis: a plane through 25 places is a trend of the analysis and comes back exactly; a value left out is told by
 * the others as an analysis made without it tells it. Pressures of a plane give the geostrophic wind of its slope. The
 * Ekman layer: K W'' = i f (W - G) by second differences of the profile itself. Breeze: at a straight coast
 * exp(-distance/L); Haurwitz's oscillator. */
#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/points/analysis.h"
#include "model/met/points/breeze.h"
#include "model/met/points/ekman.h"
#include "model/met/points/slope_flow.h"
#include "model/met/pressure_fit.h"
#include "model/met/verify/verify.h"

#include <math.h>
#include <string.h>

enum { STATIONS = 25 };

static double random_of(unsigned long *seed) {
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return (double)(*seed >> 40) / 16777216.0;
}

static double plane(const lt_analysis_place *p) {
    return 280.0 + 8e-6 * p->x_m - 1.2e-5 * p->y_m;
}

static void places(lt_analysis_place *p, int n, unsigned long seed) {
    for (int i = 0; i < n; i++)
        p[i] = (lt_analysis_place){8e5 * random_of(&seed), 6e5 * random_of(&seed), 600.0 * random_of(&seed)};
}

static lt_status analysis_rows(lt_verify *verify, lt_analysis *a, const lt_analysis_place *s,
                               const lt_analysis_place *cell) {
    lt_analysis_field f, without;
    double value[STATIONS], left[STATIONS], error = 0.0, apart = 0.0;
    unsigned long seed = 7;
    LT_TRY(lt_analysis_field_create(a, &f));
    lt_status status = lt_analysis_field_create(a, &without);
    for (int i = 0; i < STATIONS; i++) value[i] = plane(&s[i]);
    lt_analysis_solve(a, value, LT_TREND_PLANE, &f);
    for (int c = 0; c < STATIONS; c++) error = fmax(error, fabs(lt_analysis_at(a, &f, c) - plane(&cell[c])));
    for (int i = 0; i < STATIONS; i++) value[i] += 5.0 * random_of(&seed);
    lt_analysis_solve(a, value, LT_TREND_PLANE, &f);
    memcpy(left, f.left_out, sizeof left);
    for (int i = 0; i < STATIONS && status == LT_OK; i++) {
        lt_analysis *at_station = NULL;
        const lt_analysis_rules rules = {lt_analysis_radius(a), 500.0, 0.1};
        double own = value[i];
        value[i] = NAN;
        status = lt_analysis_create(STATIONS, s, 1, &s[i], &rules, &at_station);
        if (status == LT_OK) {
            lt_analysis_solve(at_station, value, LT_TREND_PLANE, &without);
            apart = fmax(apart, fabs(own - lt_analysis_at(at_station, &without, 0) - left[i]));
        }
        lt_analysis_free(at_station);
        value[i] = own;
    }
    lt_analysis_field_free(&f);
    lt_analysis_field_free(&without);
    LT_TRY(status);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "plane through 25 stations", .metric = "largest_error_K", .scheme = "analysis",
                         .value = error, .bound = 1e-9,
                         .source = "exact: the plane (280 K in doubles, matrix of condition 1e3)"));
    return LT_VERIFY_ADD(verify, .test = "station left out against an analysis without it",
                         .metric = "largest_difference_K", .scheme = "analysis", .value = apart, .bound = 1e-9,
                         .source = "Dubrule (1983): the same number");
}

static lt_status analysis(lt_verify *verify) {
    lt_analysis_place station[STATIONS], cell[STATIONS];
    const lt_analysis_rules rules = {0.0, 500.0, 0.1};
    lt_analysis *a = NULL;
    places(station, STATIONS, 1);
    places(cell, STATIONS, 2);
    LT_TRY(lt_analysis_create(STATIONS, station, STATIONS, cell, &rules, &a));
    lt_status status = analysis_rows(verify, a, station, cell);
    lt_analysis_free(a);
    return status;
}

static lt_status pressures(lt_verify *verify) {
    const double lat = 41.0, lon = 122.0, b = 1.5e-3, c = -2.5e-3, warm_K = 270.0, metres = 111194.9; /* Pa a metre */
    lt_pressure_point p[9];
    unsigned long seed = 3;
    for (int k = 0; k < 9; k++) {
        double y = 4.0 * random_of(&seed) - 2.0, x = 6.0 * random_of(&seed) - 3.0; /* degrees */
        double p_Pa = 1e5 + b * x * cos(lat * LT_DEGREE) * metres + c * y * metres;
        p[k] = (lt_pressure_point){lat + y, lon + x, p_Pa, lt_pressure_weight(300.0 * random_of(&seed))};
    }
    double worst = 0.0, east, north;
    for (int second = 0; second < 2; second++) {
        lt_pressure_fit fit;
        if (!lt_pressure_fit_make(9, p, second, lat, lon, &fit)) worst = INFINITY;
        double f = lt_coriolis(lat), density = fit.c[0] / (LT_R_DRY * warm_K);
        lt_pressure_fit_wind(&fit, lat, lon, warm_K, f, &east, &north);
        worst = fmax(worst, hypot(east + c / (density * f), north - b / (density * f)) / hypot(east, north));
    }
    return LT_VERIFY_ADD(verify, .test = "geostrophic wind of a plane of pressures", .metric = "relative_error",
                         .scheme = "", .value = worst, .bound = 1e-9, .source = "definition: u = -(dp/dy)/(rho f)");
}

static lt_status ekman(lt_verify *verify) {
    enum { N = 3 };
    const lt_surface_state surface = {4.0, 0.3, 0.35, 0.0, 900.0};
    const lt_domain_state state = {
        .east = 0.8, .north = 0.6, .geostrophic_east_ms = 12.0, .geostrophic_north_ms = -3.0, .shear_east_s = 1e-3};
    double worst = 0.0, f = lt_coriolis(41.0), k = lt_ekman_viscosity(&surface), step = 2.0;
    for (double z = 100.0; z < 880.0; z += 20.0) {
        const double height[N] = {z - step, z, z + step};
        double u[N], v[N], g[1], h[1], gu, gv, x = z;
        lt_ekman_profile(&surface, &state, 1e9, f, N, height, u, v);
        const double high[1] = {2000.0};
        lt_ekman_profile(&surface, &state, 1e9, f, 1, high, g, h);
        gu = state.geostrophic_east_ms + state.shear_east_s * x;
        gv = state.geostrophic_north_ms;
        double curve_u = k * (u[0] - 2.0 * u[1] + u[2]) / (step * step),
               curve_v = k * (v[0] - 2.0 * v[1] + v[2]) / (step * step);
        worst = fmax(worst, hypot(curve_u + f * (v[1] - gv), curve_v - f * (u[1] - gu)) / (f * 12.0));
    }
    /* second differences of 2 m on a layer of some 400 m: (2/400)^2/12 = 2e-6, rounding 1e-16 12/(2^2) K/(f 12) = 2e-11
     */
    return LT_VERIFY_ADD(verify, .test = "Ekman layer against its equation", .metric = "relative_residual",
                         .scheme = "", .value = worst, .bound = 1e-5, .source = "K W'' = i f (W - G)");
}

/* A coast along the middle of liaoning-9 made a plane: sea in the west. */
static lt_status straight_coast(lt_grid *g, lt_verify *verify) {
    const lt_breeze_rules rules = {600.0, 5e-5, 1.7e-4, 280.0};
    lt_breeze *b = NULL;
    long n = (long)g->nx * g->ny;
    for (long c = 0; c < n; c++) {
        g->map_factor[c] = 1.0;
        g->angle[c] = 0.0;
        g->region_fraction[(long)LT_REGION_SEA * n + c] = c % g->nx < g->nx / 2;
    }
    LT_TRY(lt_breeze_create(g, &rules, &b));
    double worst = 0.0, east, north, reach = lt_breeze_reach(b);
    for (int i = g->nx / 4; i < 3 * g->nx / 4; i++) {
        double distance = fabs(i + 0.5 - 0.5 * g->nx) * g->dx;
        lt_breeze_at(b, (long)(g->ny / 2) * g->nx + i, 1.0, 0.0, &east, &north);
        /* the border holds the gradient at 0: its mirror image of the coast is exp(-2 (432 km - x)/L) of it */
        double image = exp(-(g->nx * g->dx - distance) / reach);
        worst = fmax(worst, hypot(east - exp(-distance / reach) + image, north));
    }
    lt_breeze_free(b);
    return LT_VERIFY_ADD(verify, .test = "breeze of a straight coast", .metric = "largest_error_of_shape", .scheme = "",
                         .value = worst, .bound = 5e-3,
                         .source = "exp(-distance/L) less its image beyond the border; (9/140)^2/12 of a cell of 9 km "
                                   "and L 140 km, and more images");
}

static lt_status breeze(lt_verify *verify) {
    lt_definition *definition = NULL;
    lt_grid *g = NULL;
    LT_TRY(lt_definition_read("liaoning-9", &definition));
    lt_status status = lt_grid_create(definition, 0, &g);
    lt_definition_free(definition);
    if (status == LT_OK) status = straight_coast(g, verify);
    lt_grid_free(g);
    return status;
}

static lt_status slopes(lt_verify *verify) {
    const lt_surface_state night = {2.0, 0.3, 0.1, 1.0 / 20.0, 80.0};
    /* the flux that u* 0.1 m/s and L 20 m stand for: Q g/(rho cp T) = u*^3/(k L); S^3 (Cd + ke) = that x rise */
    double flux = 1e-3 / (LT_VON_KARMAN * 20.0), expected = -cbrt(flux * 500.0 / 0.08);
    double error = fabs(lt_slope_flow_speed(&night, 500.0) / expected - 1.0);
    return LT_VERIFY_ADD(verify, .test = "flow down a slope of 500 m at night", .metric = "relative_error",
                         .scheme = "", .value = error, .bound = 1e-12,
                         .source = "Mahrt (1982), Scire et al. (2000): by the heat flux");
}

lt_status lt_verify_met_points(lt_verify *verify) {
    LT_TRY(analysis(verify));
    LT_TRY(pressures(verify));
    LT_TRY(ekman(verify));
    LT_TRY(breeze(verify));
    return slopes(verify);
}
