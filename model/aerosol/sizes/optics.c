#include "model/aerosol/sizes/optics.h"

#include "model/aerosol/sizes/mie.h"

#define SMALLEST 0.02 /* x of the finest sphere looked at */
#define STEP 0.02     /* of ln x */
enum { N_SPHERES = 540 };

static const double wavelengths[LT_OPTICS_WAVES] = {550e-9, 400e-9};

typedef struct spheres {
    double efficiency[N_SPHERES], forward[N_SPHERES]; /* Q and g Q by ln x */
} spheres;

static double size_of(int sphere) {
    return SMALLEST * lt_exp(STEP * sphere);
}

static double node(int n, int nodes, double least, double most) {
    return least + (most - least) * n / (nodes - 1.0);
}

static void fill_spheres(double index, spheres *out) {
    for (int s = 0; s < N_SPHERES; ++s) {
        double g;
        lt_mie(size_of(s), index, &out->efficiency[s], &g);
        out->forward[s] = g * out->efficiency[s];
    }
}

/* Means by volume of Q/D and g Q/D, times 3/2, of a mode whose median is x, spread ln s. */
static void mean_of(const spheres *of, double x, double spread, double wavelength, double *scatter, double *forward) {
    double weights = 0.0, sum = 0.0, ahead = 0.0;
    for (int s = 0; s < N_SPHERES; ++s) {
        const double t = (lt_log(SMALLEST / x) + STEP * s) / spread, weight = lt_exp(-0.5 * t * t);
        weights += weight;
        sum += weight * of->efficiency[s] / size_of(s);
        ahead += weight * of->forward[s] / size_of(s);
    }
    *scatter = 1.5 * 3.141592653589793 / wavelength * sum / weights;
    *forward = ahead / sum;
}

void lt_optics_make(lt_optics *out) {
    static const double most = LT_SIZE_MOST_GROWTH;
    spheres of;
    for (int n = 0; n < LT_OPTICS_INDICES; ++n) {
        fill_spheres(node(n, LT_OPTICS_INDICES, LT_OPTICS_LEAST_INDEX, LT_OPTICS_MOST_INDEX), &of);
        for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode)
            for (int g = 0; g < LT_OPTICS_GROWTHS; ++g) {
                const double growth = lt_exp(node(g, LT_OPTICS_GROWTHS, 0.0, lt_log(most)));
                const double spread = lt_log(lt_size_modes[mode].sigma);
                for (int wave = LT_OPTICS_WAVES - 1; wave >= 0; --wave)
                    mean_of(&of, 3.141592653589793 * lt_size_modes[mode].median * growth / wavelengths[wave], spread,
                            wavelengths[wave], &out->scatter[mode][wave][g][n], &out->forward[mode][g][n]);
            }
    }
}

/* A place between nodes. */
typedef struct place {
    int at;
    double share; /* of the node above */
} place;

static place find(double x, int nodes) {
    const double in = x > 0.0 ? x < nodes - 1.0 ? x : nodes - 1.0 : 0.0;
    const int at = (int)in < nodes - 2 ? (int)in : nodes - 2;
    return (place){at, in - at};
}

static double between(const double (*table)[LT_OPTICS_INDICES], place g, place n) {
    const double low = table[g.at][n.at] + n.share * (table[g.at][n.at + 1] - table[g.at][n.at]);
    const double high = table[g.at + 1][n.at] + n.share * (table[g.at + 1][n.at + 1] - table[g.at + 1][n.at]);
    return low + g.share * (high - low);
}

void lt_optics_add(const lt_optics *optics, int mode, int n, const double *dry, const double *wet,
                   const double *refraction, const lt_optics_sums *sums) {
    static const double per_index = (LT_OPTICS_INDICES - 1) / (LT_OPTICS_MOST_INDEX - LT_OPTICS_LEAST_INDEX);
    const double per_growth = (LT_OPTICS_GROWTHS - 1) / lt_log(LT_SIZE_MOST_GROWTH);
    for (int c = 0; c < n; ++c) {
        if (!(wet[c] > LT_SIZE_LEAST_VOLUME) || !(dry[c] > LT_SIZE_LEAST_VOLUME)) continue;
        const double index = (refraction[c] + LT_WATER_INDEX * (wet[c] - dry[c])) / wet[c];
        const place at_g = find(per_growth / 3.0 * lt_log(wet[c] / dry[c]), LT_OPTICS_GROWTHS);
        const place at_n = find(per_index * (index - LT_OPTICS_LEAST_INDEX), LT_OPTICS_INDICES);
        const double scattered = wet[c] * between(optics->scatter[mode][0], at_g, at_n);
        sums->scattered[c] += scattered;
        sums->scattered_400[c] += wet[c] * between(optics->scatter[mode][1], at_g, at_n);
        sums->forward[c] += scattered * between(optics->forward[mode], at_g, at_n);
    }
}

void lt_optics_of(int n, const lt_optics_sums *sums, const lt_optics_rows *out) {
    static const double shorter = 550.0 / 400.0;
    const double per = 1.0 / lt_log(shorter);
    for (int c = 0; c < n; ++c) {
        const double b = sums->scattered[c], a = sums->absorbed[c], all = b + a;
        if (out->extinction) out->extinction[c] = all;
        if (out->single_albedo) out->single_albedo[c] = all > 0.0 ? b / all : 1.0;
        if (out->asymmetry) out->asymmetry[c] = b > 0.0 ? sums->forward[c] / b : 0.0;
        if (out->angstrom)
            out->angstrom[c] = all > 0.0 ? per * lt_log((sums->scattered_400[c] + shorter * a) / all) : 1.0;
    }
}
