/* column_nodes.c - nodes of a source's column: its levels above its ground, its surface layer, what lies below it. The
 * rules stand at the top of place_column.c. */
#include "model/met/gridded/column_nodes.h"

#include "model/met/humidity.h"

#include <math.h>

static const double LAPSE_KM = 0.0065;

static double virtual_of(double t, double q) {
    return t * (1.0 + LT_VIRTUAL * q);
}

/* --- which levels count --- */

static bool above_ground(const lt_source_column *s, int i) {
    double margin = isnan(s->temperature_2m_K) ? 0.0 : 10.0;
    if (!isnan(s->height_m[i]) && !isnan(s->terrain_m)) return s->height_m[i] > s->terrain_m + margin;
    if (!isnan(s->surface_pressure_Pa)) return s->pressure_Pa[i] < s->surface_pressure_Pa * (1.0 - margin * 1e-4);
    return true;
}

static bool whole(const lt_source_column *s, int i) {
    double sum = s->temperature_K[i] + s->pressure_Pa[i];
    for (int f = LT_PLACED_HUMIDITY; f <= LT_PLACED_NORTH; f++) sum += s->value[f][i];
    return isfinite(sum);
}

/* Humidity of a level between nothing and saturation. */
static double humidity_of(double q, double t, double p, lt_placed_column *out) {
    double most = lt_saturation_humidity(t, p);
    out->negative += q < 0.0;
    out->supersaturated_levels += q > most * (1.0 + 1e-4);
    return fmin(fmax(q, 0.0), most);
}

/* --- nodes below the lowest level, collected from above and turned at the end --- */

typedef struct low_node {
    double z, t, q, east, north;
} low_node;

typedef struct low_part {
    int n;
    low_node at[64];
} low_part;

static double logarithm(double h, double from, double to) {
    return log(h / from) / log(to / from);
}

/* The source's own surface layer below its lowest level: heights of 10 * 2^k and 2 m below 0.7 of the level's, ground.
 */
static void surface_nodes(const lt_source_column *s, const low_node *level, double roughness, low_part *low) {
    double h1 = level->z - s->terrain_m, dry = LT_GRAVITY / LT_CP_DRY;
    bool warm = !isnan(s->temperature_2m_K), windy = !isnan(s->east_10m);
    double q2 = isnan(s->humidity_2m) ? level->q : fmax(s->humidity_2m, 0.0);
    double heat1 = level->t + dry * h1, heat2 = warm ? s->temperature_2m_K + dry * 2.0 : NAN;
    double east = windy ? s->east_10m : level->east, north = windy ? s->north_10m : level->north;
    double height[40] = {0.0};
    int n = 1;
    if (2.0 < 0.7 * h1) height[n++] = 2.0;
    for (double h = 10.0; h < 0.7 * h1 && n < 32; h *= 2.0) height[n++] = h;
    for (int k = n - 1; k >= 0; k--) {
        double h = height[k], up = h > 2.0 ? logarithm(h, 2.0, h1) : 0.0;
        low_node node = {.z = s->terrain_m + h, .q = q2 + up * (level->q - q2)};
        node.t = warm ? heat2 + up * (heat1 - heat2) - dry * fmax(h, 2.0) : level->t + LAPSE_KM * (h1 - h);
        double part = windy && h >= 10.0 ? logarithm(h, 10.0, h1) : 0.0;
        double law = windy && h >= 10.0 ? 1.0 : h > roughness ? logarithm(h, roughness, windy ? 10.0 : h1) : 0.0;
        node.east = law * (east + part * (level->east - east));
        node.north = law * (north + part * (level->north - north));
        low->at[low->n++] = node;
    }
}

/* From the lowest node down to the model's ground, which lies below it; wind: the lowest that the source gives. */
static void valley_nodes(double terrain, double roughness, const low_node *wind, low_part *low) {
    low_node from = low->at[low->n - 1];
    double top = wind->z - terrain, depth = from.z - terrain, height[30] = {0.0};
    int n = 1;
    for (int k = 0; k < low->n; k++) { /* below that wind the air follows the model's ground */
        double h = low->at[k].z - terrain;
        if (low->at[k].z >= wind->z) continue;
        low->at[k].east = h > roughness ? logarithm(h, roughness, top) * wind->east : 0.0;
        low->at[k].north = h > roughness ? logarithm(h, roughness, top) * wind->north : 0.0;
    }
    for (double h = 10.0; h < 0.8 * depth && n < 24; h *= 2.0) height[n++] = h;
    for (int k = n - 1; k >= 0; k--) {
        double h = height[k], law = h > roughness ? logarithm(h, roughness, top) : 0.0;
        low->at[low->n++] =
            (low_node){terrain + h, from.t + LAPSE_KM * (depth - h), from.q, law * wind->east, law * wind->north};
    }
}

/* All nodes between the model's (or the source's) ground and the lowest level. */
static void low_nodes(const lt_source_column *s, const low_node *level, double terrain, double roughness,
                      low_part *low) {
    low->n = 0;
    low->at[low->n++] = *level;
    low_node wind = *level;
    if (!isnan(s->terrain_m) && s->terrain_m < level->z) {
        surface_nodes(s, level, roughness, low);
        for (int k = 0; k < low->n; k++)
            if (!isnan(s->east_10m) && low->at[k].z == s->terrain_m + 10.0) wind = low->at[k];
    }
    if (terrain < low->at[low->n - 1].z) valley_nodes(terrain, roughness, &wind, low);
}

