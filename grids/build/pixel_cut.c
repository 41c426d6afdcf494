/* pixel_cut.c - see pixel_cut.h. A pixel is the quadrangle of its corners on the map. */
#include "grids/build/pixel_cut.h"

bool lt_cut_span_of(const lt_grid *g, const lt_clip_box *b, lt_cut_span *s) {
    double i1 = floor((b->u1 - g->x0) / g->dx), i2 = floor((b->u2 - g->x0) / g->dx);
    double j1 = floor((b->v1 - g->y0) / g->dx), j2 = floor((b->v2 - g->y0) / g->dx);
    if (!(i2 >= 0 && j2 >= 0 && i1 < g->nx && j1 < g->ny)) return false;
    *s = (lt_cut_span){(int)fmax(i1, 0), (int)fmin(i2, g->nx - 1), (int)fmax(j1, 0), (int)fmin(j2, g->ny - 1)};
    return true;
}

bool lt_cut_inside_one(const lt_grid *g, const lt_clip_box *b, const lt_cut_span *s) {
    return s->i1 == s->i2 && s->j1 == s->j2 && b->u1 >= g->x0 && b->v1 >= g->y0 && b->u2 <= g->x0 + g->nx * g->dx &&
           b->v2 <= g->y0 + g->ny * g->dx;
}

/* Of small ones the map factor of their middle will do: it changes by the square of the size over the radius of the
 * Earth, 3e-8 over 2 km. */
double lt_cut_area(const lt_grid *g, const double *xy, int n) {
    static const double SMALL_M = 2000;
    const lt_projection *p = g->projection;
    lt_clip_box b = lt_clip_bounds(xy, n);
    if (fmax(b.u2 - b.u1, b.v2 - b.v1) > SMALL_M) return fabs(lt_projection_ring_area(p, xy, n));
    double k = lt_projection_map_factor(p, 0.5 * (b.u1 + b.u2), 0.5 * (b.v1 + b.v2));
    return fabs(lt_clip_area(xy, n)) / (k * k);
}

static lt_status cut(const lt_grid *g, int pixel, const double *quad, lt_cut_piece *piece, void *user) {
    lt_clip_box b = lt_clip_bounds(quad, 4);
    lt_cut_span s;
    if (!lt_cut_span_of(g, &b, &s)) return LT_OK;
    const double area = lt_cut_area(g, quad, 4);
    if (!(area > 0)) return LT_OK;
    if (lt_cut_inside_one(g, &b, &s)) return piece(user, pixel, (long)s.j1 * g->nx + s.i1, quad, 4, area);
    for (int j = s.j1; j <= s.j2; j++)
        for (int i = s.i1; i <= s.i2; i++) {
            double one[2 * LT_CLIP_POINTS], two[2 * LT_CLIP_POINTS], x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
            int n = lt_clip_half(quad, 4, 1, 0, x + g->dx, one);
            n = lt_clip_half(one, n, -1, 0, -x, two);
            n = lt_clip_half(two, n, 0, 1, y + g->dx, one);
            n = lt_clip_half(one, n, 0, -1, -y, two);
            if (n >= 3 && fabs(lt_clip_area(two, n)) > 1e-13 * g->dx * g->dx)
                LT_TRY(piece(user, pixel, (long)j * g->nx + i, two, n, area));
        }
    return LT_OK;
}

/* Corners of one edge to the map. */
static lt_status project(const lt_grid *g, const double *lon_lat, int n, double *xy) {
    for (int k = 0; k < n; k++)
        LT_TRY(lt_projection_forward(g->projection, lon_lat[2 * k], lon_lat[2 * k + 1], &xy[2 * k], &xy[2 * k + 1]));
    return LT_OK;
}

lt_status lt_cut_pixels(const lt_grid *g, const lt_user_pixels *row, lt_cut_want *want, lt_cut_piece *piece,
                        void *user) {
    double *upper, *lower;
    size_t n = 2 * ((size_t)row->n + 1);
    LT_TRY(lt_calloc(2 * n, sizeof *upper, &upper));
    lower = upper + n;
    lt_status status = project(g, row->upper, row->n + 1, upper);
    if (status == LT_OK) status = project(g, row->lower, row->n + 1, lower);
    for (int i = 0; i < row->n && status == LT_OK; i++) {
        const double *u = upper + 2 * i, *l = lower + 2 * i;
        const double quad[8] = {l[0], l[1], l[2], l[3], u[2], u[3], u[0], u[1]};
        if (!want || want(user, row->values[i])) status = cut(g, i, quad, piece, user);
    }
    lt_free(upper);
    return status;
}
