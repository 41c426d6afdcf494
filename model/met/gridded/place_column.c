/* place_column.c - a source's column on the layers of the model (place_column.h).
 *
 * p pressure, x = ln p, z height above the sea, T temperature, q specific humidity, Tv = T (1 + 0.608 q)
 *   dz = -(R/g) Tv dx                      hydrostatic; Tv linear in x between nodes, so that
 *   z(x) = z_i + (R/g) (Tv_i y + s y^2/2)   with y = x_i - x, s the slope of Tv, is exact and solved for y
 *   m_k = (p_k - p_{k+1})/g                 mass of layer k; their sum is (p_ground - p_top)/g
 *   X_k = integral of X dp over the layer / (p_k - p_{k+1})
 *                                           humidity, wind, cloud: X linear in p, so that column integrals are kept
 *   Tv_k = g dz/(R ln(p_k/p_{k+1}))         the mean of Tv over x: the model's column is exactly hydrostatic;
 *                                           from the mean over p it differs by less than 0.1 K
 *
 * Nodes are, from below: the model's ground, the heights near the ground (below), the levels of the source above its
 * own ground. Levels inside the source's ground are the producer's inventions and left out. The heights hang on the
 * lowest level whose height the source gives, else on its surface pressure at its terrain; from there by temperature.
 *
 * Between the source's ground and its lowest level, at 10, 20, 40 ... m: wind from 10 m to the level and potential
 * temperature and humidity from 2 m to the level linear in ln(height) (the neutral law of the surface layer). Where the
 * source has no 2 m temperature: 6.5 K/km from the lowest level (standard atmosphere, ICAO Doc 7488); no 10 m wind: log
 * law over the model's ground from the lowest level.
 * Model's ground below the source's: 6.5 K/km, the humidity of the lowest node (at most saturation), and the log law
 * over the model's ground from the source's 10 m wind. Model's ground above, by D: the column starts inside the
 * source's air, which knows no ground there; below H = min(D, 200 m) its wind follows the log law, ln(h/z0)/ln(H/z0) of
 * itself (200 m: A, the depth in which a ridge of that height slows the air; without it the wind on ridges is that of
 * the free air down to the ground). Limits: no condensate in Tv; what lies above the source's top (less than half a
 * layer) keeps the last values. */
#include "model/met/gridded/place_column.h"

#include "model/met/gridded/column_nodes.h"
#include "model/met/humidity.h"

#include <math.h>

double lt_saturation_humidity(double temperature_K, double pressure_Pa) {
    double e = fmin(lt_saturation_pressure(temperature_K), 0.5 * pressure_Pa);
    return 0.622 * e / (pressure_Pa - 0.378 * e);
}

double lt_relative_humidity_of(double humidity, double temperature_K, double pressure_Pa) {
    double e = humidity * pressure_Pa / (0.622 + 0.378 * humidity);
    return e / lt_saturation_pressure(temperature_K);
}

/* x at a height; *segment: the node below, to start from and found. Above the last node: isothermal. */
static double x_of_height(const lt_column_nodes *nodes, double z, int *segment) {
    int i = *segment;
    while (i < nodes->n - 1 && nodes->z[i + 1] <= z) i++;
    *segment = i;
    double c = LT_GRAVITY * (z - nodes->z[i]) / LT_R_DRY, tv = nodes->tv[i];
    if (i == nodes->n - 1) return nodes->x[i] - c / tv;
    double slope = (nodes->tv[i + 1] - tv) / (nodes->x[i] - nodes->x[i + 1]);
    return nodes->x[i] - 2.0 * c / (tv + sqrt(fmax(tv * tv + 2.0 * slope * c, 0.0)));
}

static double value_at(const lt_column_nodes *nodes, const double *value, int i, double p) {
    if (i >= nodes->n - 1) return value[nodes->n - 1];
    return value[i] + (value[i + 1] - value[i]) * (nodes->p[i] - p) / (nodes->p[i] - nodes->p[i + 1]);
}

/* Mean of all values over p_below to p_above, which lie in segments a and b. */
static void layer_means(const lt_column_nodes *nodes, double p_below, double p_above, int a, int b, int k,
                        lt_placed_column *out) {
    for (int f = 0; f < LT_N_PLACED; f++) {
        const double *value = nodes->value[f];
        double sum = 0.0, p = p_below, v = value_at(nodes, value, a, p_below);
        for (int i = a + 1; i <= b; i++) {
            sum += 0.5 * (v + value[i]) * (p - nodes->p[i]);
            p = nodes->p[i];
            v = value[i];
        }
        sum += 0.5 * (v + value_at(nodes, value, b, p_above)) * (p - p_above);
        out->value[f][k] = sum / (p_below - p_above);
    }
}

