/* advect_z_reference.c - vertical advection as Colella & Woodward (1984), doi 10.1016/0021-9991(84)90143-8, write it:
 * eqs 1.6, 1.7 for the edges, 1.10 for the limit, 1.12 for what crosses, then the flux form. Layers that are missing
 * are 1e30 times as thick as their neighbour. */
#include "model/kernel/vertical_reference.h"

enum { N = LT_REFERENCE_LAYERS, PAD = 2 };

static double clamp(double v, double a, double b) {
    double low = a < b ? a : b, high = a < b ? b : a;
    return v < low ? low : v > high ? high : v;
}

/* Mean slope across the layer in the middle of three, eq 1.7. */
static double slope(const double *h, const double *q) {
    return h[0] / (h[-1] + h[0] + h[1]) *
           ((2 * h[-1] + h[0]) / (h[1] + h[0]) * (q[1] - q[0]) + (h[0] + 2 * h[1]) / (h[-1] + h[0]) * (q[0] - q[-1]));
}

/* Value at the upper edge of a layer, eq 1.6, kept between its two layers. */
static double edge(const double *h, const double *q) {
    double all = h[-1] + h[0] + h[1] + h[2], step = q[1] - q[0];
    double middle = 2 * h[1] * h[0] / (h[0] + h[1]) *
                    ((h[-1] + h[0]) / (2 * h[0] + h[1]) - (h[2] + h[1]) / (2 * h[1] + h[0])) * step;
    double upper = h[0] * (h[-1] + h[0]) / (2 * h[0] + h[1]) * slope(h + 1, q + 1);
    double lower = h[1] * (h[1] + h[2]) / (h[0] + 2 * h[1]) * slope(h, q);
    return clamp(q[0] + h[0] / (h[0] + h[1]) * step + (middle - upper + lower) / all, q[0], q[1]);
}

typedef struct parabola {
    double left, right;
} parabola;

/* Eq 1.10. */
static parabola limited(double left, double q, double right) {
    if ((right - q) * (q - left) <= 0) return (parabola){q, q};
    double d = right - left, off = d * (q - 0.5 * (left + right));
    if (off > d * d / 6) return (parabola){3 * q - 2 * right, right};
    if (off < -d * d / 6) return (parabola){left, 3 * q - 2 * left};
    return (parabola){left, right};
}

/* Mean of the share c next to the edge `near`, eq 1.12. */
static double swept(double near, double q, double far, double c) {
    double six = 6 * (q - 0.5 * (near + far));
    return near - 0.5 * c * ((near - far) - (1 - 2.0 / 3.0 * c) * six);
}

double lt_reference_advect_z(int nz, const double *mass, const double *moved, double above, double *q) {
    double h_room[N + 2 * PAD], v_room[N + 2 * PAD], edges[N + 1], tracer[N + 1] = {0};
    double *h = h_room + PAD, *v = v_room + PAD;
    for (int k = -PAD; k < nz + PAD; ++k) {
        h[k] = k < 0 ? 1e30 * mass[0] : k < nz ? mass[k] : k == nz ? mass[nz - 1] : 1e30 * mass[nz - 1];
        v[k] = k < 0 ? q[0] : k < nz ? q[k] : above;
    }
    edges[0] = q[0];
    for (int k = 0; k < nz; ++k) edges[k + 1] = edge(h + k, v + k);
    for (int k = 0; k < nz; ++k) {
        parabola p = limited(edges[k], v[k], edges[k + 1]);
        double up = moved[k + 1], down = -moved[k];
        if (up > 0) tracer[k + 1] = up * swept(p.right, v[k], p.left, up / mass[k]);
        if (down > 0) tracer[k] = -down * swept(p.left, v[k], p.right, down / mass[k]);
    }
    if (moved[nz] <= 0) tracer[nz] = moved[nz] * above;
    for (int k = 0; k < nz; ++k)
        q[k] = (v[k] * mass[k] - (tracer[k + 1] - tracer[k])) / (mass[k] - (moved[k + 1] - moved[k]));
    return tracer[nz];
}