/* --- building --- */

static void put_node(lt_column_nodes *nodes, double x, double p, double z, double t, double q, double east,
                     double north, const double cloud[3]) {
    int i = nodes->n++;
    nodes->x[i] = x;
    nodes->p[i] = p;
    nodes->z[i] = z;
    nodes->t[i] = t;
    nodes->tv[i] = virtual_of(t, q);
    nodes->value[LT_PLACED_HUMIDITY][i] = q;
    nodes->value[LT_PLACED_EAST][i] = east;
    nodes->value[LT_PLACED_NORTH][i] = north;
    for (int f = 0; f < 3; f++) nodes->value[LT_PLACED_WATER + f][i] = cloud[f];
}

/* Nodes of the low part from below; their pressures hang on the level above (x) or on the surface pressure. */
static void put_low(const lt_source_column *s, const low_part *low, double x_level, bool on_surface,
                    const double cloud[3], lt_column_nodes *nodes) {
    double x[64];
    const low_node *at = low->at;
    x[0] = x_level;
    int hang = 0;
    if (on_surface)
        for (int k = 0; k < low->n; k++)
            if (at[k].z == s->terrain_m) hang = k;
    if (on_surface && hang) x[hang] = log(s->surface_pressure_Pa);
    for (int k = hang; k > 1; k--) { /* up to below the level, whose own height follows from there */
        double tv = 0.5 * (virtual_of(at[k].t, at[k].q) + virtual_of(at[k - 1].t, at[k - 1].q));
        x[k - 1] = x[k] - LT_GRAVITY * (at[k - 1].z - at[k].z) / (LT_R_DRY * tv);
    }
    for (int k = hang; k < low->n - 1; k++) {
        double tv = 0.5 * (virtual_of(at[k].t, at[k].q) + virtual_of(at[k + 1].t, at[k + 1].q));
        x[k + 1] = x[k] + LT_GRAVITY * (at[k].z - at[k + 1].z) / (LT_R_DRY * tv);
    }
    for (int k = low->n - 1; k > 0; k--) {
        double p = exp(x[k]), q = fmin(at[k].q, lt_saturation_humidity(at[k].t, p));
        put_node(nodes, x[k], p, at[k].z, at[k].t, q, at[k].east, at[k].north, cloud);
    }
}

lt_placing lt_column_nodes_make(const lt_source_column *s, double terrain, double roughness, lt_placed_column *out,
                                lt_column_nodes *nodes) {
    int first = -1, last = -1;
    nodes->n = 0;
    for (int i = 0; i < s->n; i++) {
        if (!above_ground(s, i) && first < 0) continue;
        if (!whole(s, i)) {
            if (first < 0) continue;
            return LT_PLACING_GAP;
        }
        if (first >= 0 && !(s->pressure_Pa[i] < s->pressure_Pa[last])) return LT_PLACING_ORDER;
        if (first < 0) first = i;
        last = i;
    }
    if (first < 0 || last == first) return LT_PLACING_NO_LEVEL;
    bool surface = !isnan(s->surface_pressure_Pa) && !isnan(s->terrain_m), heights = !isnan(s->height_m[first]);
    if (!surface && !heights) return LT_PLACING_NO_ANCHOR;
    double x1 = log(s->pressure_Pa[first]), t1 = s->temperature_K[first];
    double q1 = humidity_of(s->value[LT_PLACED_HUMIDITY][first], t1, s->pressure_Pa[first], out);
    low_node level = {s->height_m[first], t1, q1, s->value[LT_PLACED_EAST][first], s->value[LT_PLACED_NORTH][first]};
    if (!heights) { /* height of the lowest level, for the heights between; its own follows from the nodes */
        double t0 = isnan(s->temperature_2m_K) ? t1 : s->temperature_2m_K;
        double depth = log(s->surface_pressure_Pa) - x1;
        level.z = s->terrain_m + LT_R_DRY / LT_GRAVITY * 0.5 * (virtual_of(t0, q1) + virtual_of(t1, q1)) * depth;
    }
    low_part low;
    low_nodes(s, &level, terrain, roughness, &low);
    double cloud[3];
    for (int f = 0; f < 3; f++) cloud[f] = s->value[LT_PLACED_WATER + f][first];
    put_low(s, &low, x1, !heights, cloud, nodes);
    for (int i = first; i <= last; i++) {
        double x = log(s->pressure_Pa[i]), t = s->temperature_K[i], z = level.z;
        double q = i == first ? q1 : humidity_of(s->value[LT_PLACED_HUMIDITY][i], t, s->pressure_Pa[i], out);
        int below = nodes->n - 1;
        if ((i > first || !heights) && below >= 0)
            z = nodes->z[below] +
                LT_R_DRY / LT_GRAVITY * 0.5 * (nodes->tv[below] + virtual_of(t, q)) * (nodes->x[below] - x);
        for (int f = 0; f < 3; f++) cloud[f] = s->value[LT_PLACED_WATER + f][i];
        put_node(nodes, x, s->pressure_Pa[i], z, t, q, s->value[LT_PLACED_EAST][i], s->value[LT_PLACED_NORTH][i],
                 cloud);
    }
    return LT_PLACED;
}