/* Mean of ln(h/z0)/ln(H/z0), 1 above H, 0 below z0, over a <= h <= b. */
static double sheltered(double a, double b, double z0, double top) {
    double from = fmin(fmax(a, z0), top), to = fmin(fmax(b, z0), top);
    double law = to * (log(to / z0) - 1.0) - from * (log(from / z0) - 1.0), free_part = fmax(b, top) - fmax(a, top);
    return (law / log(top / z0) + free_part) / (b - a);
}

static const double RIDGE_M = 200.0;

/* On ground above the source's. */
static void slow_on_ridge(const lt_source_column *s, double terrain, double z0, int nz, const double *z_edge,
                          lt_placed_column *out) {
    double top = isnan(s->terrain_m) ? 0.0 : fmin(terrain - s->terrain_m, RIDGE_M);
    if (!(top > 2.0 * z0)) return;
    for (int k = 0; k < nz && z_edge[k] < top; k++) {
        double share = sheltered(z_edge[k], z_edge[k + 1], z0, top);
        out->value[LT_PLACED_EAST][k] *= share;
        out->value[LT_PLACED_NORTH][k] *= share;
    }
    double share = top > 10.0 ? log(10.0 / z0) / log(top / z0) : 1.0;
    out->east_10m *= share;
    out->north_10m *= share;
}

static void near_ground(const lt_column_nodes *nodes, double terrain, lt_placed_column *out) {
    int i = 0;
    double p = exp(x_of_height(nodes, terrain + 2.0, &i));
    out->temperature_2m_K = value_at(nodes, nodes->t, i, p);
    out->humidity_2m = value_at(nodes, nodes->value[LT_PLACED_HUMIDITY], i, p);
    p = exp(x_of_height(nodes, terrain + 10.0, &i));
    out->east_10m = value_at(nodes, nodes->value[LT_PLACED_EAST], i, p);
    out->north_10m = value_at(nodes, nodes->value[LT_PLACED_NORTH], i, p);
}

lt_placing lt_place_column(const lt_source_column *source, double terrain_m, double roughness_m, int nz,
                           const double *z_edge, lt_placed_column *out) {
    lt_column_nodes nodes;
    out->supersaturated_levels = out->saturated_layers = out->negative = 0;
    lt_placing result = lt_column_nodes_make(source, terrain_m, roughness_m, out, &nodes);
    if (result != LT_PLACED) return result;
    double top = terrain_m + z_edge[nz], middle = terrain_m + 0.5 * (z_edge[nz - 1] + z_edge[nz]);
    out->extended = nodes.z[nodes.n - 1] < top;
    if (nodes.z[nodes.n - 1] < middle) return LT_PLACING_TOP;
    int below = 0;
    double x_below = x_of_height(&nodes, terrain_m + z_edge[0], &below);
    out->pressure_edge_Pa[0] = exp(x_below);
    for (int k = 0; k < nz; k++) {
        int above = below;
        double x_above = x_of_height(&nodes, terrain_m + z_edge[k + 1], &above);
        double p_below = out->pressure_edge_Pa[k], p_above = exp(x_above);
        out->pressure_edge_Pa[k + 1] = p_above;
        out->mass_kgm2[k] = (p_below - p_above) / LT_GRAVITY;
        layer_means(&nodes, p_below, p_above, below, above, k, out);
        double tv = LT_GRAVITY * (z_edge[k + 1] - z_edge[k]) / (LT_R_DRY * (x_below - x_above));
        double *q = &out->value[LT_PLACED_HUMIDITY][k], most;
        out->temperature_K[k] = tv / (1.0 + LT_VIRTUAL * *q);
        most = lt_saturation_humidity(out->temperature_K[k], 0.5 * (p_below + p_above));
        if (*q > most) {
            out->saturated_layers += *q > most * (1.0 + 1e-4);
            *q = most;
            out->temperature_K[k] = tv / (1.0 + LT_VIRTUAL * *q);
        }
        below = above;
        x_below = x_above;
    }
    near_ground(&nodes, terrain_m, out);
    slow_on_ridge(source, terrain_m, roughness_m, nz, z_edge, out);
    return LT_PLACED;
}
